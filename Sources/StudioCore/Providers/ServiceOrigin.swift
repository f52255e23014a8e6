import Glibc
import StudioModel

/// Scheme and host of a service: the only place its key may go.
struct ServiceOrigin: Hashable, Sendable {
  /// Without a slash at the end.
  let text: String

  /// Takes https anywhere and http on loopback; refuses a path, a query or a name and password.
  /// `variable` is the environment variable that `text` may have come from.
  init(parsing text: String, variable: String) throws(Failure) {
    let refusal = Failure(
      .invalidRequest,
      "\(variable) must be a scheme and a host, as https://host or http://127.0.0.1:8080",
      cost: .nothing,
      advice: "Correct or unset \(variable); the paths are appended to it."
    )
    var rest = text.trimmed[...]
    guard let scheme = ["https://", "http://"].first(where: { rest.lowercased().hasPrefix($0) })
    else { throw refusal }
    rest = rest.dropFirst(scheme.count)
    if rest.hasSuffix("/") { rest = rest.dropLast() }
    guard let address = HostAndPort(parsing: rest), scheme == "https://" || address.isLoopback
    else { throw refusal }
    self.text = scheme + address.text
  }

  /// True when the person named a service on this machine or in a private network: only such a
  /// service may point to addresses there.
  var isLocal: Bool { (try? WebAddress(parsing: text))?.isLocal == true }

  /// The address of a documented path, which begins with a slash.
  func url(_ path: String) -> String { text + path }
}

/// What stands between `//` and the path of an address.
private struct HostAndPort {
  var host: String
  var port: Int?

  init?(parsing text: Substring) {
    guard text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    let portText: Substring
    if text.hasPrefix("[") {
      guard let close = text.firstIndex(of: "]") else { return nil }
      host = String(text[...close]).lowercased()
      var six = in6_addr()
      guard inet_pton(AF_INET6, String(host.dropFirst().dropLast()), &six) == 1 else { return nil }
      portText = text[close...].dropFirst()
    } else {
      let colon = text.firstIndex(of: ":") ?? text.endIndex
      host = String(text[..<colon]).lowercased()
      guard host.count <= 253, Self.isName(host), !endsInNumber || fourNumbers != nil else {
        return nil
      }
      portText = text[colon...]
    }
    guard !portText.isEmpty else { return }
    guard portText.first == ":", let number = portText.dropFirst().plainNumber(digits: 1...5),
      (1...65_535).contains(number)
    else { return nil }
    port = number
  }

  var text: String { port.map { "\(host):\($0)" } ?? host }

  /// `127.evil.example` is not loopback: all four numbers count.
  var isLoopback: Bool {
    host == "localhost" || host == "[::1]" || fourNumbers?.first == 127
  }

  /// The numbers of `a.b.c.d`, each as it is written without zeros in front, which other readers
  /// take for octal or for a name.
  private var fourNumbers: [Int]? {
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { digits -> Int? in
      guard let number = digits.plainNumber(digits: 1...3), number < 256,
        digits.utf8.count == 1 || digits.first != "0"
      else { return nil }
      return number
    }
    return parts.count == 4 && numbers.count == 4 ? numbers : nil
  }

  /// True for what the URL standard reads as an address of version 4 or not at all: `10.1` is
  /// 10.0.0.1 there, `0x7f000001` this machine.
  private var endsInNumber: Bool {
    guard let last = host.split(separator: ".", omittingEmptySubsequences: false).last else {
      return false
    }
    let isHexadecimal = last.hasPrefix("0x") && last.dropFirst(2).allSatisfy(\.isHexDigit)
    return isHexadecimal || last.allSatisfy { ("0"..."9").contains($0) }
  }

  private static func isName(_ host: String) -> Bool {
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    return labels.allSatisfy { label in
      !label.isEmpty
        && label.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789-_".contains($0) }
    }
  }
}

/// Text as one segment of an address.
enum PathSegment {
  /// Everything but unreserved characters as `%XX`; `nil` for what a path would read as "here" or
  /// "up", and for nothing.
  static func encode(_ text: String) -> String? {
    guard !text.isEmpty, text != ".", text != ".." else { return nil }
    var encoded = ""
    for byte in text.utf8 {
      if isUnreserved(byte) {
        encoded.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        encoded += "%\(digits.count == 1 ? "0" : "")\(digits)"
      }
    }
    return encoded
  }

  /// The same for each part of `a/b/c`.
  static func encodePath(_ text: String) -> String? {
    var segments: [String] = []
    for part in text.split(separator: "/", omittingEmptySubsequences: false) {
      guard let segment = encode(String(part)) else { return nil }
      segments.append(segment)
    }
    return segments.joined(separator: "/")
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    default: false
    }
  }
}
