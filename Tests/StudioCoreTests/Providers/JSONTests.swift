import StudioModel
import Testing

@testable import StudioCore

@Suite struct JSONTests {
  private func parse(_ text: String) throws(JSONError) -> JSONValue {
    try JSONParser.parse(Array(text.utf8))
  }

  private func text(_ json: String) throws -> String? {
    guard case .text(let text) = try parse(json) else { return nil }
    return text.string
  }

  @Test(arguments: [
    (#""a\"b\\c\/d""#, "a\"b\\c/d"), (#""\n\r\t\b\f""#, "\n\r\t\u{8}\u{C}"),
    (#""\u72d0\u0000\u00e9""#, "狐\u{0}é"), (#""\ud83e\udd8a""#, "🦊"),
    (#""\ud83e""#, "\u{FFFD}"), (#""\ud83ex""#, "\u{FFFD}x"), (#""\u12""#, "\u{FFFD}12"),
    (#""\udd8a""#, "\u{FFFD}"), (#""\q""#, "q"), ("\"a\nb\"", "a\nb"), (#""""#, ""),
  ])
  func stringsAreUnescaped(_ json: String, _ expected: String) throws {
    #expect(try text(json) == expected)
  }

  @Test func brokenUTF8IsReplaced() throws {
    let value = try JSONParser.parse([0x22, 0xFF, 0x61, 0x22])
    #expect(value.word() == "\u{FFFD}a")
  }

  @Test(arguments: [
    "", " ", "{", "[", "\"", "\"\\", #""\""#, "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "[1,]", "[1 2]",
    "nul", "tru", "1x", "1.2.3", "--1", "+1", "{} {}", "{a:1}", "\u{0}", "]", ":", "{\"a\":1",
  ])
  func whatIsNoJSONIsRefused(_ json: String) {
    #expect(throws: JSONError.self) { try parse(json) }
  }

  @Test func depthAndNumberOfValuesAreBounded() throws {
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: JSONError.tooDeep) { try parse(deep) }
    let many = "[" + String(repeating: "0,", count: 200_001) + "0]"
    #expect(throws: JSONError.tooManyValues) { try parse(many) }
  }

  @Test func aNumberOfManyDigitsIsReadOverAndStandsForNothing() throws {
    let value = try parse(#"{"n":\#(String(repeating: "3", count: 100_000)),"id":"a"}"#)
    #expect(value["n"]?.double == nil)
    #expect(value["n"]?.integer == nil)
    #expect(value["n"]?.word() == nil)
    #expect(value["id"]?.word() == "a")
  }

  @Test func valuesAreReadInTheSpellingsServicesUse() throws {
    let value = try parse(
      "\u{FEFF}" + #" {"n":"1.5","i":"7","big":1e400,"e":1e3,"t":"true","z":0,"N":NaN,"x":null} "#
    )
    #expect(value["n"]?.double == 1.5)
    #expect(value["i"]?.integer == 7)
    #expect(value["e"]?.integer == 1_000)
    #expect(value["big"]?.double == nil)
    #expect(value["t"]?.flag == true)
    #expect(value["z"]?.flag == false)
    #expect(value["N"] == nil)
    #expect(value["x"] == nil)
    #expect(value["missing"] == nil)
  }

  @Test(arguments: [
    ("", []), ("TQ==", [0x4D]), ("TQ", [0x4D]), ("TWE=", [0x4D, 0x61]),
    ("TWFu", [0x4D, 0x61, 0x6E]),
    ("TW\nFu", [0x4D, 0x61, 0x6E]), ("-_-_", [0xFB, 0xFF, 0xBF]), ("+/+/", [0xFB, 0xFF, 0xBF]),
    (" T W F u ", [0x4D, 0x61, 0x6E]), ("TWFuTWFu\r\n", [0x4D, 0x61, 0x6E, 0x4D, 0x61, 0x6E]),
  ])
  func base64IsReadInBothAlphabets(_ text: String, _ bytes: [UInt8]) {
    #expect(Base64.decode(Array(text.utf8)[...]) == bytes)
  }

  @Test(arguments: ["T", "TWFuT", "TQ==TQ==", "AQ=9", "T!==", "TWFu.", "é"])
  func whatIsNoBase64IsRefused(_ text: String) {
    #expect(Base64.decode(Array(text.utf8)[...]) == nil)
  }

  @Test func aWordIsAsLongAsItsTextHoweverItIsSpelled() throws {
    let escaped = String(repeating: #"\u0061"#, count: 256)
    let fitting = try JSONParser.parse(Array("\"\(escaped)\"".utf8))
    #expect(fitting.word() == String(repeating: "a", count: 256))
    let broken = try JSONParser.parse([0x22] + [UInt8](repeating: 0xFF, count: 100) + [0x22])
    #expect(broken.word() == nil)
  }

  @Test func aPictureOfAMegabyteComesBackWhole() async throws {
    var random = SeededRandom(seed: 7)
    let picture =
      pictureBytes + (0..<1_000_003).map { _ in UInt8.random(in: 0...255, using: &random) }
    let service = try ServiceUnderTest()
    let body = #"{"data":{"id":"a","status":"completed","outputs":["\#(encode(picture))"]}}"#
    service.transport.on(.get, "", .json(body))
    let outcome = await service.waveSpeed.poll(
      PredictionID(rawValue: "a"),
      submittedAt: ServiceUnderTest.now,
      delivery: .base64
    )
    #expect(outcome.report?.outputs == [.inline(picture)])
  }

  private func encode(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for place in 0..<4 {
        text.append(
          place > group.count ? UInt8(ascii: "=") : alphabet[bits >> (18 - 6 * place) & 63]
        )
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
