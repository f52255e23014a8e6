public import StudioModel

/// What became of a sequence that ended, in one line.
public struct JobResult: Hashable, Sendable {
  private let job: Job
  private let isDemo: Bool

  /// - Parameter isDemo: no money is named where none is spent.
  public init(_ job: Job, isDemo: Bool = false) {
    self.job = job
    self.isDemo = isDemo
  }

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
    if job.status == .cancelled { return isDemo ? "not sent" : "not sent, cost nothing" }
    let sum = JobCost.short(job)
    let cost = isDemo ? [] : [sum == "nothing" ? "cost nothing" : sum]
    let span = job.finishedAt.map { JobTimes.elapsed(job, now: $0) }
    let time = span.map { [Quantities.duration($0)] } ?? []
    return ([images] + cost + time).joined(separator: " · ")
  }
}
