import FoundationEssentials
import StudioModel
import TerminalKit

@testable import StudioCore
@testable import seedream

extension FuzzTarget {
  /// Notations that are read out of files and replies.
  static let texts = [
    FuzzTarget("json", JSONTrial.trial),
    FuzzTarget("json-written", JSONTrial.written),
    FuzzTarget("base64", replays: 400, base64),
    FuzzTarget("moment", longest: 128, replays: 1_000, moment),
    FuzzTarget("quantity", longest: 128, replays: 1_000, quantity),
    FuzzTarget("redaction", longest: 1_024, replays: 300, redaction),
    FuzzTarget("digest", replays: 200, digest),
  ]

  @Sendable private static func base64(_ supply: inout Supply) throws {
    let bytes = supply.bytes()
    let read = StudioCore.Base64.decode(bytes[...])
    let letters = bytes.prefix { $0 != UInt8(ascii: "=") }
    let end = bytes.dropFirst(letters.count)
    // Padding ends a text (RFC 4648, 3.2 and 3.3). The other reader goes on with letters behind it,
    // and takes padding for letters where there is too much of it.
    let goesOn = end.contains { !"= \t\r\n".utf8.contains($0) }
    try hold(!goesOn || read == nil, "read beyond its padding")
    if bytes.count % 4 == 0, end.count < 3, !goesOn,
      let strict = Data(base64Encoded: Data(bytes))
    {
      try hold(read == Array(strict), "read as \(read as Any), not as \(Array(strict))")
    }
    let packed = Array(Data(bytes).base64EncodedString().utf8)
    let spread = packed.enumerated().flatMap { place, letter -> [UInt8] in
      let breaks: [UInt8] = place % 7 == 3 ? [0x0D, 0x0A] : []
      return breaks + [letter == UInt8(ascii: "+") ? UInt8(ascii: "-") : letter]
    }
    try hold(StudioCore.Base64.decode(packed[...]) == bytes, "packed and not got back")
    try hold(StudioCore.Base64.decode(spread[...]) == bytes, "spread and not got back")
  }

  @Sendable private static func moment(_ supply: inout Supply) throws {
    let text = supply.text()
    let now = Timestamp(milliseconds: 1_769_846_700_000)
    if let wait = RetryAfter.parse(text, now: now) {
      try hold(wait >= .zero, "a wait of \(wait)")
      try hold(wait <= .seconds(300_000_000_000), "a wait of \(wait)")
    }
    if let moment = ISO8601.parse(text) {
      let written = ISO8601.format(moment)
      try hold(ISO8601.parse(written) == moment, "\(written) is another moment")
    }
  }

  @Sendable private static func quantity(_ supply: inout Supply) throws {
    let text = supply.text()
    if let amount = Money(decimal: text) {
      try hold(Money(decimal: amount.decimal) == amount, "\(amount.decimal) is another amount")
      _ = amount.description
    }
    if let size = PixelSize(parsing: text) {
      try hold(size.width > 0 && size.height > 0 && size.pixelCount > 0, "no pixels: \(size)")
      try hold(PixelSize(parsing: size.plainForm) == size, "\(size.plainForm) is another size")
      try hold(PixelSize(parsing: size.wireForm) == size, "\(size.wireForm) is another size")
    }
    if let aspect = AspectRatio(parsing: text) {
      try hold(AspectRatio(parsing: aspect.description) == aspect, "\(aspect) is another aspect")
    }
    _ = SizeSpelling(parsing: text)
    if let amount = ConfigValue.dollars(text) {
      try hold(amount >= .zero && amount.dollars <= 1_000_000, "a cap of \(amount)")
    }
    if let key = try? SecretKey(text) {
      try hold(key.revealed.utf8.allSatisfy { (0x21..<0x7F).contains($0) }, "a key with a blank")
      try hold(!"\(key)\(String(reflecting: key))".contains("sk-"), "the key shows")
    }
  }

  /// A secret in the middle of any text, in any of the forms it travels in.
  @Sendable private static func redaction(_ supply: inout Supply) throws {
    let secret = "sk-fuzz/0123+456789_abcdef"
    let form = supply.number(below: 4)
    let place = Int(supply.byte())
    let around = supply.text()
    let inside: String =
      switch form {
      case 0: secret
      case 1: secret.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
      case 2: Data("x".utf8 + Array(secret.utf8)).base64EncodedString()
      default: secret.replacing("/", with: "\\/")
      }
    let scalars = around.unicodeScalars
    let cut = scalars.index(scalars.startIndex, offsetBy: min(place, scalars.count))
    let text = String(around[..<cut]) + inside + String(around[cut...])
    let scrubbed = Redaction(secrets: [secret]).scrub(text)
    try hold(!scrubbed.contains(secret), "the secret stayed in \(scrubbed)")
    try hold(!scrubbed.contains(inside), "the packed secret stayed in \(scrubbed)")
    _ = Redaction(secrets: [around]).scrub(text)
  }

