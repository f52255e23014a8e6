/// What a person thinks of a frame. Raw values are stored, and are part of `--json`.
public enum FrameVerdict: String, Hashable, Sendable, CaseIterable {
  /// Nobody has said anything.
  case undecided = "none"
  case accepted
  /// Its line is to be made again.
  case rejected
  /// Accepted, and its line is never made again.
  case locked

  /// True for the frames that others are made to match.
  public var isKept: Bool { self == .accepted || self == .locked }
}

/// Names one frame of the library.
public struct FrameID: Hashable, Sendable, CustomStringConvertible {
  public var sequence: SequenceID
  /// 1-based, as in `Frame.index`.
  public var index: Int

  public init(_ sequence: SequenceID, _ index: Int) {
    self.sequence = sequence
    self.index = index
  }

  /// `0123456789/3`
  public var description: String { "\(sequence)/\(index)" }
}
