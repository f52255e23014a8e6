public import CellGrid

/// Turns the bytes of a terminal's keyboard into keys, pastes and mouse events.
///
/// A pure value: bytes may come in any pieces, and any bytes may come. Only time tells a lone Esc
/// from the start of a sequence, so `flush()` is called after a silence; see `KeyboardReader`.
public struct InputDecoder: Sendable {
  /// How long a terminal may pause inside what one key sends.
  public static let escapeDelay: Duration = .milliseconds(25)
  /// How long it may pause inside what no key of a person begins, such as its replies.
  public static let replyDelay: Duration = .milliseconds(500)
  /// How long it may pause inside a paste, which comes over slow links.
  public static let pasteDelay: Duration = .seconds(1)

  private let keys: KeyTable
  private var scanner = SequenceScanner()
  private var paste: PasteCollector?
  private var typed = TypedText()
  private var replies: [TerminalReply] = []
  /// More are not kept until they are taken.
  private static let mostReplies = 64

  /// - Parameter keys: what this terminal's description says of its keys, beside what is known of
  ///   all terminals.
  public init(keys: KeyTable = KeyTable()) { self.keys = keys }

  /// Something has come in part: a sequence, a character, a paste.
  public var awaitsMore: Bool {
    paste.map(\.holdsText) ?? (!scanner.bytes.isEmpty || typed.awaitsMore)
  }

  /// The silence after which `flush()` is due.
  public var delay: Duration {
    paste != nil ? Self.pasteDelay : scanner.isUnderWay ? Self.replyDelay : Self.escapeDelay
  }

  /// A paste was begun and has not ended.
  var isInPaste: Bool { paste != nil }

  /// What the terminal has answered since the last call, in order; no more than 64 are kept.
  public mutating func takeReplies() -> [TerminalReply] {
    defer { replies.removeAll() }
    return replies
  }

  /// The inputs that are complete with these bytes.
  public mutating func decode(_ bytes: some Sequence<UInt8>) -> [Input] {
    var inputs: [Input] = []
    let whole = Array(bytes)
    var rest = whole[...]
    while let byte = rest.first {
      if paste != nil {
        takePaste(&rest, into: &inputs)
      } else {
        rest.removeFirst()
        take(byte, into: &inputs)
      }
    }
    inputs += typed.characters()
    return inputs
  }

  /// What the bytes so far mean when no more come: a lone Esc is the key; half a sequence is
  /// nothing; what was pasted so far is given, and the paste goes on.
  public mutating func flush() -> [Input] {
    if var collector = paste {
      let text = collector.takeText(isEnd: collector.endsWithLoneEscape)
      // An Esc and then silence: a person who wants out of a paste that never ended.
      paste = collector.endsWithLoneEscape ? nil : collector
      return text.isEmpty ? [] : [.paste(text)]
    }
    typed.dropIncomplete()
    let bytes = scanner.takeBytes()
    return Self.keysAlone(bytes).map(Input.key)
  }

  private mutating func takePaste(_ rest: inout ArraySlice<UInt8>, into inputs: inout [Input]) {
    guard var collector = paste else { return }
    // Emptied first: the collector must not be copied for each piece.
    paste = nil
    let hasEnded = collector.take(&rest)
    if hasEnded || collector.isFull {
      let text = collector.takeText(isEnd: hasEnded)
      if !text.isEmpty { inputs.append(.paste(text)) }
    }
    if !hasEnded { paste = collector }
  }

  private mutating func take(_ byte: UInt8, into inputs: inout [Input]) {
    if scanner.bytes.isEmpty, byte != 0x1B {
      if byte >= 0x20, byte != 0x7F {
        typed.append(byte)
        return
      }
      inputs += typed.characters(isComplete: true)
      if let key = ControlCharacters.key(byte) { inputs.append(.key(key)) }
      return
    }
    if scanner.bytes.isEmpty { inputs += typed.characters(isComplete: true) }
    switch scanner.take(byte, keys) {
    case .more: break
    case .key(let key): inputs.append(.key(key))
    case .keys(let keys): inputs += keys.map(Input.key)
    case .mouse(let event): inputs.append(.mouse(event))
    case .pasteStart: paste = PasteCollector()
    case .reply(let reply):
      if replies.count < Self.mostReplies { replies.append(reply) }
    case .nothing: break
    case .again(let before):
      inputs += Self.keysAlone(before).map(Input.key)
      take(byte, into: &inputs)
    }
  }

  /// Keys whose bytes start a sequence when more follows.
  private static func keysAlone(_ bytes: [UInt8]) -> [KeyPress] {
    switch bytes {
    case [0x1B]: [KeyPress(.escape)]
    case [0x1B, 0x1B]: [KeyPress(.escape), KeyPress(.escape)]
    default:
      if bytes.count == 2, (0x20..<0x7F).contains(bytes[1]) {
        [KeyPress(Character(Unicode.Scalar(bytes[1])).lowerCased, .alt)]
      } else {
        []
      }
    }
  }
}

extension Character {
  /// The lower case form where that is one character.
  var lowerCased: Character {
    let lower = lowercased()
    return lower.count == 1 ? lower.first ?? self : self
  }

  var upperCased: Character {
    let upper = uppercased()
    return upper.count == 1 ? upper.first ?? self : self
  }
}
