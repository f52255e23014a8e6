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
