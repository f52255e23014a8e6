import StudioModel
import StudioUI

/// The one line that shows the followed jobs on a terminal: the only one, or the most active with a
/// count of the others.
struct BoardLine {
  let board: JobBoard
  let now: Timestamp
  let step: Int
  let isUTF8: Bool

  func text(width: Int) -> String {
    let open = board.ids.filter(board.following.contains)
    guard let id = open.min(by: { rank($0) < rank($1) }), let job = board.jobs[id] else {
      return ""
    }
    let line = JobProgressLine(charset: isUTF8 ? .unicode : .ascii)
    let count = open.count > 1 ? "\(board.ids.count - open.count)/\(board.ids.count)  " : ""
    return count + line.text(progress(job), step: step, width: max(1, width - count.count))
  }

  /// Jobs whose bytes move come first, those that only wait last.
  private func rank(_ id: SequenceID) -> Int {
    switch board.jobs[id]?.status {
    case .downloading: 0
    case .submitting: 1
    case .running, .submitted: 2
    default: 3
    }
  }

  private func progress(_ job: Job) -> JobProgress {
    let activities = board.activities[job.id] ?? [:]
    let began = job.submittedAt ?? job.createdAt
    return JobProgress(
      status: job.status,
      elapsed: max(.zero, now - began),
      nextLook: nextLook(job, activities[0]),
      frames: job.frames.map { frame($0, activities) },
      asked: job.request.maxImages,
      note: note(job, activities[0])
    )
  }

  private func nextLook(_ job: Job, _ activity: JobActivity?) -> Duration? {
    if case .waiting(let moment) = activity, moment > now { return moment - now }
    return job.nextPollAt.map { max(.zero, $0 - now) }
  }

  private func frame(_ frame: Frame, _ activities: [Int: JobActivity]) -> FrameProgress {
    var progress = FrameProgress(
      index: frame.index,
      name: frame.fileName,
      isStored: frame.status == .stored,
      hasFailed: frame.status == .failed
    )
    if case .downloading(_, let received, let total)? = activities[frame.index] {
      progress.received = received
      progress.total = total
    }
    return progress
  }

  private func note(_ job: Job, _ activity: JobActivity?) -> String {
    if case .uploading(let index, let count, let sent, let total)? = activity,
      job.status == .queued
    {
      return "reference \(index)/\(count) \(Quantities.bytes(sent, of: total))"
    }
    return job.failure?.message ?? ""
  }
}
