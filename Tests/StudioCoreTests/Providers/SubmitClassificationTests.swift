import StudioModel
import Testing

@testable import StudioCore

@Suite struct SubmitClassificationTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var provider: ProviderID?
    var status: Int
    var body: String
    var headers: [HTTPHeader] = []
    var outcome: String
    var cost: Failure.Cost = .nothing

    var testDescription: String { "\(status) \(body.prefix(60)) → \(outcome)" }

    init(
      _ status: Int,
      _ body: String,
      _ outcome: String,
      cost: Failure.Cost = .nothing,
      headers: [HTTPHeader] = [],
      at provider: ProviderID? = nil
    ) {
      self.status = status
      self.body = body
      self.outcome = outcome
      self.cost = cost
      self.headers = headers
      self.provider = provider
    }
  }

  static let refusals = [
    Case(401, #"{"code":401,"message":"Invalid API key"}"#, "refused key_refused"),
    Case(403, #"{"message":"forbidden"}"#, "refused key_refused"),
    Case(402, "{}", "refused balance_too_low"),
    Case(403, #"{"message":"Insufficient balance"}"#, "refused balance_too_low"),
    Case(403, #"{"message":"your role can't"}"#, "refused balance_too_low", at: .wavespeed),
    Case(403, "error code: 1010", "refused refused"),
    Case(403, #"{"message":"content policy violation"}"#, "refused moderated"),
    Case(400, #"{"code":400,"message":"size is wrong"}"#, "refused refused"),
    Case(400, #"{"code":1200,"message":"blocked"}"#, "refused moderated", at: .wavespeed),
    Case(400, #"{"error":{"code":1039,"message":"x"}}"#, "refused moderated", at: .atlascloud),
    Case(422, #"{"detail":"The prompt contains sensitive words"}"#, "refused moderated"),
    Case(404, "<html>no</html>", "refused refused"),
    Case(400, #"{"message":"Insufficient credits"}"#, "refused balance_too_low"),
    Case(404, #"{"status":404,"error":"Not Found"}"#, "refused refused"),
    Case(200, #"{"status":404,"error":"Not Found"}"#, "refused refused"),
    Case(409, "", "refused refused"),
    Case(413, "", "refused refused"),
    Case(425, "", "refused refused"),
    Case(451, "", "refused refused"),
    Case(302, "", "refused refused"),
    Case(307, "", "refused refused"),
    // An error inside HTTP 200, without an id.
    Case(200, #"{"code":401,"message":"key"}"#, "refused key_refused"),
    Case(200, #"{"code":402,"msg":"balance","data":null}"#, "refused balance_too_low"),
    Case(200, #"{"code":400,"msg":"bad","request_id":"r","data":null}"#, "refused refused"),
    Case(200, #"{"code":1401,"message":"bad size"}"#, "refused refused"),
    Case(200, #"{"code":"1200","message":"x"}"#, "refused moderated", at: .wavespeed),
    Case(200, #"{"error":{"type":"invalid_request_error","message":"x"}}"#, "refused refused"),
    Case(200, #"{"error":"flagged by moderation"}"#, "refused moderated"),
    Case(
      200,
      #"{"code":200,"data":{"status":"failed","error":"no"}}"#,
      "refused generation_failed",
      at: .wavespeed
    ),
  ]

  static let patience = [
    Case(429, "{}", "throttled throttled -"),
    Case(429, "{}", "throttled throttled 7000ms", headers: [HTTPHeader("retry-after", "7")]),
    Case(
      429,
      "{}",
      "throttled throttled 60000ms",
      headers: [HTTPHeader("Retry-After", "Sat, 31 Jan 2026 08:06:00 GMT")]
    ),
    Case(
      429,
      "{}",
      "throttled throttled 86400000ms",
      headers: [HTTPHeader("Retry-After", "999999999")]
    ),
    Case(429, "{}", "throttled throttled -", headers: [HTTPHeader("Retry-After", "soon")]),
    Case(200, #"{"code":429,"message":"slow down"}"#, "throttled throttled -"),
  ]

  static let doubts = [
    Case(200, "", "unknown unconfirmed", cost: .possible),
    Case(200, "<html>hello</html>", "unknown unconfirmed", cost: .possible),
    Case(200, #"{"code":200,"data":{"id":"a","sta"#, "unknown unconfirmed", cost: .possible),
    Case(200, "[]", "unknown unconfirmed", cost: .possible),
    Case(200, "{}", "unknown unconfirmed", cost: .possible),
    Case(200, #"{"code":200,"data":null}"#, "unknown unconfirmed", cost: .possible),
    Case(200, #"{"code":200,"data":{"id":""}}"#, "unknown unconfirmed", cost: .possible),
    Case(200, #"{"code":200,"data":{"id":".."}}"#, "unknown unconfirmed", cost: .possible),
    Case(200, #"{"code":200,"data":{"id":{}}}"#, "unknown unconfirmed", cost: .possible),
    Case(200, #"{"code":500,"message":"oops"}"#, "unknown unconfirmed", cost: .possible),
    Case(200, #"{"code":5003,"message":"oops"}"#, "unknown unconfirmed", cost: .possible),
    Case(200, #"{"code":77,"message":"what"}"#, "unknown unconfirmed", cost: .possible),
    Case(204, "", "unknown unconfirmed", cost: .possible),
    Case(408, "", "unknown unconfirmed", cost: .possible),
    Case(499, "", "unknown unconfirmed", cost: .possible),
    Case(500, #"{"code":400,"message":"bad"}"#, "unknown unconfirmed", cost: .possible),
    Case(502, "<html>Bad gateway</html>", "unknown unconfirmed", cost: .possible),
    Case(503, "", "unknown unconfirmed", cost: .possible),
    Case(504, "", "unknown unconfirmed", cost: .possible),
    Case(599, "", "unknown unconfirmed", cost: .possible),
    Case(101, "", "unknown unconfirmed", cost: .possible),
  ]

  @Test(arguments: refusals + patience + doubts)
  func repliesAreSortedByWhatTheyMeanForMoney(_ entry: Case) async throws {
    for provider in ProviderID.allCases where entry.provider ?? provider == provider {
      let outcome = await (try ServiceUnderTest()).submit(
        provider,
        answer: .json(entry.body, status: entry.status, headers: entry.headers)
      )
      #expect(outcome.summary == entry.outcome)
      let failure = try #require(outcome.failure)
      #expect(failure.cost == entry.cost)
      #expect(failure.httpStatus == entry.status)
      #expect(!failure.message.isEmpty && !failure.advice.isEmpty)
      #expect(failure.message.contains(provider.displayName))
    }
  }

  @Test func atlasSaysThatA401MayBeAWrongPath() async throws {
    let atlas = await (try ServiceUnderTest()).submit(.atlascloud, answer: .json("{}", status: 401))
    #expect(atlas.failure?.message.contains("path") == true)
    #expect(atlas.failure?.advice.contains("ATLASCLOUD_API_KEY") == true)
    let wave = await (try ServiceUnderTest()).submit(.wavespeed, answer: .json("{}", status: 401))
    #expect(wave.failure?.message.contains("path") == false)
    #expect(wave.failure?.advice.contains("WAVESPEED_API_KEY") == true)
  }

  @Test func brokenExchangesAreSortedByHowFarTheyGot() async throws {
    for provider in ProviderID.allCases {
      let refused = await (try ServiceUnderTest()).submit(
        provider,
        answer: .failure(.connect, .neverLeft)
      )
      #expect(refused.summary == "neverLeft unreachable")
      #expect(refused.failure?.cost == .nothing)
      for kind in [TransportFailure.Kind.timeout, .interrupted, .tooLarge, .cancelled] {
        let lost = await (try ServiceUnderTest()).submit(
          provider,
          answer: .failure(kind, .outcomeUnknown)
        )
        #expect(lost.summary == "unknown unconfirmed")
        #expect(lost.failure?.cost == .possible)
      }
      let cancelled = await (try ServiceUnderTest()).submit(
        provider,
        answer: .failure(.cancelled, .neverLeft)
      )
      #expect(cancelled.summary == "neverLeft cancelled")
    }
  }

  @Test func aServerErrorThatNamesTheTaskHasAcceptedIt() async throws {
    let body = #"{"code":500,"message":"oops","data":{"id":"task-1","status":"processing"}}"#
    let outcome = await (try ServiceUnderTest()).submit(
      .wavespeed,
      answer: .json(body, status: 504)
    )
    #expect(outcome.summary == "accepted waiting")
    let unsure = await (try ServiceUnderTest()).submit(
      .wavespeed,
      answer: .json(#"{"id":"request-9"}"#, status: 500)
    )
    #expect(unsure.summary == "unknown unconfirmed")
  }

  @Test func aTaskIsFoundBesideANumberOfAnyLength() async throws {
    let digits = String(repeating: "3", count: 76)
    let body = #"{"data":{"id":"task-1","status":"processing","outputs":[\#(digits)]}}"#
    for provider in ProviderID.allCases {
      let outcome = await (try ServiceUnderTest()).submit(provider, answer: .json(body))
      #expect(outcome.summary == "accepted waiting")
    }
  }

  @Test func theSubmitCallIsSentOnceWhateverTheAnswer() async throws {
    for entry in Self.refusals + Self.patience + Self.doubts {
      for provider in ProviderID.allCases {
        let service = try ServiceUnderTest()
        _ = await service.submit(
          provider,
          answer: .json(entry.body, status: entry.status, headers: entry.headers)
        )
        #expect(service.transport.requests.count == 1)
      }
    }
  }

  @Test func anUnconfirmedRequestNamesTheServicesRequestID() async throws {
    let outcome = await (try ServiceUnderTest()).submit(
      .atlascloud,
      answer: .json("", status: 502, headers: [HTTPHeader("X-Request-ID", "r-77")])
    )
    #expect(outcome.failure?.message.contains("r-77") == true)
  }
}
