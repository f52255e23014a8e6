import CellGrid

/// A complete control sequence (CSI or SS3) and what it means.
struct ControlSequence {
  /// `<`, `=`, `>` or `?` before the numbers: replies of terminals, and the mouse.
  private let mark: UInt8?
  private let hasIntermediates: Bool
  /// Each parameter with its parts that colons separate; 0 where nothing stands.
  private let parameters: [[Int]]
  private let final: UInt8

  init(_ body: ArraySlice<UInt8>, _ final: UInt8) {
    self.final = final
    let marks = body.prefix { (0x3C..<0x40).contains($0) }
    mark = marks.first
    let rest = body.dropFirst(marks.count)
    hasIntermediates = rest.contains { $0 < 0x30 }
    let numbers = rest.prefix { $0 >= 0x30 }
    parameters = numbers.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map {
      $0.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map(Self.number)
    }
  }

  /// Digits as a number; too large ones are all the same here.
  private static func number(_ digits: ArraySlice<UInt8>) -> Int {
    digits.reduce(0) { value, digit in
      (0x30..<0x3A).contains(digit) ? min(value * 10 + Int(digit - 0x30), 0x110000) : value
    }
  }

  private func parameter(_ index: Int, part: Int = 0) -> Int {
    guard parameters.indices.contains(index), parameters[index].indices.contains(part) else {
      return 0
    }
    return parameters[index][part]
  }

  /// What a sequence after `CSI` means.
  func outcome(isAlt: Bool) -> SequenceScanner.Outcome {
    if mark == UInt8(ascii: "<"), final == UInt8(ascii: "M") || final == UInt8(ascii: "m") {
      return MouseReport(
        button: parameter(0),
        x: parameter(1),
        y: parameter(2),
        isRelease: final == UInt8(ascii: "m")
      ).outcome
    }
    guard !hasIntermediates else { return .nothing }
    if let reply { return .reply(reply) }
    guard mark == nil else { return .nothing }
    switch Character(Unicode.Scalar(final)) {
    case "~": return tilde(isAlt: isAlt)
    case "u": return key(code: parameter(0), shifted: parameter(0, part: 1), isAlt: isAlt)
    case "$": return press(Self.numbered[parameter(0)], .shift, isAlt: isAlt)
    case "^": return press(Self.numbered[parameter(0)], .control, isAlt: isAlt)
    case "@": return press(Self.numbered[parameter(0)], [.control, .shift], isAlt: isAlt)
    case "a": return press(.up, .shift, isAlt: isAlt)
    case "b": return press(.down, .shift, isAlt: isAlt)
    case "c" where parameters.joined().allSatisfy { $0 == 0 }:
      return press(.right, .shift, isAlt: isAlt)
    case "d": return press(.left, .shift, isAlt: isAlt)
    case "Z": return press(.tab, .shift, isAlt: isAlt)
    case "R" where parameter(0) > 1: return .nothing
    case let letter: return press(Self.lettered[letter], modifiers(1), isAlt: isAlt)
    }
  }

  private var reply: TerminalReply? {
    TerminalReply(mark: mark, numbers: parameters.map { $0.first ?? 0 }, final: final)
  }

  /// What a sequence after `SS3` means.
  func shiftedOutcome(isAlt: Bool) -> SequenceScanner.Outcome {
    // Some put the modifiers where no parameters should be, with or without a 1 before them.
    let held = modifiers(parameters.count > 1 ? 1 : 0)
    switch Character(Unicode.Scalar(final)) {
    case "a": return press(.up, .control, isAlt: isAlt)
    case "b": return press(.down, .control, isAlt: isAlt)
    case "c": return press(.right, .control, isAlt: isAlt)
    case "d": return press(.left, .control, isAlt: isAlt)
    case "M": return press(.enter, held, isAlt: isAlt)
    case "I": return press(.tab, held, isAlt: isAlt)
    case "X": return press(.character("="), held, isAlt: isAlt)
    // The keypad: `*` to `9`, each 0x40 higher.
    case "j"..."y":
      return press(.character(Character(Unicode.Scalar(final - 0x40))), held, isAlt: isAlt)
    case let letter: return press(Self.lettered[letter], held, isAlt: isAlt)
    }
  }

  private func tilde(isAlt: Bool) -> SequenceScanner.Outcome {
    switch parameter(0) {
    case 200: .pasteStart
    case 27 where parameters.count >= 3: key(code: parameter(2), shifted: 0, isAlt: isAlt)
    case let number: press(Self.numbered[number], modifiers(1), isAlt: isAlt)
    }
  }

