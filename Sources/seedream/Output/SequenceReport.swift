import CellGrid
import StudioCore
import StudioModel

/// What a command says about sequences once it stops watching them.
struct SequenceReport: Sendable {
  let session: Session
  let json: Bool

  private var output: Output { session.process.output }

  /// The end of `generate`: one document, or the paths of the images.
  func tell(
    one id: SequenceID,
    _ result: WatchResult,
    isDetached: Bool,
    in studio: Studio
  ) async throws(Failure) -> ExitCode {
    // A library that cannot be read at this moment must not make a paid task look like none.
    guard let job = await job(id, result, studio) else {
      throw Failure(
        .internalError,
        "The sequence \(id) cannot be read from the library.",
        cost: .possible,
        advice: "`seedream resume \(id)` goes on with it."
      )
    }
    let ending = result.ending
    if json { output.result(JobDocument.of(job).printed) }
    if isDetached && job.predictionID != nil && !job.status.isFinal {
      if !json { output.result("\(job.id)\n") }
      output.note("\(job.id) is accepted; `seedream resume \(job.id)` fetches the images.")
      return .done
    }
    if !json { printPaths(job) }
    return describe(job, ending)
  }

  /// The end of `resume` and `wait`: an array, or the paths of all images.
  func tell(
    all ids: [SequenceID],
    _ result: WatchResult,
    in studio: Studio
  ) async -> ExitCode {
    let ending = result.ending
    var jobs: [Job] = []
    for id in ids {
      if let job = await job(id, result, studio) { jobs.append(job) }
    }
    if json {
      output.result(JSONDocument.list(jobs.map(JobDocument.of)).printed)
    } else if jobs.isEmpty {
      output.note("Nothing is unfinished.")
    }
    return ExitCode.worst(
      of: jobs.map { job in
        if !json { printPaths(job) }
        return describe(job, ending)
      }
    )
  }

  /// The job as it is stored; what kept it from being stored counts as its failure.
  private func job(_ id: SequenceID, _ result: WatchResult, _ studio: Studio) async -> Job? {
    guard var job = (try? await studio.job(id)) ?? result.jobs[id] else { return nil }
    if job.failure == nil && !job.status.isFinal { job.failure = result.blocked[id] }
    return job
  }

  /// The end of a decision that nothing follows from.
  func decided(_ job: Job) -> ExitCode {
    if json { output.result(JSONDocument.list([JobDocument.of(job)]).printed) }
    output.note(
      job.status == .cancelled
        ? "\(job.id) is dropped; it was not sent and cost nothing."
        : "\(job.id) is given up; up to \(job.estimate) counts as spent."
    )
    return .done
  }

  private func printPaths(_ job: Job) {
    for frame in job.storedFrames {
      guard let name = frame.fileName else { continue }
      output.result(PlainText.line(job.folder + "/" + name) + "\n")
    }
  }

  /// Says on stderr how the job stands, what it cost and what to do next.
  private func describe(_ job: Job, _ ending: WatchEnding) -> ExitCode {
    let resume = "seedream resume \(job.id)" + (session.demo == nil ? "" : " --demo")
    if !job.status.isFinal && ending == .interrupted {
      output.note(Self.interrupted(job, resume: resume))
      return .interrupted
    }
    switch job.status {
    case .finished:
      output.note(
        "\(job.id): \(job.storedFrames.count) images in \(PlainText.line(job.folder)), "
          + "up to \(job.estimate) (estimate)."
      )
    case .unconfirmed, .submitting:
      tellUnconfirmed(job, resume)
    case .queued:
      tellFailure(job)
      output.note("\(job.id) waits unsent: `\(resume)` sends it, `\(resume) --cancel` drops it.")
    case .submitted, .running, .downloading:
      tellFailure(job)
      output.note("\(job.id) is \(job.status.rawValue) and not lost: `\(resume)` goes on with it.")
    case .partial, .failed, .cancelled, .drafted:
      tellFailure(job)
      if job.status == .partial { output.note("What came is in \(PlainText.line(job.folder)).") }
    }
    return ExitCode(job)
  }

  private func tellFailure(_ job: Job) {
    guard let failure = job.failure ?? job.firstFrameFailure else { return }
    output.failure(failure)
  }

  private func tellUnconfirmed(_ job: Job, _ resume: String) {
    tellFailure(job)
    output.note(
      """
      \(job.id) was sent and no trustworthy answer came: up to \(job.estimate) may be charged. Choose:
        \(resume)                       look for it again
        \(resume) --adopt PREDICTION    it is on the service's web page under that id
        \(resume) --mark-lost           give it up; it counts as spent
        \(resume) --send-again          send it once more; it may be paid twice
      """
    )
  }

  private static func interrupted(_ job: Job, resume: String) -> String {
    switch job.status {
    case .queued, .drafted:
      return "Interrupted: \(job.id) was not sent and costs nothing yet. `\(resume)` sends it, "
        + "`\(resume) --cancel` drops it."
    case .unconfirmed, .submitting:
      return
        "Interrupted: \(job.id) was sent and its answer is not known. `\(resume)` looks for it."
    default:
      return "Interrupted: \(job.id) goes on at the service. `\(resume)` fetches it."
    }
  }
}

extension Job {
  /// The reason of the first frame that is not on disk.
  var firstFrameFailure: Failure? { frames.lazy.compactMap(\.failure).first }
}
