/// Where an exchange is, and the rules for going elsewhere.
struct RedirectTrail {
  static let mostRedirects = 5

  private(set) var address: WebAddress
  private(set) var count = 0
  /// True once any step led to another scheme, host or port.
  private(set) var hasLeftOrigin = false

  init(_ address: WebAddress) { self.address = address }

  /// True for replies that mean "look there instead" to a GET.
  static func isRedirect(status: Int) -> Bool { [301, 302, 303, 307, 308].contains(status) }

  /// Goes where `location` points, or says why not. The reach of a failure is the caller's to set.
  mutating func follow(_ location: String, allowsLocal: Bool) throws(TransportFailure) {
    guard count < Self.mostRedirects else {
      throw .reply("the service redirected more than \(Self.mostRedirects) times")
    }
    let next: WebAddress
    do {
      next = try address.following(location)
      try next.check(allowsLocal: allowsLocal)
    } catch {
      throw Self.refused(error.message)
    }
    guard address.scheme == "http" || next.scheme == "https" else {
      throw Self.refused("\(next.origin) is not https")
    }
    // What runs here and beside here is none of a stranger's business.
    guard address.isLocal || !next.isLocal else {
      throw Self.refused("\(next.origin) is on this machine or in a private network")
    }
    count += 1
    hasLeftOrigin = hasLeftOrigin || next.origin != address.origin
    address = next
  }

  private static func refused(_ reason: String) -> TransportFailure {
    TransportFailure(
      reach: .outcomeUnknown,
      kind: .addressRefused,
      message: "a redirect was not followed: \(reason)"
    )
  }
}
