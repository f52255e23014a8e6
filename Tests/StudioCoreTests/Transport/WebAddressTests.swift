import StudioCore
import Testing

@Suite struct WebAddressTests {
  @Test func anAddressIsTakenApart() throws {
    let address = try WebAddress(parsing: "HTTPS://Service.Test:8443/a/b?key=hidden#part")
    #expect(address.scheme == "https")
    #expect(address.host == "service.test")
    #expect(address.port == 8_443)
    #expect(address.origin == "https://service.test:8443")
    #expect(address.description == "https://service.test:8443/a/b")
    #expect(try WebAddress(parsing: "https://service.test:443").origin == "https://service.test")
  }

  @Test(arguments: [
    "http://127.0.0.1/", "http://127.255.0.9:81/", "http://[::1]:80/", "http://localhost/",
    "http://LOCALHOST:1/", "http://127.1/", "http://0x7f000001/", "http://2130706433/",
    "http://[0:0:0:0:0:0:0:1]/",
  ])
  func loopbackIsKnownInEverySpelling(_ text: String) throws {
    let address = try WebAddress(parsing: text)
    #expect(address.isLoopback)
    try address.check(allowsLoopbackHTTP: true)
  }

  @Test(arguments: [
    "http://128.0.0.1/", "http://localhost.test/", "http://127.0.0.1.test/", "http://[::2]/",
    "http://[::ffff:8.8.8.8]/", "http://0.0.0.0/", "http://1270.0.0.1/", "http://localhost./",
  ])
  func nothingElseIsLoopback(_ text: String) throws {
    let address = try WebAddress(parsing: text)
    #expect(!address.isLoopback)
    #expect(throws: TransportFailure.self) { try address.check(allowsLoopbackHTTP: true) }
  }

  @Test(arguments: [
    "", "service.test", "https://", "javascript:alert(1)", "https://user@service.test/",
    "https://user:word@service.test/", "https://service.test\u{0}/", "https://a b/",
    "https://b\u{fc}cher.test/", "https://service.test/\u{1b}[2J", "https://service.test:70000/",
  ])
  func whatCannotBeUsedIsRefused(_ text: String) {
    #expect(throws: TransportFailure.self) { try WebAddress(parsing: text) }
  }

  @Test func spacesInAServicesAddressAreEncoded() throws {
    let address = try WebAddress(parsing: "https://images.test/a b.png")
    #expect(address.description == "https://images.test/a%20b.png")
  }
}
