import CellGrid
import StudioModel

/// What is worth telling a person who looks elsewhere.
struct LiveNews {
  private let level: Toast.Level
  private let text: String

  /// `nil` when nothing ended and nothing needs the person, or when that was decided by hand.
  init?(_ before: LiveJob, _ after: LiveJob, isDemo: Bool) {
    let job = after.job
    let name = Self.name(job)
    if after.stand == .needsPerson, before.stand != .needsPerson {
      let what =
        job.status == .unconfirmed
        ? "it was sent and no trustworthy answer came" : job.failure?.message ?? "it was not sent"
      level = .warning
      text = "\(name) needs you: \(what)"
      return
    }
    guard !before.job.status.isFinal, job.status.isFinal, job.failure?.code != .markedLost else {
      return nil
    }
    let reason = job.failure?.message ?? ""
    switch job.status {
    case .finished:
      level = .done
      text = "\(name) finished: \(JobResult(job, isDemo: isDemo).text)"
    case .partial:
      level = .warning
      text = "\(name) partly finished: \(JobResult(job).images). \(reason)"
    case .failed:
      level = .error
      let cost = isDemo ? "" : job.failure.map { " It \($0.cost.words)." } ?? ""
      text = "\(name) failed: \(reason)\(cost)"
    default: return nil
    }
  }

  /// What goes to the terminal's own notices passes no canvas: it is made plain here.
  var reactions: [Reaction] {
    let plain = PlainText.line(text)
    return [.toast(Toast(level, plain)), .effect(.notify(plain))]
  }

  /// What a decision led to.
  static func toast(_ decision: JobDecision, _ job: Job, isDemo: Bool) -> Toast {
    let name = name(job)
    switch decision {
    case .cancel:
      let cost = isDemo ? "" : " and cost nothing"
      return Toast(.done, "\(name) is cancelled: it was not sent\(cost)")
    case .markLost:
      let cost = isDemo ? "" : "; up to \(job.estimate) counts as spent"
      return Toast(.note, "\(name) is given up\(cost)")
    case .sendAgain: return Toast(.note, "\(name) is sent once more")
    case .adopt(let id): return Toast(.done, "\(name) goes on as the task \(id)")
    case .retryDownloads: return Toast(.note, "\(name): what is missing is fetched again")
    }
  }

  /// People know a sequence by its prompt.
  private static func name(_ job: Job) -> String {
    let start = PromptExcerpt.line(job.request.prompt, cells: 24)
    return start.isEmpty ? job.id.short : "“\(start)”"
  }
}
