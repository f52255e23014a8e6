public import StudioModel

/// How far one picture of a running sequence is.
public struct FrameProgress: Sendable, Hashable {
  /// 1-based.
  public var index: Int
  /// The name it is shown by; a file's name once there is one.
  public var name: String
  public var received: Int64
  /// `nil` while the size is not known.
  public var total: Int64?
  public var isStored: Bool
  /// True when it will not come.
  public var hasFailed: Bool

  public init(
    index: Int,
    name: String? = nil,
    received: Int64 = 0,
    total: Int64? = nil,
    isStored: Bool = false,
    hasFailed: Bool = false
  ) {
    self.index = index
    self.name = name ?? Quantities.twoDigits(Int64(index))
    self.received = received
    self.total = total
    self.isStored = isStored
    self.hasFailed = hasFailed
  }

  /// True while its bytes arrive.
  var isArriving: Bool { !isStored && !hasFailed && received > 0 }
}

/// Where a sequence stands at one moment, as far as it is shown.
public struct JobProgress: Sendable, Hashable {
  public var status: JobStatus
  public var elapsed: Duration
  /// Until the next poll of the service, or the next try to send.
  public var nextLook: Duration?
  public var frames: [FrameProgress]
  /// How many pictures the request asked for at most.
  public var asked: Int
  /// A result or a reason; may quote a service.
  public var note: String

  public init(
    status: JobStatus,
    elapsed: Duration,
    nextLook: Duration? = nil,
    frames: [FrameProgress] = [],
    asked: Int,
    note: String = ""
  ) {
    self.status = status
    self.elapsed = elapsed
    self.nextLook = nextLook
    self.frames = frames
    self.asked = asked
    self.note = note
  }
}
