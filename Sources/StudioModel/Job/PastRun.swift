/// How long a task of the past took at the service.
public struct PastRun: Hashable, Sendable {
  public var maxImages: Int
  public var duration: Duration

  public init(maxImages: Int, duration: Duration) {
    self.maxImages = maxImages
    self.duration = duration
  }
}
