/// The status and headers of one reply, built line by line.
struct ResponseHead {
  enum Progress {
    case unfinished
    /// The blank line after the headers of the final reply was seen.
    case finished
    case tooLong
  }

  /// All header lines of one exchange, interim replies and trailers included.
  private static let limit = 256 << 10

  private(set) var status = 0
  private(set) var headers: [HTTPHeader] = []
  private(set) var isFinished = false
  private var size = 0

  func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  /// True when the body is as long as it looks: nothing is packed.
  var isPlain: Bool {
    guard let coding = header("Content-Encoding")?.lowercased() else { return true }
    return coding.isEmpty || coding == "identity"
  }

  var contentLength: Int64? {
    guard let text = header("Content-Length"), let length = Int64(text), length >= 0 else {
      return nil
    }
    return length
  }

  /// Takes one line as it came. A new status line, as after an interim reply, starts over; lines
  /// after the end are trailers and are dropped.
  mutating func take(_ line: UnsafeBufferPointer<UInt8>) -> Progress {
    size += line.count
    if size > Self.limit { return .tooLong }
    if isFinished { return .finished }
    let text = String(decoding: line, as: UTF8.self)
    if text.hasPrefix("HTTP/") {
      startOver(with: text)
    } else if line.first == 0x0d || line.first == 0x0a {
      isFinished = status >= 200
      return isFinished ? .finished : .unfinished
    } else {
      addHeader(text)
    }
    return .unfinished
  }

  private mutating func startOver(with line: String) {
    headers = []
    let words = line.split(whereSeparator: \.isWhitespace)
    status = words.count > 1 ? Int(words[1]) ?? 0 : 0
  }

  private mutating func addHeader(_ line: String) {
    if line.first == " " || line.first == "\t" {
      // An old form: the value goes on.
      guard !headers.isEmpty else { return }
      headers[headers.count - 1].value += " " + line.trimmedOfSpace
    } else if let colon = line.firstIndex(of: ":") {
      let value = line[line.index(after: colon)...]
      headers.append(HTTPHeader(line[..<colon].trimmedOfSpace, value.trimmedOfSpace))
    }
  }
}

extension StringProtocol {
  /// Without white space at both ends.
  var trimmedOfSpace: String {
    var rest = self[...]
    while let first = rest.first, first.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return String(rest)
  }
}

/// The value of a `Content-Range` header: `bytes 100-199/200`.
struct ContentRange: Equatable {
  var start: Int64
  /// The last byte's place, inclusive.
  var end: Int64
  /// `nil` when the service does not know.
  var total: Int64?

  init?(_ text: String) {
    let words = text.split(separator: " ", omittingEmptySubsequences: true)
    guard words.count == 2, words[0].lowercased() == "bytes" else { return nil }
    let sides = words[1].split(separator: "/", omittingEmptySubsequences: false)
    guard sides.count == 2 else { return nil }
    let ends = sides[0].split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2, let start = Int64(ends[0]), let end = Int64(ends[1]), start >= 0,
      end >= start
    else { return nil }
    self.start = start
    self.end = end
    if sides[1] == "*" {
      total = nil
    } else {
      guard let total = Int64(sides[1]), total > end else { return nil }
      self.total = total
    }
  }

  /// True when bytes after these are known to exist.
  var isCutShort: Bool { total.map { end + 1 < $0 } ?? false }
}
