/// A picture as the bytes that one kind of terminal shows it from.
public struct TerminalPicture: Sendable, Equatable {
  /// Pieces that may be sent with other output between them: keys and text go first. A piece is a
  /// whole escape sequence, except where the form allows no more than one; then it is the whole.
  public let slices: [[UInt8]]

  public var byteCount: Int { slices.reduce(0) { $0 + $1.count } }
}
