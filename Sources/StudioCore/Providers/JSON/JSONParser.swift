/// Why a text is not the JSON this program reads.
enum JSONError: Error, Hashable, Sendable {
  case malformed(offset: Int)
  case tooDeep
  case tooManyValues
}

/// Reads JSON from hostile bytes in one pass: bounded in depth and in the number of values, strings
/// left where they are. It takes a little more than the standard does (a byte order mark, control
/// characters inside strings, `NaN` as null), because replies do.
struct JSONParser {
  private static let deepest = 64
  private static let mostValues = 200_000

  private let source: [UInt8]
  private var index = 0
  private var valueCount = 0

  static func parse(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
    var parser = JSONParser(source: bytes)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { parser.index = 3 }
    let value = try parser.value(depth: 0)
    parser.skipSpace()
    guard parser.index == bytes.count else { throw parser.malformed }
    return value
  }

  private init(source: [UInt8]) { self.source = source }

  private var malformed: JSONError { .malformed(offset: index) }

  private var next: UInt8? { index < source.count ? source[index] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || (0x09...0x0D).contains(byte) { index += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    index += 1
    return true
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    guard depth < Self.deepest else { throw .tooDeep }
    valueCount += 1
    guard valueCount <= Self.mostValues else { throw .tooManyValues }
    skipSpace()
    guard let byte = next else { throw malformed }
    switch byte {
    case UInt8(ascii: "{"): return .object(try object(depth: depth))
    case UInt8(ascii: "["): return .array(try array(depth: depth))
    case UInt8(ascii: "\""): return .text(try text())
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    case UInt8(ascii: "-"):
      return word("-Infinity") ? .null : .number(try number())
    default:
      if word("true") { return .bool(true) }
      if word("false") { return .bool(false) }
      if word("null") || word("NaN") || word("Infinity") { return .null }
      throw malformed
    }
  }

  private mutating func word(_ word: StaticString) -> Bool {
    let length = word.utf8CodeUnitCount
    guard source.count - index >= length else { return false }
    let fits = word.withUTF8Buffer { source[index..<index + length].elementsEqual($0) }
    if fits { index += length }
    return fits
  }

  /// However many digits it has: a reply that names a paid task is not thrown away for one.
  private mutating func number() throws(JSONError) -> String {
    let start = index
    while let byte = next, "+-.eE0123456789".utf8.contains(byte) { index += 1 }
    let digits = String(decoding: source[start..<index], as: UTF8.self)
    guard Double(digits) != nil else { throw malformed }
    return digits
  }

  private mutating func text() throws(JSONError) -> JSONText {
    index += 1
    let start = index
    var hasEscapes = false
    while true {
      guard let stop = endOfPlainText(from: index) else {
        index = source.count
        throw malformed
      }
      index = stop
      if source[stop] == UInt8(ascii: "\"") { break }
      hasEscapes = true
      // The escaped byte may be a quote; it is never the one that ends the text.
      index = min(stop + 2, source.count)
    }
    let raw = source[start..<index]
    index += 1
    return JSONText(raw: raw, hasEscapes: hasEscapes)
  }

  /// The next quote or backslash.
  private func endOfPlainText(from start: Int) -> Int? {
    source.withUnsafeBufferPointer { bytes in
      var position = start
      while position < bytes.count {
        let byte = bytes[position]
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return position }
        position += 1
      }
      return nil
    }
  }

  private mutating func array(depth: Int) throws(JSONError) -> [JSONValue] {
    index += 1
    var elements: [JSONValue] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return elements }
    while true {
      elements.append(try value(depth: depth + 1))
      skipSpace()
      if take(UInt8(ascii: "]")) { return elements }
      guard take(UInt8(ascii: ",")) else { throw malformed }
    }
  }

  private mutating func object(depth: Int) throws(JSONError) -> [JSONMember] {
    index += 1
    var members: [JSONMember] = []
    skipSpace()
    if take(UInt8(ascii: "}")) { return members }
    while true {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw malformed }
      let name = try text().prefix(256)
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw malformed }
      members.append(JSONMember(name: name, value: try value(depth: depth + 1)))
      skipSpace()
      if take(UInt8(ascii: "}")) { return members }
      guard take(UInt8(ascii: ",")) else { throw malformed }
    }
  }
}
