import StudioModel
import Testing

@testable import StudioCore

@Suite struct PollClassificationTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var status: Int
    var body: String
    var outcome: String
    var headers: [HTTPHeader] = []
    var provider: ProviderID?

    var testDescription: String { "\(status) \(body.prefix(60)) → \(outcome)" }

    init(
      _ status: Int,
      _ body: String,
      _ outcome: String,
      headers: [HTTPHeader] = [],
      at provider: ProviderID? = nil
    ) {
      self.status = status
      self.body = body
      self.outcome = outcome
      self.headers = headers
      self.provider = provider
    }
  }

  static let cases = [
    Case(429, "{}", "unavailable - 5000ms", headers: [HTTPHeader("Retry-After", "5")]),
    Case(502, "", "unavailable - -"),
    Case(
      503,
      #"{"code":5003,"message":"busy"}"#,
      "unavailable - 9000ms",
      headers: [HTTPHeader("Retry-After", "9")]
    ),
    Case(408, "", "unavailable - -"),
    Case(302, "", "unavailable - -"),
    Case(401, "{}", "keyRefused key_refused"),
    Case(403, "{}", "keyRefused key_refused"),
    Case(402, "{}", "keyRefused balance_too_low"),
    Case(403, "error code: 1010", "unavailable - -"),
    Case(404, "{}", "notFound prediction_gone"),
    Case(410, "{}", "notFound prediction_gone"),
    Case(400, #"{"message":"prediction not found"}"#, "notFound prediction_gone"),
    Case(400, #"{"message":"hm"}"#, "unavailable 400 -"),
    Case(418, "", "unavailable 418 -"),
    Case(200, "", "unavailable - -"),
    Case(200, "<html>", "unavailable - -"),
    Case(200, "{}", "unavailable - -"),
    Case(200, #"{"code":200,"data":null}"#, "unavailable - -"),
    Case(200, #"{"code":404,"message":"no","data":null}"#, "notFound prediction_gone"),
    Case(200, #"{"code":401,"message":"no"}"#, "keyRefused key_refused"),
    Case(200, #"{"code":429,"message":"no"}"#, "unavailable - -"),
    Case(200, #"{"code":5003,"message":"busy"}"#, "unavailable - -"),
    Case(200, #"{"code":5000,"message":"oops"}"#, "unavailable 5000 -"),
    Case(429, #"{"code":429,"message":"slow"}"#, "unavailable - -"),
    Case(200, #"{"code":1401,"message":"bad"}"#, "answered failed generation_failed"),
    Case(200, #"{"error":"Prediction not found"}"#, "notFound prediction_gone"),
    Case(200, #"{"error":"hm"}"#, "unavailable 200 -"),
    // An HTTP 500 that stays: the body decides.
    Case(500, "", "unavailable - -"),
    Case(500, "<html>", "unavailable - -"),
    Case(500, #"{"code":500,"msg":"upstream: bad picture","data":null}"#, "unavailable 500 -"),
    Case(500, #"{"message":"upstream: bad picture"}"#, "unavailable 500 -"),
    Case(
      500,
      #"{"code":500,"data":{"id":"a","status":"failed","error":"bad picture"}}"#,
      "answered failed generation_failed"
    ),
    Case(500, #"{"data":{"id":"a","status":"processing"}}"#, "unavailable - -"),
    Case(
      500,
      #"{"data":{"id":"a","status":"completed","outputs":["https://x/1"]}}"#,
      "answered completed"
    ),
  ]

  @Test(arguments: cases)
  func looksAreSorted(_ entry: Case) async throws {
    for provider in ProviderID.allCases where entry.provider ?? provider == provider {
      let outcome = await (try ServiceUnderTest()).poll(
        provider,
        answer: .json(entry.body, status: entry.status, headers: entry.headers)
      )
      #expect(outcome.summary == entry.outcome)
      if let failure = outcome.failure { #expect(!failure.message.isEmpty) }
    }
  }

  @Test func aLookThatBreaksIsTriedAgain() async throws {
    for kind in [TransportFailure.Kind.timeout, .connect, .nameResolution, .interrupted] {
      let outcome = await (try ServiceUnderTest()).poll(
        .atlascloud,
        answer: .failure(kind, .outcomeUnknown)
      )
      #expect(outcome.summary == "unavailable - -")
    }
  }

  @Test func atlasHidesATaskForHalfAMinute() async throws {
    for status in [400, 404] {
      let answer = FakeTransport.Reply.json(#"{"msg":"not found"}"#, status: status)
      let early = await (try ServiceUnderTest()).poll(
        .atlascloud,
        answer: answer,
        age: .seconds(29)
      )
      #expect(early.summary == "unavailable - -")
      let late = await (try ServiceUnderTest()).poll(.atlascloud, answer: answer, age: .seconds(30))
      #expect(late.summary == "notFound prediction_gone")
      let clockSetBack = await (try ServiceUnderTest()).poll(
        .atlascloud,
        answer: answer,
        age: .seconds(-3_600)
      )
      #expect(clockSetBack.summary == "unavailable - -")
    }
    let wave = await (try ServiceUnderTest()).poll(
      .wavespeed,
      answer: .json("{}", status: 404),
      age: .seconds(1)
    )
    #expect(wave.summary == "notFound prediction_gone")
  }

  @Test func waveSpeedIsAskedWithoutResultOnceWhenThatPathIsUnknown() async throws {
    let service = try ServiceUnderTest()
    service.transport.on(.get, "/task-1/result", .json("404 page not found", status: 404))
    service.transport.on(
      .get,
      "/task-1",
      .json(#"{"data":{"id":"task-1","status":"processing"}}"#)
    )
    let id = PredictionID(rawValue: "task-1")
    for _ in 0..<2 {
      let outcome = await service.waveSpeed.poll(
        id,
        submittedAt: ServiceUnderTest.now,
        delivery: .poll
      )
      #expect(outcome.summary == "answered waiting")
    }
    // The form that worked is remembered.
    let asked = service.transport.requests.map(\.url)
    let base = "https://wavespeed.example/api/v3/predictions/task-1"
    #expect(asked == ["\(base)/result", base, base])
  }

  @Test func aTaskUnknownUnderBothPathsIsGoneAfterTwoCalls() async throws {
    let service = try ServiceUnderTest()
    let outcome = await service.poll(.wavespeed, answer: .json("{}", status: 404))
    #expect(outcome.summary == "notFound prediction_gone")
    #expect(service.transport.requests.count == 2)
  }

  @Test func aRefusedSecondPathLeavesTheFirstAnswerStanding() async throws {
    for (status, summary) in [
      (405, "notFound prediction_gone"), (403, "notFound prediction_gone"),
      (503, "unavailable - -"),
    ] {
      let service = try ServiceUnderTest()
      service.transport.on(.get, "/result", .json("{}", status: 404))
      let outcome = await service.poll(.wavespeed, answer: .json("{}", status: status))
      #expect(outcome.summary == summary)
    }
  }

  @Test func theStatusWordOfAnErrorPageIsNotTheTasks() async throws {
    let page = #"{"status":"failed","message":"not found"}"#
    let early = await (try ServiceUnderTest()).poll(
      .atlascloud,
      answer: .json(page, status: 404),
      age: .seconds(3)
    )
    #expect(early.summary == "unavailable - -")
    let broken = await (try ServiceUnderTest()).poll(.atlascloud, answer: .json(page, status: 500))
    #expect(broken.summary == "unavailable 500 -")
    let own = await (try ServiceUnderTest()).poll(
      .atlascloud,
      answer: .json(#"{"id":"a","status":"failed"}"#, status: 400),
      age: .seconds(3)
    )
    #expect(own.summary == "answered failed generation_failed")
  }

  @Test func theIDIsOneSegmentOfThePathWhateverItHolds() async throws {
    let service = try ServiceUnderTest()
    service.transport.on(.get, "", .json(#"{"data":{"status":"processing"}}"#))
    let id = PredictionID(rawValue: "../a b?c#é")
    _ = await service.waveSpeed.poll(id, submittedAt: ServiceUnderTest.now, delivery: .poll)
    _ = await service.atlasCloud.poll(id, submittedAt: ServiceUnderTest.now, delivery: .poll)
    #expect(
      service.transport.requests.map(\.url) == [
        "https://wavespeed.example/api/v3/predictions/..%2Fa%20b%3Fc%23%C3%A9/result",
        "https://atlas.example/api/v1/model/prediction/..%2Fa%20b%3Fc%23%C3%A9",
      ]
    )
    for bad in ["", ".", ".."] {
      for provider in ProviderID.allCases {
        let outcome = await service.client(provider).poll(
          PredictionID(rawValue: bad),
          submittedAt: ServiceUnderTest.now,
          delivery: .poll
        )
        #expect(outcome.summary == "notFound prediction_gone")
      }
    }
    #expect(service.transport.requests.count == 2)
  }

  @Test func onlyRepliesWithPicturesGetRoomForThem() async throws {
    let limits: [(Delivery, Int64)] = [(.poll, 1), (.sync, 1), (.base64, 512)]
    for (delivery, mebibytes) in limits {
      let service = try ServiceUnderTest()
      service.transport.on(.get, "", .json(#"{"data":{"status":"processing"}}"#))
      for provider in ProviderID.allCases {
        _ = await service.client(provider).poll(
          PredictionID(rawValue: "a"),
          submittedAt: ServiceUnderTest.now,
          delivery: delivery
        )
      }
      #expect(
        service.transport.requests.map(\.sink)
          == [.memory(limit: .mebibytes(mebibytes)), .memory(limit: .mebibytes(mebibytes))]
      )
    }
  }

  @Test func picturesThatComeUninvitedAreStillFetched() async throws {
    let service = try ServiceUnderTest()
    let padding = String(repeating: " ", count: 1 << 20)
    service.transport.on(
      .get,
      "",
      .json(
        #"{"data":{"id":"a","status":"completed","outputs":["\#(pictureBase64)"]}}"# + padding
      )
    )
    let outcome = await service.atlasCloud.poll(
      PredictionID(rawValue: "a"),
      submittedAt: ServiceUnderTest.now,
      delivery: .poll
    )
    #expect(outcome.report?.outputs == [.inline(pictureBytes)])
    #expect(service.transport.requests.count == 2)
  }
}
