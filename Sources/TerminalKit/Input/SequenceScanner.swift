import CellGrid

/// Takes the bytes of one sequence that started with Esc, until its end is known.
struct SequenceScanner: Sendable {
  /// What a byte brought about.
  enum Outcome {
    case more
    case key(KeyPress)
    case keys([KeyPress])
    case mouse(MouseEvent)
    case pasteStart
    case reply(TerminalReply)
    /// Complete, and neither: an unknown reply, a change of focus, an unknown key.
    case nothing
    /// The byte does not belong: what stood before it is over, and the byte starts anew.
    case again(before: [UInt8])
  }

  /// What has come of the sequence, Esc first; empty outside. A long one is kept in part.
  private(set) var bytes: [UInt8] = []
  /// Bytes of a string that are not kept.
  private var swallowed = 0
  /// The last byte of a string was Esc, the first half of its end.
  private var stringMayEnd = false
  /// Beyond it a sequence has lost its end.
  private static let longestControl = 64 * 1_024
  private static let longestSequence = 256
  /// The longest that `KeyTable` knows.
  private static let longestKey = 32

  /// More has come than a person types by one key, so that the rest may be slow to come.
  var isUnderWay: Bool { bytes.count > 2 && bytes[1] < 0x80 && bytes != [0x1B, 0x1B, 0x1B] }

  mutating func takeBytes() -> [UInt8] {
    defer { reset() }
    return bytes
  }

  mutating func take(_ byte: UInt8, _ keys: KeyTable) -> Outcome {
    if bytes.isEmpty {
      bytes = [byte]
      return .more
    }
    guard bytes.count < Self.longestKey else { return scan(byte) }
    let sequence = bytes + [byte]
    if let key = keys.key(sequence), !keys.mayContinue(sequence) {
      return finish(.key(KeyPress(key)))
    }
    if keys.mayContinue(sequence), bytes.count > 1 || !Self.introducers.contains(byte) {
      bytes = sequence
      return .more
    }
    return scan(byte)
  }

  /// `[`, `O`, and those of strings: OSC, DCS, SOS, PM, APC.
  private static let introducers = Array("[O]PX^_".utf8)

  private mutating func scan(_ byte: UInt8) -> Outcome {
    // One more Esc before a sequence is Alt on some terminals.
    let start = bytes.count > 1 && bytes[1] == 0x1B ? 2 : 1
    guard bytes.count > start else { return afterEscape(byte, isDoubled: start == 2) }
    switch bytes[start] {
    case UInt8(ascii: "["): return control(byte, start: start + 1)
    case UInt8(ascii: "O"): return shifted(byte, start: start + 1)
    case 0x80...: return character(byte)
    default: return string(byte)
    }
  }

  private mutating func afterEscape(_ byte: UInt8, isDoubled: Bool) -> Outcome {
    if byte == 0x1B {
      // Two are kept back; a third makes the first a key of its own.
      if isDoubled { return finish(.keys([KeyPress(.escape)]), keeping: [0x1B, 0x1B]) }
      bytes.append(byte)
      return .more
    }
    if isDoubled, byte != UInt8(ascii: "["), byte != UInt8(ascii: "O") {
      bytes = [0x1B]
      if case .key(let key) = afterEscape(byte, isDoubled: false) {
        return .keys([KeyPress(.escape), key])
      }
      return .keys([KeyPress(.escape)])
    }
    if Self.introducers.contains(byte) || (0xC2..<0xF5).contains(byte) {
      bytes.append(byte)
      return .more
    }
    if byte < 0x20 || byte == 0x7F {
      guard var key = ControlCharacters.key(byte) else { return finish(.nothing) }
      key.modifiers.insert(.alt)
      return finish(.key(key))
    }
    guard byte < 0x80 else { return finish(.nothing) }
    return finish(.key(KeyPress(Character(Unicode.Scalar(byte)).lowerCased, .alt)))
  }

  /// Alt with a character beyond ASCII.
  private mutating func character(_ byte: UInt8) -> Outcome {
    var text = TypedText()
    for byte in bytes.dropFirst() { text.append(byte) }
    text.append(byte)
    if text.awaitsMore, (0x80..<0xC0).contains(byte) {
      bytes.append(byte)
      return .more
    }
    guard case .key(let key)? = text.characters().first, (0x80..<0xC0).contains(byte),
      case .character(let character) = key.key
    else { return leave(to: byte) }
    return finish(.key(KeyPress(character.lowerCased, .alt)))
  }

