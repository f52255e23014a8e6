/// Whether a service may be told to fetch a reference from an address.
public enum ReferenceAddress {
  /// What is wrong with an address.
  public enum Fault: String, Hashable, Sendable, Codable {
    case dataURI, notHTTPS, noHost, strayCharacters

    var reason: String {
      switch self {
      case .dataURI: "carries its picture inside the address"
      case .notHTTPS: "is not an https address"
      case .noHost: "names no host"
      case .strayCharacters: "holds spaces, backslashes or control characters"
      }
    }

    var advice: String {
      switch self {
      case .dataURI: "Save the picture as a file and give its path; it is uploaded."
      case .notHTTPS: "Use the https address, or save the picture and give its path."
      case .noHost, .strayCharacters: "Copy the address again."
      }
    }
  }

  /// `nil` when the address is `https`, or `http` on this machine.
  public static func fault(in address: String) -> Fault? {
    if hasScheme("data:", address) { return .dataURI }
    let secure = hasScheme("https://", address)
    guard secure || hasScheme("http://", address) else { return .notHTTPS }
    let isStray = { (scalar: Unicode.Scalar) in
      scalar.value <= 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar == "\\"
        || scalar.properties.isWhitespace
    }
    if address.unicodeScalars.contains(where: isStray) { return .strayCharacters }
    let host = host(of: address.dropFirst(secure ? 8 : 7))
    if host.isEmpty { return .noHost }
    return secure || isLoopback(host) ? nil : .notHTTPS
  }

  /// True when text reads as an address rather than as a path.
  public static func looksLikeAddress(_ text: String) -> Bool {
    ["https://", "http://", "data:", "ftp://", "file://"].contains { hasScheme($0, text) }
  }

  private static func hasScheme(_ scheme: String, _ address: String) -> Bool {
    address.prefix(scheme.count).lowercased() == scheme
  }

  /// The host alone: no user, no port.
  private static func host(of rest: Substring) -> Substring {
    var authority = rest.prefix { !"/?#".contains($0) }
    if let at = authority.lastIndex(of: "@") {
      authority = authority[authority.index(after: at)...]
    }
    if authority.first == "[" {
      guard let close = authority.firstIndex(of: "]") else { return "" }
      return authority[...close]
    }
    return authority.prefix { $0 != ":" }
  }

  private static func isLoopback(_ host: Substring) -> Bool {
    if host.lowercased() == "localhost" || host == "[::1]" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127"
      && parts.allSatisfy { part in
        (1...3).contains(part.count) && part.allSatisfy { "0123456789".contains($0) }
          && (Int(part) ?? 256) <= 255
      }
  }
}
