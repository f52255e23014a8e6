import StudioModel
import Testing

@testable import StudioCore

@Suite struct RegistryTests {
  private func registry(
    _ access: [ProviderID: ProviderRegistry.Access],
    over transport: FakeTransport = FakeTransport()
  ) throws(Failure) -> ProviderRegistry {
    try ProviderRegistry(
      access,
      transport: transport,
      clock: { ServiceUnderTest.now },
      parameters: ServiceUnderTest.parameters
    )
  }

  @Test func onlyServicesWithAKeyAreThere() throws {
    let registry = try registry([.atlascloud: .init(key: "test-key")])
    #expect(registry.available == [.atlascloud])
    #expect(try registry.provider(.atlascloud).id == .atlascloud)
    let failure = #expect(throws: Failure.self) { try registry.provider(.wavespeed) }
    #expect(failure?.code == .keyMissing)
    #expect(failure?.advice.contains("WAVESPEED_API_KEY") == true)
  }

  @Test func theDocumentedAddressesStandUnlessTheyAreReplaced() async throws {
    let transport = FakeTransport()
    transport.on(.get, "", .json(#"{"balance":1,"available":{"value":1}}"#))
    let plain = try registry(
      [.wavespeed: .init(key: "k"), .atlascloud: .init(key: "k")],
      over: transport
    )
    let local = try registry(
      [
        .wavespeed: .init(key: "k", baseURL: "http://127.0.0.1:8080/"),
        .atlascloud: .init(key: "k", baseURL: "http://[::1]:9"),
      ],
      over: transport
    )
    for registry in [plain, local] {
      for id in registry.available { _ = try await registry.provider(id).balance() }
    }
    #expect(
      transport.requests.map(\.url) == [
        "https://api.wavespeed.ai/api/v3/balance", "https://api.atlascloud.ai/public/v1/balance",
        "http://127.0.0.1:8080/api/v3/balance", "http://[::1]:9/public/v1/balance",
      ]
    )
  }

  @Test(arguments: [
    "https://host.example", "https://host.example/", "HTTPS://Host.Example:8443",
    "http://localhost:1", "http://127.0.0.1", "http://127.255.0.3:65535/", "http://[::1]",
    " https://host.example\n", "https://192.168.1.20:8443", "https://[fe80::127.0.0.1]:65535",
    "https://0xg.example", "https://1.2.3.4.a",
  ])
  func aSchemeAndAHostAreTaken(_ address: String) throws {
    let registry = try registry([.wavespeed: .init(key: "k", baseURL: address)])
    #expect(registry.available == [.wavespeed])
  }

  @Test(arguments: [
    "", "host.example", "https://", "https:///", "http://host.example", "http://127.evil.example",
    "http://127.0.0.1.example", "http://127.0.0.256", "http://localhost.example", "ftp://host",
    "https://host/api/v3", "https://host?x", "https://host#x", "https://user:pass@host",
    "https://host:0", "https://host:65536", "https://host:", "https://host:80:80", "https://ho st",
    "https://host//", "https://[::1", "https://[zz]", "https://hö.example", "https://a..b",
    "http://0.0.0.0", "http://127.1", "http://127.0.0.080", "http://127.0.0.01", "https://[fe80]",
    "https://[fe80::e80::1]", "https://[ffe80::1]:9", "https://2173", "https://10.1",
    "https://0x7f000001", "https://012.0.0.1", "https://host.0x", "https://10.0.0.256",
    "https://host\r\nX: y",
  ])
  func anythingElseIsRefusedAndNamesTheVariable(_ address: String) throws {
    for id in ProviderID.allCases {
      let failure = #expect(throws: Failure.self) {
        try registry([id: .init(key: "k", baseURL: address)])
      }
      #expect(failure?.code == .invalidRequest)
      #expect(failure?.message.contains(id.baseURLVariable) == true)
      #expect(failure?.message.contains("pass") == false)
    }
  }

  @Test func keysThatCannotBeInAHeaderAreRefusedUnseen() throws {
    for key in ["", "  \n", "a b", "a\r\nX: y", "schlüssel", "a\u{0}"] {
      let failure = #expect(throws: Failure.self) { try registry([.wavespeed: .init(key: key)]) }
      #expect(failure?.code == .keyMissing)
      #expect(failure?.message.contains("schl") == false)
    }
  }

  @Test func theLineEndOfAKeyFileIsNoPartOfTheKey() async throws {
    let transport = FakeTransport()
    transport.on(.get, "", .json(#"{"balance":1}"#))
    let registry = try registry([.wavespeed: .init(key: "test-key\n")], over: transport)
    _ = try await registry.provider(.wavespeed).balance()
    #expect(transport.requests.map(\.bearerKey) == ["test-key"])
  }

  @Test func aKeyIsInNoDescription() {
    let access = ProviderRegistry.Access(key: "test-key", baseURL: nil)
    #expect(!"\(access) \(String(reflecting: access))".contains("test-key"))
    var dumped = ""
    dump([access], to: &dumped)
    #expect(!dumped.contains("test-key"))
  }
}
