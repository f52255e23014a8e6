import CTransfer
import Glibc

/// An http or https address that was parsed by the library that will use it, so that what was
/// checked is what is connected to.
///
/// Addresses with a user name or password are refused. The description leaves the query out: it may
/// carry a signature that is as good as a key.
public struct WebAddress: Hashable, Sendable, CustomStringConvertible {
  /// `http` or `https`.
  public let scheme: String
  /// Lower case, without the brackets of an IPv6 address.
  public let host: String
  public let port: UInt16
  /// The whole address, query included; only for the wire.
  let text: String
  private let path: String

  public init(parsing text: String) throws(TransportFailure) {
    try self.init(text, relativeTo: nil)
  }

  private init(_ text: String, relativeTo base: String?) throws(TransportFailure) {
    if let problem = ct_open() { throw .libraryMissing(String(cString: problem)) }
    guard !text.utf8.contains(0) else { throw Self.refused("the address has a zero byte") }
    var parts = ct_address()
    let result = ct_address_parse(text, base, &parts)
    guard result == ct_address_ok else { throw Self.refused(Self.reason(result)) }
    defer { ct_address_free(&parts) }
    scheme = String(cString: parts.scheme).lowercased()
    host = String(cString: parts.host).lowercased()
    port = parts.port
    path = String(cString: parts.path)
    self.text = String(cString: parts.text)
    guard scheme == "https" || scheme == "http" else {
      throw Self.refused("only https addresses are used")
    }
    guard !host.isEmpty, host.utf8.allSatisfy({ (0x21..<0x7f).contains($0) }) else {
      throw Self.refused("the address has a host name outside ASCII")
    }
  }

  /// The address that `location`, the value of a redirect, means on a page of this one.
  func following(_ location: String) throws(TransportFailure) -> WebAddress {
    try WebAddress(location, relativeTo: text)
  }

  /// True for 127.0.0.0/8, ::1 and `localhost`. A transfer to such an address is refused a
  /// connection to anywhere else, whatever a name server says.
  public var isLoopback: Bool {
    if host == "localhost" { return true }
    var four = in_addr()
    if inet_pton(AF_INET, host, &four) == 1 { return UInt32(bigEndian: four.s_addr) >> 24 == 127 }
    var six = in6_addr()
    guard inet_pton(AF_INET6, host, &six) == 1 else { return false }
    return withUnsafeBytes(of: &six) { $0.dropLast().allSatisfy { $0 == 0 } && $0.last == 1 }
  }

  /// Scheme, host and port; the port only where it is not the scheme's own.
  public var origin: String {
    let isDefault = port == (scheme == "https" ? 443 : 80)
    let name = host.contains(":") ? "[\(host)]" : host
    return "\(scheme)://\(name)\(isDefault ? "" : ":\(port)")"
  }

  /// Origin and path.
  public var description: String { origin + path }

  /// True for what is spelled as an address of this machine, of a private network or of no single
  /// public host. A name is not looked up: its certificate has to say that it is who is meant.
  public var isLocal: Bool {
    // A dot at the end says that a name is whole; some resolvers drop it before they look.
    let name = host.last == "." ? String(host.dropLast()) : host
    if isLoopback || name == "localhost" || name.hasSuffix(".localhost") { return true }
    return NetworkAddress(name)?.isPublic == false
  }

  /// Throws unless the address may be spoken to: https anywhere, plain http on loopback only, and
  /// nothing local unless that is allowed.
  public func check(allowsLocal: Bool) throws(TransportFailure) {
    guard scheme == "https" || isLoopback else {
      throw Self.refused("\(origin) is not https; plain http is spoken to this machine only")
    }
    guard allowsLocal || !isLocal else {
      throw Self.refused("\(origin) is on this machine or in a private network")
    }
  }

  private static func refused(_ message: String) -> TransportFailure {
    TransportFailure(reach: .neverLeft, kind: .addressRefused, message: message)
  }

  private static func reason(_ result: ct_address_result) -> String {
    switch result {
    case ct_address_unknown_scheme: "only https addresses are used"
    case ct_address_has_user: "the address has a user name or password in it"
    case ct_address_no_memory: "out of memory"
    default: "the address cannot be read"
    }
  }
}

extension TransportFailure {
  static func libraryMissing(_ sentence: String) -> TransportFailure {
    TransportFailure(reach: .neverLeft, kind: .connect, message: sentence)
  }
}