  /// CSI: parameters, intermediates, one final byte.
  private mutating func control(_ byte: UInt8, start: Int) -> Outcome {
    let body = bytes[start...]
    if body.starts(with: [UInt8(ascii: "M")]) || body.starts(with: [UInt8(ascii: "[")]) {
      return fixedLength(byte, start: start)
    }
    switch byte {
    case 0x20..<0x40:
      // rxvt ends shifted keys with what is no final byte; replies of terminals have a `?`.
      if byte == UInt8(ascii: "$"), body.allSatisfy({ $0 >= 0x30 && $0 < 0x3A }), !body.isEmpty {
        return finish(ControlSequence(body, byte).outcome(isAlt: start == 3))
      }
      if bytes.count < Self.longestSequence { bytes.append(byte) } else { swallowed += 1 }
      return swallowed > Self.longestControl ? finish(.nothing) : .more
    case UInt8(ascii: "M") where body.isEmpty, UInt8(ascii: "[") where body.isEmpty:
      bytes.append(byte)
      return .more
    case 0x40..<0x7F:
      if swallowed > 0 { return finish(.nothing) }
      return finish(ControlSequence(body, byte).outcome(isAlt: start == 3))
    default: return leave(to: byte)
    }
  }

  /// The old form of the mouse has three bytes after `CSI M`; keys of the Linux console have one
  /// after `CSI [`.
  private mutating func fixedLength(_ byte: UInt8, start: Int) -> Outcome {
    if bytes[start] == UInt8(ascii: "[") {
      guard (UInt8(ascii: "A")...UInt8(ascii: "E")).contains(byte) else {
        return byte < 0x20 || byte >= 0x7F ? leave(to: byte) : finish(.nothing)
      }
      return finish(.key(KeyPress(.function(Int(byte - UInt8(ascii: "A")) + 1))))
    }
    guard byte >= 0x20 else { return leave(to: byte) }
    bytes.append(byte)
    guard bytes.count == start + 4 else { return .more }
    let (button, x, y) = (bytes[start + 1], bytes[start + 2], bytes[start + 3])
    return finish(
      MouseReport(
        button: Int(button) - 0x20,
        x: Int(x) - 0x20,
        y: Int(y) - 0x20,
        isRelease: button & 3 == 3 && button & 0x40 == 0
      ).outcome
    )
  }

  /// SS3: perhaps digits for modifiers, one final byte.
  private mutating func shifted(_ byte: UInt8, start: Int) -> Outcome {
    switch byte {
    case 0x30..<0x3C:
      guard bytes.count < Self.longestSequence else { return finish(.nothing) }
      bytes.append(byte)
      return .more
    case 0x40..<0x7F, 0x20..<0x30:
      return finish(ControlSequence(bytes[start...], byte).shiftedOutcome(isAlt: start == 3))
    default: return leave(to: byte)
    }
  }

  /// OSC, DCS, APC and the like end with ST, with BEL, or where another sequence starts.
  private mutating func string(_ byte: UInt8) -> Outcome {
    if stringMayEnd, byte != UInt8(ascii: "\\") {
      reset()
      bytes = [0x1B]
      return afterEscape(byte, isDoubled: false)
    }
    switch byte {
    case 0x18, 0x1A: return finish(.nothing)
    case 0x07: return finish(reply)
    case _ where stringMayEnd: return finish(reply)
    case 0x1B:
      stringMayEnd = true
      return .more
    default:
      // However long it is, what belongs to it is no key: only a silence or its end ends it.
      if bytes.count < TerminalReply.longestString { bytes.append(byte) } else { swallowed = 1 }
      return .more
    }
  }

  /// What a string that has ended says.
  private var reply: Outcome {
    guard swallowed == 0 else { return .nothing }
    return TerminalReply(string: bytes[1], bytes[2...]).map(Outcome.reply) ?? .nothing
  }

  private mutating func finish(_ outcome: Outcome, keeping rest: [UInt8] = []) -> Outcome {
    reset()
    bytes = rest
    return outcome
  }

  /// Esc inside starts a new sequence; any other byte is a key of its own.
  private mutating func leave(to byte: UInt8) -> Outcome {
    .again(before: takeBytes())
  }

  private mutating func reset() {
    bytes = []
    swallowed = 0
    stringMayEnd = false
  }
}
