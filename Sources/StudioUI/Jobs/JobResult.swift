public import StudioModel

/// What became of a sequence that ended, in one line.
public struct JobResult: Hashable, Sendable {
  private let job: Job

  public init(_ job: Job) { self.job = job }

  /// For example `4/4 images`.
  public var images: String {
    "\(job.storedFrames.count)/\(Self.count(job.request.maxImages))"
  }

  /// For example `4 images`.
  static func count(_ images: Int) -> String { images == 1 ? "1 image" : "\(images) images" }

  /// For example `4/4 images · $0.108 · 41 s`.
  public var text: String { words(images) }

  /// For example `4/4 · $0.108 · 41 s`.
  public var short: String { words("\(job.storedFrames.count)/\(job.request.maxImages)") }

  private func words(_ images: String) -> String {
    if job.status == .cancelled { return "not sent, cost nothing" }
    let cost = JobCost.short(job)
    let span = job.finishedAt.map { JobTimes.elapsed(job, now: $0) }
    let time = span.map { [Quantities.duration($0)] } ?? []
    return ([images, cost == "nothing" ? "cost nothing" : cost] + time).joined(separator: " · ")
  }
}