  @Sendable private static func digest(_ supply: inout Supply) throws {
    let size = supply.number(below: 256) + 1
    let bytes = supply.bytes()
    var pieces = SHA256Digest()
    for start in stride(from: 0, to: bytes.count, by: size) {
      pieces.add(bytes[start..<min(start + size, bytes.count)])
    }
    let whole = SHA256Digest.hexadecimal(of: bytes)
    try hold(pieces.hexadecimal == whole, "pieces of \(size) differ")
    try hold(SHA256Digest.isHexadecimal(whole), "no digest")
  }
}

/// JSON, read from anything and written by us.
private enum JSONTrial {
  @Sendable static func trial(_ supply: inout Supply) throws {
    let bytes = supply.bytes()
    guard let value = try? JSONParser.parse(bytes) else {
      try hold(!StrictJSON.isPlain(bytes), "a strict reader takes it")
      return
    }
    try hold(depth(of: value) <= 64, "deeper than 64")
    _ = (value.integer, value.double, value.flag, value.word(), ServiceReply.sentence(value))
    // Names are cut where they take more on the wire, escapes included.
    guard longestName(in: value) <= 256 else { return }
    let written = Array(spelled(value).utf8)
    let again = try JSONParser.parse(written)
    try hold(spelled(again) == String(decoding: written, as: UTF8.self), "another value")
  }

  /// The three writers give texts back to the letter, and raw to no terminal.
  @Sendable static func written(_ supply: inout Supply) throws {
    let text = supply.text()
    let body = JSONField.members([("a", .text(text)), ("b", .list([text, ""]))]).bytes
    let recipe = RecipeField.members([("a", .text(text)), ("b", .list([.text(text)]))]).document
    let printed = JSONDocument.object(["a": .text(text), "b": .list([.text(text)])]).printed
    for written in [body, Array(recipe.utf8), Array(printed.utf8)] {
      let value = try JSONParser.parse(written)
      for found in [value["a"], value["b"]?.elements?.first] {
        guard case .text(let read)? = found else { throw Finding("the text is gone") }
        try hold(read.string.utf8.elementsEqual(text.utf8), "read back as \(read.string)")
      }
    }
    for shown in [recipe, printed] {
      let bare = shown.unicodeScalars.filter { $0 != "\n" }
      let steering = bare.first { [.control, .format].contains($0.properties.generalCategory) }
      try hold(steering == nil, "\(steering as Any) stands raw")
    }
  }

  private static func depth(of value: JSONValue) -> Int {
    let below = value.elements ?? value.members?.map(\.value) ?? []
    return 1 + (below.map(depth).max() ?? 0)
  }

  /// Bytes between its quotes once it is written.
  private static func longestName(in value: JSONValue) -> Int {
    let below = value.elements ?? value.members?.map(\.value) ?? []
    let names = value.members?.map { quoted($0.name).utf8.count - 2 } ?? []
    return (names + below.map(longestName)).max() ?? 0
  }

  private static func spelled(_ value: JSONValue) -> String {
    switch value {
    case .null: "null"
    case .bool(let flag): flag ? "true" : "false"
    case .number(let digits): digits
    case .text(let text): quoted(text.string)
    case .array(let elements): "[" + elements.map(spelled).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { quoted($0.name) + ":" + spelled($0.value) }.joined(separator: ",") + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    String(decoding: JSONField.text(text).bytes, as: UTF8.self)
  }
}

/// Another reader of JSON, to compare with.
private enum StrictJSON {
  private struct Anything: Decodable {
    private struct Name: CodingKey {
      var stringValue: String
      var intValue: Int? { nil }
      init?(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
      if let members = try? decoder.container(keyedBy: Name.self) {
        for key in members.allKeys { _ = try members.decode(Anything.self, forKey: key) }
        return
      }
      if var elements = try? decoder.unkeyedContainer() {
        while !elements.isAtEnd { _ = try elements.decode(Anything.self) }
        return
      }
      let value = try decoder.singleValueContainer()
      if value.decodeNil() || (try? value.decode(Bool.self)) != nil { return }
      if (try? value.decode(String.self)) != nil { return }
      _ = try value.decode(Double.self)
    }
  }

  /// True for JSON of moderate depth and length in UTF-8 that a strict reader takes.
  static func isPlain(_ bytes: [UInt8]) -> Bool {
    let levels = bytes.count { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "{") }
    // The other reader takes a comma too many.
    let signs = bytes.filter { !(0x09...0x0D).contains($0) && $0 != 0x20 }
    let hasLooseComma = signs.indices.dropFirst().contains { place in
      signs[place - 1] == UInt8(ascii: ",") && "]}".utf8.contains(signs[place])
    }
    guard bytes.count <= 512, levels < 60, !hasLooseComma, !bytes.contains(0),
      bytes.first.map({ $0 < 0x80 }) == true, String(validating: bytes, as: UTF8.self) != nil
    else { return false }
    return (try? JSONDecoder().decode(Anything.self, from: Data(bytes))) != nil
  }
}
