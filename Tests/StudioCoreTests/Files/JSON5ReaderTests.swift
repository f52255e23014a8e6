import FoundationEssentials
import StudioModel
import Testing

@testable import StudioCore

@Suite struct JSON5ReaderTests {
  /// The library's decoder is the second opinion: both take the same texts and mean the same.
  @Test(arguments: [
    "{}", "[]", "null", " true ", "'a'", "{a: 1}", "{'a': 1,}", "[1,2,]", "// c\n{a: /* x */ 'y'}",
    "{a: .5, b: 5., c: +1, d: -0x1F, e: 1e3}", #"'\u0042\n\t\'\"\\'"#,
    #"'\uD83E\uDD8A'"#, "{$a_1: 'ü', ünï: 2}", "\u{FEFF}{a: 'x'}",
    "'\"'", "\"'\"", "'\u{2028}'", "{a: {b: [{c: null}]}}", "/**/1", "{null: 1, true: 2}",
  ])
  func theLibrarysDecoderReadsTheSame(text: String) throws {
    let mine = try JSON5Reader.read(text)
    let decoder = JSONDecoder()
    decoder.allowsJSON5 = true
    let theirs = try decoder.decode(Tree.self, from: Data(text.utf8))
    #expect(Tree(mine) == theirs)
  }

  /// Parts of the format that the library's decoder refuses.
  @Test(arguments: [
    (#"'\x41\v\0'"#, "A\u{B}\0"), ("'a\\\nb'", "ab"), ("'a\\\r\nb'", "ab"),
    ("\u{A0}'x'\u{2028}", "x"), (#"'\q\/'"#, "q/"),
  ])
  func theRestOfTheFormatIsReadToo(text: String, expected: String) throws {
    #expect(try JSON5Reader.read(text).value == .text(expected))
  }

  @Test(arguments: [
    ("", 1, 1), ("{", 1, 2), ("{\n a 1}", 2, 4), ("{\n a: 1\n b: 2}", 3, 2), ("{a: }", 1, 5),
    ("{a: 1} x", 1, 8), ("{\r\n a: 'x\n'}", 2, 5), ("{a: 1, /* ", 1, 8), ("{1: 2}", 1, 2),
    ("[1 2]", 1, 4), ("[,]", 1, 2), ("{,}", 1, 2), ("{a: nul}", 1, 5), ("'\\u12G4'", 1, 6),
    ("'\\uD800x'", 1, 8), ("{a: 1.2.3}", 1, 5), ("{a: --1}", 1, 5), ("{\n\n  a: 0x}", 3, 6),
    ("'\\1'", 1, 3), ("#", 1, 1),
  ])
  func aBrokenTextIsRefusedWhereItBreaks(text: String, line: Int, column: Int) {
    let error = #expect(throws: JSON5Error.self) { try JSON5Reader.read(text) }
    #expect(error?.line == line && error?.column == column, "\(String(describing: error))")
  }

  @Test func depthIsBounded() {
    for text in [String(repeating: "[", count: 200_000), String(repeating: "{a:", count: 200_000)] {
      #expect(throws: JSON5Error.self) { try JSON5Reader.read(text) }
    }
  }

  @Test func damagedTextsNeverTrap() {
    let whole = Array(StudioConfig.commentedDefault.utf8)
    var seed: UInt64 = 3
    for _ in 0..<300 {
      var bytes = whole
      for _ in 0..<4 {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let place = Int(seed >> 33) % bytes.count
        if seed & 1 == 0 {
          bytes[place] = Array("{}[]:,'\"/\\*u0x-\n".utf8)[Int(seed >> 20) % 16]
        } else {
          bytes.removeSubrange(place..<min(bytes.count, place + 5))
        }
      }
      _ = try? StudioConfig.parse(String(decoding: bytes, as: UTF8.self), path: "c")
    }
  }

}

/// What both readers have in common.
private indirect enum Tree: Decodable, Equatable {
  case null
  case flag(Bool)
  case number(Double)
  case text([UInt8])
  case list([Tree])
  case members([String: Tree])

  init(_ node: JSON5Node) {
    switch node.value {
    case .null: self = .null
    case .flag(let flag): self = .flag(flag)
    case .number(let digits):
      let plain = digits.hasPrefix("+") ? String(digits.dropFirst()) : digits
      self = .number(Double(plain.hasSuffix(".") ? plain + "0" : plain) ?? .nan)
    case .text(let text): self = .text(Array(text.utf8))
    case .list(let nodes): self = .list(nodes.map { Tree($0) })
    case .members(let members):
      self = .members(
        Dictionary(members.map { ($0.key, Tree($0.node)) }, uniquingKeysWith: { $1 })
      )
    }
  }

  init(from decoder: any Decoder) throws {
    if let keyed = try? decoder.singleValueContainer().decode([String: Tree].self) {
      self = .members(keyed)
    } else if let list = try? decoder.singleValueContainer().decode([Tree].self) {
      self = .list(list)
    } else {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .null
      } else if let flag = try? container.decode(Bool.self) {
        self = .flag(flag)
      } else if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else {
        self = .text(Array(try container.decode(String.self).utf8))
      }
    }
  }
}
