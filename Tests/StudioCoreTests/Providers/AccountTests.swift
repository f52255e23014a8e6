import StudioModel
import Testing

@testable import StudioCore

@Suite struct AccountTests {
  @Test(arguments: [
    (ProviderID.wavespeed, #"{"code":200,"data":{"balance":12.5}}"#, Int64(12_500_000)),
    (.wavespeed, #"{"data":{"balance":"0.027"}}"#, 27_000),
    (.wavespeed, #"{"status":1,"balance":-1}"#, -1_000_000),
    (.wavespeed, #"{"data":{"balance":1e1}}"#, 10_000_000),
    (.atlascloud, #"{"available":{"value":"9.99","currency":"USD"}}"#, 9_990_000),
    (.atlascloud, #"{"code":200,"data":{"available":{"value":3,"currency":"usd"}}}"#, 3_000_000),
    (.atlascloud, #"{"available":{"value":"5"}}"#, 5_000_000),
  ])
  func balancesAreReadAsNumbersOrText(
    _ provider: ProviderID,
    _ body: String,
    _ microdollars: Int64
  ) async throws {
    let service = try ServiceUnderTest()
    service.transport.on(.get, "", .json(body))
    let balance = try await service.client(provider).balance()
    #expect(balance.microdollars == microdollars)
    let path = provider == .wavespeed ? "/api/v3/balance" : "/public/v1/balance"
    #expect(service.transport.requests.map { $0.url.hasSuffix(".example\(path)") } == [true])
  }

  @Test(arguments: [
    #"{"available":{"value":"9","currency":"CNY"}}"#, #"{"data":{"balance":1e300}}"#,
    #"{"data":{"balance":"lots"}}"#, #"{"balance":{}}"#, "[]", "",
  ])
  func aBalanceThatIsNoAmountOfDollarsIsAFailure(_ body: String) async throws {
    for provider in ProviderID.allCases {
      let service = try ServiceUnderTest()
      service.transport.on(.get, "", .json(body))
      await #expect(throws: ProviderFailure.self) { try await service.client(provider).balance() }
    }
  }

  @Test func waveSpeedQuotesTheVeryRequest() async throws {
    let service = try ServiceUnderTest()
    service.transport.on(.post, "/api/v3/model/price", .json(#"{"data":{"price":"0.108"}}"#))
    let price = try await service.waveSpeed.quote(ServiceUnderTest.submission())
    #expect(price == Money(microdollars: 108_000))
    let expected =
      #"{"model_id":"bytedance/seedream-v4/sequential","inputs":"#
      + #"{"prompt":"A series of 4 images of a fox","size":"2048*2048","max_images":4,"#
      + #""enable_base64_output":false,"enable_sync_mode":false}}"#
    #expect(service.transport.requests.first?.bodyText == expected)
  }

  @Test func aQuoteThatIsNotOfferedIsNoneAndABrokenOneAFailure() async throws {
    let gone = try ServiceUnderTest()
    gone.transport.on(.post, "", .json("{}", status: 404))
    #expect(try await gone.waveSpeed.quote(ServiceUnderTest.submission()) == nil)
    #expect(try await gone.atlasCloud.quote(ServiceUnderTest.submission(.atlascloud)) == nil)
    for reply in [
      FakeTransport.Reply.json(#"{"data":{"price":-1}}"#), .json("{}"), .json("{}", status: 500),
      .failure(.timeout, .outcomeUnknown),
    ] {
      let broken = try ServiceUnderTest()
      broken.transport.on(.post, "", reply)
      await #expect(throws: ProviderFailure.self) {
        try await broken.waveSpeed.quote(ServiceUnderTest.submission())
      }
    }
  }

  @Test func theWaitAServiceAsksForIsPassedOn() async throws {
    let service = try ServiceUnderTest()
    service.transport.on(
      .get,
      "",
      .json("{}", status: 503, headers: [HTTPHeader("Retry-After", "12")])
    )
    let failure = await #expect(throws: ProviderFailure.self) {
      try await service.waveSpeed.balance()
    }
    #expect(failure?.isTransient == true)
    #expect(failure?.retryAfter == .seconds(12))
  }
}
