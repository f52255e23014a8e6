import Glibc

/// An IP address as a host spells it, and whether it belongs to one public host.
struct NetworkAddress {
  /// Four bytes, or sixteen.
  private let bytes: [UInt8]

  /// `nil` for a name.
  init?(_ host: String) {
    // What follows a percent sign names an interface of this machine.
    let digits = String(host.prefix { $0 != "%" })
    var four = in_addr()
    if inet_pton(AF_INET, digits, &four) == 1 {
      bytes = withUnsafeBytes(of: &four) { Array($0) }
      return
    }
    var six = in6_addr()
    guard inet_pton(AF_INET6, digits, &six) == 1 else { return nil }
    bytes = withUnsafeBytes(of: &six) { Array($0) }
  }

  /// False for what IANA's registries of special addresses keep from the public network.
  var isPublic: Bool { bytes.count == 4 ? Self.isPublic(bytes[...]) : isPublicSix }

  private static func isPublic(_ four: ArraySlice<UInt8>) -> Bool {
    let parts = Array(four)
    return switch (parts[0], parts[1], parts[2]) {
    case (0, _, _), (10, _, _), (127, _, _), (169, 254, _), (192, 168, _), (224..., _, _): false
    case (172, 16...31, _), (100, 64...127, _), (198, 18...19, _), (192, 0, 0): false
    default: true
    }
  }

  private var isPublicSix: Bool {
    let zeros = bytes.prefix { $0 == 0 }.count
    // An address of the older kind inside: mapped, compatible, translated (NAT64), 6to4.
    if zeros == 10, bytes[10] == 0xFF, bytes[11] == 0xFF { return Self.isPublic(bytes[12...]) }
    if zeros >= 12 { return Self.isPublic(bytes[12...]) }
    if bytes.starts(with: [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]) {
      return Self.isPublic(bytes[12...])
    }
    if bytes.starts(with: [0x20, 0x02]) { return Self.isPublic(bytes[2..<6]) }
    // Only a third of the space is given out at all.
    return bytes[0] & 0xE0 == 0x20
  }
}
