/// One sequence of a set: the original, or a repair that made some of its lines again.
public struct SetPart: Hashable, Sendable {
  public var id: SequenceID
  public var frames: [Frame]
  /// False while pictures may still come, and while it is not known whether they will.
  public var isFinal: Bool
  /// The line of the set, from 1, that each frame belongs to: `lines[0]` is that of frame 1.
  public var lines: [Int]
  /// By the index of the frame, from 1; those not named are undecided.
  public var verdicts: [Int: FrameVerdict]

  public init(
    id: SequenceID,
    frames: [Frame],
    isFinal: Bool,
    lines: [Int],
    verdicts: [Int: FrameVerdict] = [:]
  ) {
    self.id = id
    self.frames = frames
    self.isFinal = isFinal
    self.lines = lines
    self.verdicts = verdicts
  }

  /// The part a sequence is: the original where no lines are given, whose frame 1 belongs to line
  /// 1, or a repair of the given lines in their order.
  public init(_ job: Job, lines: [Int]? = nil, verdicts: [Int: FrameVerdict] = [:]) {
    self.init(
      id: job.id,
      frames: job.frames,
      isFinal: job.status.isFinal,
      lines: lines ?? Array(1...max(1, min(RepairedSet.mostLines, job.request.maxImages))),
      verdicts: verdicts
    )
  }

  public func verdict(_ index: Int) -> FrameVerdict { verdicts[index] ?? .undecided }

  /// The line of a frame, by the frame's index from 1; `nil` for one that was not asked for.
  public func line(of index: Int) -> Int? {
    index >= 1 && index <= lines.count ? lines[index - 1] : nil
  }

  /// The frames of a line, in the service's order.
  func frames(of line: Int) -> [Frame] { frames.filter { self.line(of: $0.index) == line } }
}
