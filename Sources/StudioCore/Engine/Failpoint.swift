/// A labelled moment in a job's life at which a test may end the program, to prove that any moment
/// will do.
public enum Failpoint: String, Sendable, CaseIterable {
  case beforeAdmission = "before-admission"
  case afterAdmission = "after-admission"
  case afterUpload = "after-upload"
  case beforeIntent = "before-intent"
  case afterIntent = "after-intent"
  case afterSubmitReply = "after-submit-reply"
  case afterIDStored = "after-id-stored"
  case afterPollReply = "after-poll-reply"
  case afterPollStored = "after-poll-stored"
  case afterPartWritten = "after-part-written"
  case afterFrameRenamed = "after-frame-renamed"
  case afterFrameStored = "after-frame-stored"
  case beforeConclusion = "before-conclusion"
  case afterConclusion = "after-conclusion"
  /// A transaction of the library did its work and is about to be committed; reached once for each.
  case beforeCommit = "before-commit"
  /// A transaction of the library has reached the disk, and nobody knows yet.
  case afterCommit = "after-commit"
}

/// What happens at each failpoint; nothing, outside of tests.
public struct Failpoints: Sendable {
  private let reached: @Sendable (Failpoint) -> Void

  public init(_ reached: @escaping @Sendable (Failpoint) -> Void) { self.reached = reached }

  public static let none = Failpoints { _ in }

  func reach(_ point: Failpoint) { reached(point) }
}
