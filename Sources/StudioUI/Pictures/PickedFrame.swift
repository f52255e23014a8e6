public import StudioModel

/// One picture of a sequence that a person picked.
public struct PickedFrame: Hashable, Sendable {
  public var job: Job
  /// Its index, as the service counts.
  public var frame: Int

  public init(_ job: Job, frame: Int) {
    self.job = job
    self.frame = frame
  }

  /// True for the same picture, whatever else became of its sequence.
  func isSame(as other: PickedFrame) -> Bool { job.id == other.job.id && frame == other.frame }

  /// As it is on disk; `nil` where it is not.
  var shown: Frame? { job.shownFrames.first { $0.index == frame } }

  var path: String? { shown.flatMap { job.path(of: $0) } }

  var size: PixelSize { shown?.size ?? job.request.size }
}
