import StudioModel
import Testing

@testable import StudioCore

@Suite struct UploadTests {
  static let facts = ReferenceFacts(
    sha256: String(repeating: "ab", count: 32),
    byteCount: 1_234,
    format: .jpeg,
    size: PixelSize(width: 100, height: 100)
  )
  static let path = "/somewhere/holiday.jpg"
  static let ticket = #"""
    {"code":200,"data":{"upload":{"method":"PUT","url":"https://store.example/put?sig=1",
    "headers":{"Content-Type":"image/jpeg","x-amz-acl":"private","Authorization":"Bearer stolen",
    "Content-Length":"1234"},"expires_at":"2026-01-31T09:00:00Z"},
    "download_url":"https://cdn.example/up.jpg"}}
    """#

  private func upload(
    _ service: ServiceUnderTest,
    _ provider: ProviderID
  ) async throws(ProviderFailure) -> UploadedReference {
    try await service.client(provider).upload(path: Self.path, facts: Self.facts, progress: nil)
  }

  @Test func bothServicesTakeOneMultipartPart() async throws {
    let expected: [(ProviderID, String, Duration)] = [
      (.wavespeed, "https://wavespeed.example/api/v3/media/upload/binary", .hours(24)),
      (.atlascloud, "https://atlas.example/api/v1/model/uploadMedia", .hours(1)),
    ]
    for (provider, url, life) in expected {
      let service = try ServiceUnderTest()
      service.transport.on(
        .post,
        "",
        .json(#"{"code":200,"data":{"download_url":"https://cdn.example/up.jpg","file_name":"x"}}"#)
      )
      let uploaded = try await upload(service, provider)
      #expect(uploaded.url == "https://cdn.example/up.jpg")
      #expect(uploaded.expiresAt == ServiceUnderTest.now + life)
      let sent = try #require(service.transport.requests.first)
      #expect(sent.url == url)
      #expect(sent.bearerKey == ServiceUnderTest.key)
      // The file's own name stays at home.
      #expect(
        sent.body
          == .multipart([
            MultipartPart(
              name: "file",
              path: Self.path,
              fileName: "abababababababab.jpg",
              mediaType: "image/jpeg"
            )
          ])
      )
    }
  }

  @Test(arguments: [404, 405, 410])
  func waveSpeedsTicketIsUsedWhereTheOlderFormIsGone(_ status: Int) async throws {
    let service = try ServiceUnderTest()
    service.transport.on(.post, "/media/upload/binary", .json("{}", status: status))
    service.transport.on(.post, "/media/uploads", .json(Self.ticket))
    service.transport.on(.put, "store.example", .bytes([]))
    for _ in 0..<2 {
      let uploaded = try await upload(service, .wavespeed)
      #expect(uploaded.url == "https://cdn.example/up.jpg")
    }
    let sent = service.transport.requests
    // The form that worked is remembered: the older one is not asked again.
    #expect(sent.map(\.method) == [.post, .post, .put, .post, .put])
    #expect(
      sent[1].bodyText
        == #"{"filename":"abababababababab.jpg","size":1234,"content_type":"image/jpeg"}"#
    )
    let put = sent[2]
    #expect(put.url == "https://store.example/put?sig=1")
    #expect(put.bearerKey == nil)
    #expect(!put.allowsLocal, "a stranger's ticket leads to nothing on this machine")
    #expect(put.headers == [HTTPHeader("x-amz-acl", "private")])
    #expect(put.body == .file(path: Self.path, mediaType: "image/jpeg"))
  }

  @Test(arguments: ProviderID.allCases)
  func anUploadsAddressWithTheKeyInItIsNone(_ provider: ProviderID) async throws {
    let service = try ServiceUnderTest()
    let address = "https://cdn.example/up.jpg?k=\(ServiceUnderTest.key)"
    service.transport.on(.post, "", .json(#"{"data":{"download_url":"\#(address)"}}"#))
    let failure = await #expect(throws: ProviderFailure.self) {
      try await upload(service, provider)
    }
    #expect(failure.map { !"\($0)".contains(ServiceUnderTest.key) } == true)
  }

  @Test func aTicketWithoutATypeGetsNone() throws {
    let reply = ServiceReply(
      HTTPResponse(
        status: 200,
        headers: [],
        body: Array(
          #"{"data":{"upload":{"url":"https://s/x","headers":null},"download_url":"https://c/x"}}"#
            .utf8
        ),
        received: ByteCount(0),
        elapsed: .zero
      )
    )
    let ticket = try #require(WaveSpeedMapping.ticket(reply))
    #expect(ticket.mediaType == "")
    #expect(ticket.headers == [])
  }

  @Test(arguments: [
    #"{"data":{"download_url":"https://c/x"}}"#,
    #"{"data":{"upload":{"url":"https://s/x"}}}"#,
    #"{"data":{"upload":{"url":"https://s/x","method":"POST"},"download_url":"https://c/x"}}"#,
    #"{"data":{"upload":{"url":"https://s/x","headers":{"a":"b\r\nc: d"}},"download_url":"https://c/x"}}"#,
    #"{"data":{"upload":{"url":"https://s/x","headers":{"a b":"c"}},"download_url":"https://c/x"}}"#,
    #"{"data":{"upload":{"url":"https://s/x","headers":[7]},"download_url":"https://c/x"}}"#,
  ])
  func aTicketThatCannotBeFollowedIsNot(_ ticket: String) async throws {
    let service = try ServiceUnderTest()
    service.transport.on(.post, "/media/upload/binary", .json("{}", status: 404))
    service.transport.on(.post, "/media/uploads", .json(ticket))
    await #expect(throws: ProviderFailure.self) { try await upload(service, .wavespeed) }
    #expect(service.transport.requests.count == 2)
  }

  @Test func theStoresRefusalsSayWhetherANewTicketHelps() async throws {
    for (status, isTransient) in [(403, true), (503, true), (400, false)] {
      let service = try ServiceUnderTest()
      service.transport.on(.post, "/media/upload/binary", .json("{}", status: 404))
      service.transport.on(.post, "/media/uploads", .json(Self.ticket))
      service.transport.on(.put, "", .json("<Error/>", status: status))
      let failure = await #expect(throws: ProviderFailure.self) {
        try await upload(service, .wavespeed)
      }
      #expect(failure?.isTransient == isTransient)
      #expect(failure?.failure.cost == .nothing)
    }
  }

  @Test func failedUploadsSayWhatCanBeDone() async throws {
    let expected: [(FakeTransport.Reply, Failure.Code, Bool)] = [
      (.json("{}", status: 401), .keyRefused, false),
      (.json("{}", status: 402), .balanceTooLow, false),
      (.json("{}", status: 413), .refused, false),
      (.json("{}", status: 429), .throttled, true),
      (.json("{}", status: 500), .unreachable, true),
      (.json("{}"), .unreachable, true),
      (.json("nonsense"), .unreachable, true),
      (.json(#"{"data":{"download_url":"no address"}}"#), .unreachable, true),
      (.json(#"{"code":400,"msg":"not a picture","data":null}"#), .refused, false),
      (.failure(.timeout, .outcomeUnknown), .unreachable, true),
      (.failure(.storage, .neverLeft), .badReference, false),
      (.failure(.cancelled, .outcomeUnknown), .cancelled, false),
    ]
    for (reply, code, isTransient) in expected {
      for provider in ProviderID.allCases {
        let service = try ServiceUnderTest()
        service.transport.on(.post, "", reply)
        let failure = await #expect(throws: ProviderFailure.self) {
          try await upload(service, provider)
        }
        #expect(failure?.failure.code == code)
        #expect(failure?.isTransient == isTransient)
      }
    }
  }

  @Test func atlasHasNoOtherFormToFallBackOn() async throws {
    let service = try ServiceUnderTest()
    service.transport.on(.post, "", .json("{}", status: 404))
    let failure = await #expect(throws: ProviderFailure.self) {
      try await upload(service, .atlascloud)
    }
    #expect(failure?.isTransient == false)
    #expect(service.transport.requests.count == 1)
  }
}