  /// A key by its Unicode value, as kitty's protocol and xterm's modifyOtherKeys tell it.
  private func key(code: Int, shifted: Int, isAlt: Bool) -> SequenceScanner.Outcome {
    let held = modifiers(1, isKitty: final == UInt8(ascii: "u"))
    if let key = KeyCodes.key(code) { return press(key, held, isAlt: isAlt) }
    guard code >= 0x20, !(0x7F..<0xA0).contains(code), !(0xE000..<0xF900).contains(code),
      let scalar = Unicode.Scalar(UInt32(code)), var held
    else { return .nothing }
    var character = Character(scalar)
    // A shifted letter is another character.
    if held.remove(.shift) != nil {
      let other = Unicode.Scalar(UInt32(shifted)).flatMap { shifted > 0x20 ? Character($0) : nil }
      character = other ?? character.upperCased
    }
    return press(.character(character), held, isAlt: isAlt)
  }

  private func press(
    _ key: Key?,
    _ modifiers: KeyPress.Modifiers?,
    isAlt: Bool
  ) -> SequenceScanner.Outcome {
    guard var key, var modifiers else { return .nothing }
    if isAlt { modifiers.insert(.alt) }
    if case .character(let character) = key {
      modifiers.remove(.shift)
      if !modifiers.isEmpty { key = .character(character.lowerCased) }
    }
    return .key(KeyPress(key, modifiers))
  }

  /// One more than a set of bits; `nil` for the release of a key, and for keys held that no
  /// binding knows (super, hyper). Xterm's meta has the bit that is kitty's super.
  private func modifiers(_ index: Int, isKitty: Bool = false) -> KeyPress.Modifiers? {
    let isRelease = parameter(index, part: 1) == 3
    let bits = max(parameter(index) - 1, 0)
    let alt = isKitty ? 0b10_0010 : 0b10_1010
    guard !isRelease, bits & 0b1_1000 & ~alt == 0 else { return nil }
    var held: KeyPress.Modifiers = []
    if bits & 1 != 0 { held.insert(.shift) }
    if bits & alt != 0 { held.insert(.alt) }
    if bits & 4 != 0 { held.insert(.control) }
    return held
  }

  private static let lettered: [Character: Key] = [
    "A": .up, "B": .down, "C": .right, "D": .left, "H": .home, "F": .end,
    "P": .function(1), "Q": .function(2), "R": .function(3), "S": .function(4),
  ]

  /// The numbers before `~`: those of DEC, and of rxvt for home and end.
  private static let numbered: [Int: Key] = {
    var keys: [Int: Key] = [
      1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
    ]
    let numbers = [
      11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24, 25, 26, 28, 29, 31, 32, 33, 34,
    ]
    for (index, number) in numbers.enumerated() { keys[number] = .function(index + 1) }
    return keys
  }()
}

/// Keys that have a number in kitty's protocol.
enum KeyCodes {
  static func key(_ code: Int) -> Key? {
    switch code {
    case 9: .tab
    case 13: .enter
    case 27: .escape
    case 8, 127: .backspace
    case 57376...57383: .function(code - 57376 + 13)
    case 57399...57408: .character(Character(Unicode.Scalar(UInt8(0x30 + code - 57399))))
    default: keypad[code]
    }
  }

  private static let keypad: [Int: Key] = [
    57409: .character("."), 57410: .character("/"), 57411: .character("*"),
    57412: .character("-"), 57413: .character("+"), 57414: .enter, 57415: .character("="),
    57417: .left, 57418: .right, 57419: .up, 57420: .down, 57421: .pageUp, 57422: .pageDown,
    57423: .home, 57424: .end, 57425: .insert, 57426: .delete,
  ]
}

/// What a terminal says of its mouse.
struct MouseReport {
  /// As on the wire: the button, what was held down, and flags for motion and the wheel.
  let button: Int
  /// Counted from 1.
  let x: Int
  let y: Int
  let isRelease: Bool

  /// The left button and the wheel; anything else is nothing.
  var outcome: SequenceScanner.Outcome {
    guard x > 0, y > 0 else { return .nothing }
    let place = Point(x: x - 1, y: y - 1)
    let heldDown = 0b1_1100
    switch button & ~heldDown {
    case 64 where !isRelease: return .mouse(MouseEvent(.wheelUp, at: place))
    case 65 where !isRelease: return .mouse(MouseEvent(.wheelDown, at: place))
    case 0: return .mouse(MouseEvent(isRelease ? .released : .pressed, at: place))
    // The old form does not tell which button was let go.
    case 3 where isRelease: return .mouse(MouseEvent(.released, at: place))
    default: return .nothing
    }
  }
}
