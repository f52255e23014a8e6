public import CellGrid

/// What a terminal answers to a question. It comes in among the keys.
///
/// Anybody who can write to the terminal can make it say these, so nothing follows from one but
/// how pictures are drawn.
public enum TerminalReply: Hashable, Sendable {
  /// What kind of terminal it says it is (DA1); 4 among them means sixels.
  case deviceAttributes([Int])
  /// Whether it did what a command of kitty's graphics protocol asked for.
  case kitty(id: UInt32, isOK: Bool)
  /// Its name and version (XTVERSION): printable ASCII, 64 characters at most.
  case version(String)
  /// The pixels of one cell.
  case cell(CellPixels)
  /// The pixels of its window.
  case window(width: Int, height: Int)
  /// It has worked off all that came before the question (DSR).
  case ready
  /// Where the cursor stands.
  case cursor(Point)
  /// Whether it shows colours beyond its palette.
  case trueColour(Bool)
}

extension TerminalReply {
  /// How much of a string is looked at; no reply that is known here is longer.
  static let longestString = 256

  /// A reply that came as `CSI`, a mark, numbers and a final letter; `nil` for anything else.
  init?(mark: UInt8?, numbers: [Int], final: UInt8) {
    let first = numbers.first ?? 0
    switch (mark, final) {
    case (UInt8(ascii: "?"), UInt8(ascii: "c")) where numbers.count <= 32:
      self = .deviceAttributes(numbers)
    case (nil, UInt8(ascii: "n")) where numbers == [0] || numbers == [3]:
      self = .ready
    case (nil, UInt8(ascii: "t")) where numbers.count == 3 && first == 6:
      guard (1...1_000).contains(numbers[1]), (1...1_000).contains(numbers[2]) else { return nil }
      self = .cell(CellPixels(width: numbers[2], height: numbers[1]))
    case (nil, UInt8(ascii: "t")) where numbers.count == 3 && first == 4:
      guard (1...100_000).contains(numbers[1]), (1...100_000).contains(numbers[2]) else {
        return nil
      }
      self = .window(width: numbers[2], height: numbers[1])
    // In the first row the form without a mark is a function key with modifiers.
    case (UInt8(ascii: "?"), UInt8(ascii: "R")) where numbers.count >= 2,
      (nil, UInt8(ascii: "R")) where numbers.count == 2 && first > 1:
      self = .cursor(Point(x: max(numbers[1] - 1, 0), y: max(first - 1, 0)))
    default: return nil
    }
  }

  /// A reply that came as a string.
  ///
  /// - Parameters:
  ///   - kind: the letter after Esc: `_` or `P`.
  ///   - text: what stood between that and the end.
  init?(string kind: UInt8, _ text: some Collection<UInt8>) {
    switch kind {
    case UInt8(ascii: "_"): self.init(kitty: String(decoding: text, as: UTF8.self))
    case UInt8(ascii: "P"): self.init(device: String(decoding: text, as: UTF8.self))
    default: return nil
    }
  }

  /// `Gi=31;OK`, or a reason in place of OK.
  private init?(kitty text: String) {
    guard text.hasPrefix("G") else { return nil }
    let parts = text.dropFirst().split(
      separator: ";",
      maxSplits: 1,
      omittingEmptySubsequences: false
    )
    let id = parts[0].split(separator: ",").first { $0.hasPrefix("i=") }
    guard parts.count == 2, let id, let number = UInt32(id.dropFirst(2)) else { return nil }
    self = .kitty(id: number, isOK: parts[1] == "OK")
  }

  private init?(device text: String) {
    if text.hasPrefix(">|") {
      let kept = text.dropFirst(2).unicodeScalars.filter { (0x20..<0x7F).contains($0.value) }
      self = .version(String(String.UnicodeScalarView(kept.prefix(64))))
    } else if text.hasPrefix("1$r") {
      // What was set is told back, in one of three spellings.
      let told = ["8:2:1:2:3", "8:2::1:2:3", "8;2;1;2;3"].contains { text.contains($0) }
      self = .trueColour(told)
    } else if text.hasPrefix("1+r") || text.hasPrefix("0+r") {
      // "RGB" and "Tc" in hexadecimal.
      let name = text.dropFirst(3).prefix { $0 != "=" }.lowercased()
      guard ["524742", "5463", ""].contains(name) else { return nil }
      self = .trueColour(text.hasPrefix("1") && !name.isEmpty)
    } else {
      return nil
    }
  }
}
