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
    try address.check(allowsLocal: true)
  }

  @Test(arguments: [
    "http://128.0.0.1/", "http://localhost.test/", "http://127.0.0.1.test/", "http://[::2]/",
    "http://[::ffff:8.8.8.8]/", "http://0.0.0.0/", "http://1270.0.0.1/", "http://localhost./",
  ])
  func nothingElseIsLoopback(_ text: String) throws {
    let address = try WebAddress(parsing: text)
    #expect(!address.isLoopback)
    #expect(throws: TransportFailure.self) { try address.check(allowsLocal: true) }
  }

  @Test(arguments: [
    "", "service.test", "https://", "javascript:alert(1)", "https://user@service.test/",
    "https://user:word@service.test/", "https://service.test\u{0}/", "https://a b/",
    "https://b\u{fc}cher.test/", "https://service.test/\u{1b}[2J", "https://service.test:70000/",
  ])
  func whatCannotBeUsedIsRefused(_ text: String) {
    #expect(throws: TransportFailure.self) { try WebAddress(parsing: text) }
  }

  /// Its escapes hide the number that it is when it goes out.
  @Test(arguments: [
    "http://21%373/", "https://10%2e1/", "https://%31%30.1/", "https://0x7f%30%30%30001/",
    "https://12%37.1/",
  ])
  func aHostThatIsAnotherWhenItIsReadAgainIsRefused(_ text: String) {
    #expect(throws: TransportFailure.self) { try WebAddress(parsing: text) }
  }

  /// Spelled in every way that libcurl reads.
  @Test(arguments: [
    "https://10.0.0.1/", "https://10.1/", "https://167772161/", "https://0x0a000001/",
    "https://012.0.0.1/", "https://127.0.0.1/", "https://2130706433/", "https://0.0.0.0/",
    "https://169.254.169.254/latest", "https://172.16.0.1/", "https://172.31.255.255/",
    "https://192.168.1.1:8443/", "https://100.64.0.1/", "https://198.18.0.1/",
    "https://224.0.0.1/", "https://255.255.255.255/", "https://[::1]/", "https://[::]/",
    "https://[fe80::1]/", "https://[fe80::1%25eth0]/", "https://[fd00::1]/", "https://[ff02::1]/",
    "https://[::ffff:10.0.0.1]/", "https://[::ffff:a9fe:a9fe]/", "https://[::10.0.0.1]/",
    "https://[64:ff9b::a00:1]/", "https://[2002:a00:1::]/", "https://localhost/",
    "https://localhost./", "https://a.localhost/", "https://10.0.0.%31/", "https://10.0.0.1./",
    "https://a.localhost./", "https://[fe80::127.0.0.1]/",
  ])
  func whatIsNotOnThePublicNetworkIsLocal(_ text: String) throws {
    let address = try WebAddress(parsing: text)
    #expect(address.isLocal)
    try address.check(allowsLocal: true)
    #expect(throws: TransportFailure.self) { try address.check(allowsLocal: false) }
  }

  @Test(arguments: [
    "https://8.8.8.8/", "https://172.15.0.1/", "https://172.32.0.1/", "https://100.63.0.1/",
    "https://100.128.0.1/", "https://192.0.2.1/", "https://192.169.0.1/", "https://[2606:4700::1]/",
    "https://[::ffff:8.8.8.8]/", "https://[64:ff9b::808:808]/", "https://images.test/",
    "https://localhost.test/", "https://10.0.0.1.test/",
  ])
  func namesAndPublicAddressesAreNot(_ text: String) throws {
    let address = try WebAddress(parsing: text)
    #expect(!address.isLocal)
    try address.check(allowsLocal: false)
  }

  @Test func spacesInAServicesAddressAreEncoded() throws {
    let address = try WebAddress(parsing: "https://images.test/a b.png")
    #expect(address.description == "https://images.test/a%20b.png")
  }
}
