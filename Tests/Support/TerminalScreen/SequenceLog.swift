/// Reads a program's output for what libvterm does not tell: private modes and commands.
struct SequenceLog {
  /// Private modes that are set (DECSET and DECRST).
  private(set) var modes: Set<Int> = []
  /// What was in OSC and DCS sequences, as `52;c;…` or `tmux;…`, in their order.
  private(set) var commands: [String] = []

  private enum State {
    case text, escape
    case control([UInt8])
    case command([UInt8])
    case commandEscape([UInt8])
  }

  private var state = State.text
  /// A command that is longer than this is not a command.
  private static let limit = 8 << 20

  mutating func feed(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      if case .text = state {
        guard let next = rest.firstIndex(of: 0x1b) else { return }
        rest = rest[next...]
      }
      feed(rest.removeFirst())
    }
  }

  private mutating func feed(_ byte: UInt8) {
    switch state {
    case .text:
      if byte == 0x1b { state = .escape }
    case .escape:
      escape(byte)
    case .control(let parameters):
      control(byte, parameters)
    case .command(var text):
      // Frees the only other reference, so that the text grows in place.
      state = .text
      if byte == 0x07 {
        commands.append(String(decoding: text, as: UTF8.self))
      } else if byte == 0x1b {
        state = .commandEscape(text)
      } else {
        text.append(byte)
        state = text.count > Self.limit ? .text : .command(text)
      }
    case .commandEscape(let text):
      commandEscape(byte, text)
    }
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "["): state = .control([])
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"): state = .command([])
    case UInt8(ascii: "c"):
      modes = []
      state = .text
    case 0x1b: state = .escape
    default: state = .text
    }
  }

  private mutating func control(_ byte: UInt8, _ parameters: [UInt8]) {
    switch byte {
    case 0x20..<0x40: state = parameters.count > 256 ? .text : .control(parameters + [byte])
    case 0x1b: state = .escape
    default:
      state = .text
      guard parameters.first == UInt8(ascii: "?") else { return }
      let numbers = parameters.dropFirst().split(separator: UInt8(ascii: ";"))
        .compactMap { Int(String(decoding: $0, as: UTF8.self)) }
      if byte == UInt8(ascii: "h") { modes.formUnion(numbers) }
      if byte == UInt8(ascii: "l") { modes.subtract(numbers) }
    }
  }

  /// A doubled escape is a part of what tmux passes through; a backslash ends the command.
  private mutating func commandEscape(_ byte: UInt8, _ text: [UInt8]) {
    if byte == UInt8(ascii: "\\") {
      commands.append(String(decoding: text, as: UTF8.self))
      state = .text
    } else if byte == 0x1b {
      state = .command(text + [0x1b])
    } else {
      state = .escape
      escape(byte)
    }
  }
}
