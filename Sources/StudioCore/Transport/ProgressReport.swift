/// Tells how far an exchange is, at most ten times a second and once at the end.
struct ProgressReport {
  private static let interval = Duration.milliseconds(100)

  private let report: (@Sendable (TransferProgress) -> Void)?
  private(set) var moved = TransferProgress(
    sent: 0,
    sendTotal: nil,
    received: 0,
    receiveTotal: nil
  )
  private var reported: TransferProgress?
  private var reportedAt: ContinuousClock.Instant?

  init(_ report: (@Sendable (TransferProgress) -> Void)?) { self.report = report }

  /// True when something moved since the last time.
  mutating func update(_ progress: TransferProgress) -> Bool {
    guard progress != moved else { return false }
    moved = progress
    guard let report else { return true }
    let now = ContinuousClock.now
    if let reportedAt, now - reportedAt < Self.interval { return true }
    reportedAt = now
    reported = progress
    report(progress)
    return true
  }

  /// The last report, so that nobody is left at 99 %.
  mutating func finish() {
    guard let report, reported != moved else { return }
    reported = moved
    report(moved)
  }
}
