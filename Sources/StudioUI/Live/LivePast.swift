import StudioModel

/// How long a model took before.
struct LivePast: Hashable, Sendable {
  /// As many as the library is asked for.
  private static let limit = 50

  /// Newest first.
  private var runs: [PastRun]

  init(_ runs: [PastRun]) { self.runs = Array(runs.prefix(Self.limit)) }

  /// `nil` without a past.
  func usual(images: Int) -> Duration? { UsualDuration.median(of: runs, images: images) }

  /// The same with one more that has just ended.
  func adding(_ run: PastRun) -> LivePast { LivePast([run] + runs) }
}
