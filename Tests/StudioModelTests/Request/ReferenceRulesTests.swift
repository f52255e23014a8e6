import StudioModel
import Testing

/// Addresses a service may be told to fetch.
struct ReferenceAddressTests {
  @Test(arguments: [
    "https://example.com/a.png", "HTTPS://EXAMPLE.COM", "https://example.com:8443/a?b=c#d",
    "http://127.0.0.1:8080/a.png", "http://127.9.9.9/a", "http://localhost/a.png",
    "http://LocalHost:1", "http://[::1]:80/a", "http://user@localhost/", "https://[2001:db8::1]/a",
    "https://例え.jp/狐.png",
  ])
  func fetchableAddressesPass(address: String) {
    #expect(ReferenceAddress.fault(in: address) == nil)
  }

  @Test(arguments: [
    ("http://example.com/a.png", ReferenceAddress.Fault.notHTTPS),
    ("http://localhost@evil.example/", .notHTTPS),
    ("http://localhost.evil.example/", .notHTTPS),
    ("http://127.0.0.1.evil.example/", .notHTTPS), ("http://127.0.0.256/", .notHTTPS),
    ("http://127.1/", .notHTTPS), ("http://10.0.0.1/", .notHTTPS), ("http://[::2]/", .notHTTPS),
    ("ftp://example.com/a.png", .notHTTPS), ("file:///etc/passwd", .notHTTPS),
    ("example.com/a.png", .notHTTPS), ("", .notHTTPS), ("javascript:alert(1)", .notHTTPS),
    ("data:image/png;base64,AAAA", .dataURI), ("DATA:image/png,", .dataURI),
    ("https://", .noHost), ("https:///a.png", .noHost), ("https://user@/a", .noHost),
    ("https://[::1", .noHost), ("https://:80/", .noHost),
    ("https://example.com/a b.png", .strayCharacters),
    ("https://example.com/\r\nX-Key: 1", .strayCharacters),
    ("https://localhost\\@example.com/", .strayCharacters),
    ("https://example.com/\u{85}", .strayCharacters),
    ("https://example.com/\u{3000}", .strayCharacters),
  ])
  func othersAreRefused(address: String, fault: ReferenceAddress.Fault) {
    #expect(ReferenceAddress.fault(in: address) == fault)
  }

  @Test func aPictureInsideTheAddressIsRefusedWithAdvice() throws {
    var request = try CatalogFixture.request(CatalogFixture.edit, .wavespeed)
    request.references = [
      Reference(source: .url("data:image/png;base64," + String(repeating: "A", count: 9_999)))
    ]
    let refusal = try #require(RequestValidation.check(request, try CatalogFixture.load()).first)
    #expect(refusal.rule == "reference_address")
    #expect(refusal.message.count < 250)
    #expect(refusal.advice.contains("give its path"))
  }

  @Test func addressesAreToldFromPaths() {
    #expect(ReferenceAddress.looksLikeAddress("HTTPS://example.com"))
    #expect(ReferenceAddress.looksLikeAddress("data:image/png,"))
    #expect(!ReferenceAddress.looksLikeAddress("pictures/https/fox.png"))
    #expect(!ReferenceAddress.looksLikeAddress("data.png"))
  }
}

/// What a reference file may be.
struct ReferenceRulesTests {
  let limits: ReferenceFileLimits

  init() throws { limits = try CatalogFixture.load().referenceFiles }

  private func facts(
    _ bytes: Int64 = 1_000,
    _ size: PixelSize = PixelSize(800, 600),
    _ format: PictureFormat = .png
  ) -> ReferenceFacts {
    ReferenceFacts(sha256: "00", byteCount: bytes, format: format, size: size)
  }

  @Test func filesWithinTheLimitsPass() {
    for format in PictureFormat.allCases {
      #expect(
        ReferenceRules.check(
          name: "a",
          facts: facts(1_000, PixelSize(15, 15), format),
          limits: limits
        )
        .isEmpty
      )
    }
    #expect(
      ReferenceRules.check(
        name: "a",
        facts: facts(10_000_000, PixelSize(6_000, 6_000)),
        limits: limits
      ).isEmpty
    )
  }

  @Test(
    arguments: [
      (0, PixelSize(800, 600), ["reference_empty"]),
      (10_000_001, PixelSize(800, 600), ["reference_too_large"]),
      (1_000, PixelSize(14, 600), ["reference_side_too_short"]),
      (1_000, PixelSize(600, 14), ["reference_side_too_short"]),
      (1_000, PixelSize(6_001, 600), ["reference_side_too_long"]),
      (1_000, PixelSize(600, 6_001), ["reference_side_too_long"]),
      (1_000, PixelSize(10, 7_000), ["reference_side_too_short", "reference_side_too_long"]),
    ] as [(Int64, PixelSize, [String])]
  )
  func eachLimitIsItsOwnRefusal(bytes: Int64, size: PixelSize, rules: [String]) {
    let found = ReferenceRules.check(name: "fox.png", facts: facts(bytes, size), limits: limits)
    #expect(found.map(\.rule) == rules)
    for refusal in found {
      #expect(refusal.message.contains("fox.png"))
      #expect(refusal.failure.code == .badReference)
      #expect(refusal.failure.cost == .nothing)
      #expect(!refusal.advice.isEmpty)
    }
  }

  @Test func aSizeJustOverTheLimitDoesNotReadAsTheLimit() {
    let found = ReferenceRules.check(name: "a", facts: facts(10_000_001), limits: limits)
    #expect(
      found.first?.message
        == "The reference “a” has 10.1 MB, but ByteDance's own API takes at most 10 MB."
    )
  }

  @Test(arguments: [
    (ReferenceProblem.missing, "reference_missing"),
    (.unreadable("permission denied"), "reference_unreadable"),
    (.notAnImage, "reference_not_an_image"), (.formatNotTaken("HEIC"), "reference_format"),
    (.tooLarge(byteCount: 99_000_000), "reference_too_large"),
  ])
  func problemsBecomeRefusalsByName(problem: ReferenceProblem, rule: String) {
    let refusal = ReferenceRules.check(name: "fox.heic", problem: problem, limits: limits)
    #expect(refusal.rule == rule)
    #expect(refusal.message.contains("“fox.heic”"))
    #expect(refusal.failure.code == .badReference)
  }

  @Test func aLongPathKeepsItsEnd() {
    let path = String(repeating: "folder/", count: 50) + "fox.heic"
    let message = ReferenceRules.check(name: path, problem: .missing, limits: limits).message
    #expect(message.contains("/fox.heic” does not exist"))
    #expect(message.count < 100)
  }

  @Test func aFormatTheCatalogueDoesNotListIsRefused() {
    var narrow = limits
    narrow.formats.value = [.png, .jpeg]
    let found = ReferenceRules.check(
      name: "a",
      facts: facts(1_000, PixelSize(800, 600), .gif),
      limits: narrow
    )
    #expect(found.map(\.rule) == ["reference_format"])
    #expect(found.first?.message.contains("png, jpeg") == true)
  }

  @Test func factsOfAFileAreCheckedWithTheRequest() throws {
    var request = try CatalogFixture.request(CatalogFixture.edit, .wavespeed)
    request.references = [
      Reference(source: .file(path: "fox.png"), facts: facts(20_000_000)),
      Reference(source: .file(path: "owl.png")),
    ]
    let found = RequestValidation.check(request, try CatalogFixture.load())
    #expect(found.map(\.rule) == ["reference_too_large"])
  }
}
