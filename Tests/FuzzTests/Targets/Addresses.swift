import Glibc
import StudioModel

@testable import StudioCore

extension FuzzTarget {
  /// Where connections may go, and what the other end says first.
  static let addresses = [
    FuzzTarget("address", longest: 512, address),
    FuzzTarget("origin", longest: 256, replays: 1_000, origin),
    FuzzTarget("head", longest: 2_048, head),
  ]

  /// An address, and a place it redirects to.
  @Sendable private static func address(_ supply: inout Supply) throws {
    let first = supply.line()
    let second = supply.text()
    guard let address = try? WebAddress(parsing: first) else { return }
    try check(address)
    if let next = try? address.following(second) { try check(next) }
  }

  private static func check(_ address: WebAddress) throws {
    let bytes = Array(address.text.utf8)
    try hold(bytes.allSatisfy { (0x21..<0x7F).contains($0) }, "\(bytes) goes out as it is")
    let again = try WebAddress(parsing: address.text)
    try hold(
      again.scheme == address.scheme && again.host == address.host && again.port == address.port,
      "\(address.text) is another address when it is read again"
    )
    let origin = try WebAddress(parsing: address.origin)
    try hold(origin.host == address.host && origin.port == address.port, "not its own origin")
    try hold(!address.description.contains("?"), "the query shows in \(address)")
    guard (try? address.check(allowsLocal: true)) != nil else { return }
    try hold(address.scheme == "https" || isThisMachine(address.host), "\(address.text) is let by")
    guard (try? address.check(allowsLocal: false)) != nil else { return }
    let isOutside = address.scheme == "https" && !isThisMachine(address.host)
    try hold(isOutside, "\(address.text) is let by")
  }

  /// Told by the characters alone: nothing that a name server could answer for.
  private static func isThisMachine(_ host: String) -> Bool {
    if host == "localhost" { return true }
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
    if numbers.count == 4, numbers[0] == "127" { return numbers.allSatisfy { Int($0) != nil } }
    return host.contains(":") && host.allSatisfy { "0:.1".contains($0) }
  }

  /// A name or four numbers to the letter. An address of version 6 has several spellings (RFC 4291,
  /// 2.2), of which the library writes one: its bytes count.
  private static func isHost(of origin: String, _ host: String) -> Bool {
    let rest = origin.split(separator: "/", omittingEmptySubsequences: true).last ?? ""
    guard rest.first == "[" else { return rest.prefix { $0 != ":" }.lowercased() == host }
    let named = bytesOfVersion6(String(rest.dropFirst().prefix { $0 != "]" }))
    return named != nil && named == bytesOfVersion6(host)
  }

  private static func bytesOfVersion6(_ text: String) -> [UInt8]? {
    var six = in6_addr()
    guard inet_pton(AF_INET6, text, &six) == 1 else { return nil }
    return withUnsafeBytes(of: &six) { Array($0) }
  }

  @Sendable private static func origin(_ supply: inout Supply) throws {
    let text = supply.text()
    if let origin = try? ServiceOrigin(parsing: text, variable: "BASE") {
      let address = try WebAddress(parsing: origin.url("/api/v3/predictions"))
      try hold((try? address.check(allowsLocal: true)) != nil, "\(origin.text) is taken")
      try hold(address.origin.hasPrefix(address.scheme), "no origin")
      try hold(
        origin.text.lowercased().hasPrefix("\(address.scheme)://")
          && isHost(of: origin.text, address.host),
        "\(origin.text) leads to \(address.host)"
      )
    }
    if let segment = PathSegment.encode(text) {
      let isPlain = segment.utf8.allSatisfy { byte in
        let character = Character(Unicode.Scalar(byte))
        return character.isLetter || character.isNumber || "-._~%".contains(character)
      }
      try hold(isPlain && segment != "." && segment != "..", "\(segment) is no segment")
      let address = try WebAddress(parsing: "https://host/\(segment)/result")
      try hold(address.description == "https://host/\(segment)/result", "read as \(address)")
    }
    if let path = PathSegment.encodePath(text) {
      try hold(!path.split(separator: "/").contains { $0 == ".." || $0 == "." }, "up: \(path)")
    }
  }

  @Sendable private static func head(_ supply: inout Supply) throws {
    var head = ResponseHead()
    while !supply.isEmpty, !head.isFinished {
      let line = Array((supply.line() + "\n").utf8)
      let progress = line.withUnsafeBufferPointer { head.take($0) }
      if case .tooLong = progress { throw Finding("too long already") }
    }
    try hold(!head.isFinished || head.status >= 200, "ended with \(head.status)")
    try hold(head.contentLength.map { $0 >= 0 } ?? true, "less than nothing")
    _ = head.isPlain
    for header in head.headers {
      guard let range = ContentRange(header.value) else { continue }
      try hold(range.start >= 0 && range.end >= range.start, "from \(range.start) to \(range.end)")
      try hold(range.total.map { $0 > range.end } ?? true, "past its own end")
      _ = range.isCutShort
    }
  }
}
