/// A picture as the bytes that one kind of terminal shows it from.
public struct TerminalPicture: Sendable, Equatable {
  /// Pieces that may be sent with other output between them: keys and text go first. A piece is a
  /// whole escape sequence, except where the form allows no more than one; then it is the whole.
  public let slices: [[UInt8]]

  public var byteCount: Int { slices.reduce(0) { $0 + $1.count } }
}

/// What lies between the program and the terminal that shows the picture.
public enum TerminalPassage: Sendable, Hashable {
  case direct
  /// tmux hands on what is wrapped, where its `allow-passthrough` is on.
  case tmux

  /// A sequence as it has to be written to arrive at the terminal.
  public func wrapped(_ sequence: [UInt8]) -> [UInt8] {
    switch self {
    case .direct: return sequence
    case .tmux:
      var wrapped = Array("\u{1B}Ptmux;".utf8)
      wrapped.reserveCapacity(sequence.count + 16)
      for byte in sequence {
        if byte == 0x1B { wrapped.append(byte) }
        wrapped.append(byte)
      }
      return wrapped + Array("\u{1B}\\".utf8)
    }
  }
}
