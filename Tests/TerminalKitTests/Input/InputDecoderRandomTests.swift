import CellGrid
import Testing

@testable import TerminalKit

/// Seeded noise: the same every time.
struct SeededNoise: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state &* 0x2545_F491_4F6C_DD1D
  }
}

@Suite struct InputDecoderRandomTests {
  private static let pieces: [[UInt8]] =
    [
      "\u{1B}", "\u{1B}[", "\u{1B}O", "\u{1B}]", "\u{1B}P", "\u{1B}\\", "\u{1B}[A", "\u{1B}[1;5C",
      "\u{1B}[3~", "\u{1B}[200~", "\u{1B}[201~", "\u{1B}[<0;5;3M", "\u{1B}[M", "\u{1B}[[A",
      "\u{1B}[97;5u", "\u{7}", "\r", "\n", "a", "Z", "狐狸", "é", "\u{7F}", "0", ";", ":", "~", "$",
      "text of some length", "[", "]", "\\", "\u{1B}[?1;2c", "\u{1B}x",
    ].map { Array($0.utf8) } + [[0xE7, 0x8B], [0xFF], [0x80], [0x9B]]

  private func stream(_ noise: inout SeededNoise) -> [UInt8] {
    (0..<Int.random(in: 1...40, using: &noise)).flatMap { _ in
      Bool.random(using: &noise)
        ? Self.pieces.randomElement(using: &noise) ?? []
        : [UInt8.random(in: 0...255, using: &noise)]
    }
  }

  /// Inputs with typed text joined, since a mark that comes later is a character of its own.
  private func joined(_ inputs: [Input]) -> [String] {
    var words: [String] = []
    var text = ""
    for input in inputs {
      if case .key(let key) = input, let typed = key.typed {
        text.append(typed)
        continue
      }
      if !text.isEmpty { words.append("typed:\(text.unicodeScalars.map(\.value))") }
      text = ""
      words.append("\(input)")
    }
    return text.isEmpty ? words : words + ["typed:\(text.unicodeScalars.map(\.value))"]
  }

  @Test(arguments: 0..<40) func anySplitOfAStreamGivesTheSameInputs(seed: Int) {
    var noise = SeededNoise(seed + 1)
    for _ in 0..<100 {
      let bytes = stream(&noise)
      var whole = InputDecoder()
      let expected = joined(whole.decode(bytes) + whole.flush())
      var split = InputDecoder()
      var inputs: [Input] = []
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = Int.random(in: 1...min(rest.count, 5), using: &noise)
        inputs += split.decode(rest.prefix(count))
        rest = rest.dropFirst(count)
      }
      inputs += split.flush()
      #expect(joined(inputs) == expected, "\(bytes)")
    }
  }

  @Test(arguments: 0..<20) func afterAnyNoiseASilenceMakesKeysWorkAgain(seed: Int) {
    var noise = SeededNoise(seed + 1_000)
    for _ in 0..<200 {
      let bytes = stream(&noise)
      var decoder = InputDecoder()
      _ = decoder.decode(bytes)
      _ = decoder.flush()
      // At worst a paste is open, which Esc and a silence leave.
      if decoder.delay == InputDecoder.pasteDelay {
        _ = decoder.decode([0x18, 0x1B])
        _ = decoder.flush()
      }
      #expect(!decoder.awaitsMore, "\(bytes)")
      #expect(decoder.decode("q".utf8) == [.key(KeyPress("q"))], "\(bytes)")
    }
  }

  @Test(arguments: 0..<20) func typedKeysAreNeverControlCharacters(seed: Int) {
    var noise = SeededNoise(seed + 2_000)
    var decoder = InputDecoder()
    for _ in 0..<200 {
      for case .key(let key) in decoder.decode(stream(&noise)) {
        guard case .character(let character) = key.key, let first = character.unicodeScalars.first
        else { continue }
        #expect(first.properties.generalCategory != .control)
      }
    }
  }
}
