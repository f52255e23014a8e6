import StudioModel
import Testing

@testable import StudioCore

@Suite struct ReplyShapeTests {
  @Test(arguments: ReplyFixtures.all)
  func everyShapeIsReadWhenPolled(_ fixture: ReplyFixture) async throws {
    let outcome = await (try ServiceUnderTest()).poll(
      fixture.provider,
      answer: .json(fixture.body, headers: [HTTPHeader("x-request-id", "r-1")])
    )
    let report = try #require(outcome.report)
    #expect(report.id?.rawValue == fixture.id)
    #expect(report.phase == fixture.phase)
    #expect(report.outputs == fixture.outputs)
    #expect(report.nsfw == fixture.nsfw)
    #expect(report.inferenceTime == fixture.time)
    #expect((report.failure != nil) == (fixture.phase == .failed))
    #expect(report.serviceRequestID == "r-1")
  }

  @Test(arguments: ReplyFixtures.all)
  func everyShapeWithAnIDIsAnAcceptance(_ fixture: ReplyFixture) async throws {
    let outcome = await (try ServiceUnderTest()).submit(
      fixture.provider,
      answer: .json(fixture.body)
    )
    let report = try #require(outcome.report)
    #expect(report.id?.rawValue == fixture.id)
    #expect(report.phase == fixture.phase)
    #expect(report.outputs == fixture.outputs)
  }

  /// What is stored as it came, or shown later, holds no key either.
  @Test(arguments: ProviderID.allCases)
  func aKeyThatComesBackInAFieldIsNotKept(_ provider: ProviderID) async throws {
    let key = ServiceUnderTest.key
    let body = #"""
      {"data":{"id":"x-\#(key)","prediction_id":"task-1","status":"warming \#(key)",
      "outputs":["https://images.test/\#(key).jpg","https://images.test/2.jpg?sig=1"]}}
      """#
    let headers = [HTTPHeader("X-Request-ID", "r \(key)")]
    let outcome = await (try ServiceUnderTest()).poll(
      provider,
      answer: .json(body, headers: headers)
    )
    let report = try #require(outcome.report)
    #expect(report.id?.rawValue == "task-1")
    #expect(report.remoteStatus == "warming [redacted]")
    #expect(report.serviceRequestID == "r [redacted]")
    #expect(report.outputs.last == .url("https://images.test/2.jpg?sig=1"))
    #expect(!"\(outcome)".contains(key))
  }

  @Test func theRemoteStatusIsTheServicesOwnWord() async throws {
    let outcome = await (try ServiceUnderTest()).poll(
      .wavespeed,
      answer: .json(#"{"data":{"id":"a","status":"Warming_Up"}}"#)
    )
    #expect(outcome.report?.remoteStatus == "Warming_Up")
  }

  @Test func aSyncTimeOutIsAnAcceptedTaskThatGoesOn() async throws {
    for body in [
      #"{"code":5004,"message":"timeout","data":{"id":"task-1","status":"processing","outputs":[]}}"#,
      #"{"code":200,"data":{"id":"task-1","status":"processing","code":5004,"error":"timeout"}}"#,
      #"{"code":5004,"message":"timeout","data":{"id":"task-1","status":"timeout"}}"#,
      #"{"code":5004,"message":"timeout","id":"task-1"}"#,
    ] {
      let outcome = await (try ServiceUnderTest()).submit(.wavespeed, answer: .json(body))
      #expect(outcome.summary == "accepted waiting")
      #expect(outcome.report?.id?.rawValue == "task-1")
      #expect(outcome.report?.failure == nil)
    }
  }

  @Test func aTaskIsNotDeadBecauseOfA5004WhileItIsProcessing() async throws {
    let outcome = await (try ServiceUnderTest()).poll(
      .wavespeed,
      answer: .json(#"{"code":5004,"data":{"id":"a","status":"processing"}}"#)
    )
    #expect(outcome.summary == "answered waiting")
  }

  @Test func theCostOfAFailedTaskFollowsEachServicesDocuments() async throws {
    let body = #"{"data":{"id":"a","status":"failed","error":"no luck"}}"#
    let wave = await (try ServiceUnderTest()).poll(.wavespeed, answer: .json(body))
    #expect(wave.failure?.cost == .nothing)
    #expect(wave.failure?.message.contains("no luck") == true)
    let atlas = await (try ServiceUnderTest()).poll(.atlascloud, answer: .json(body))
    #expect(atlas.failure?.cost == .possible)
    let none = #"{"data":{"id":"a","status":"completed","outputs":[]}}"#
    let empty = await (try ServiceUnderTest()).poll(.wavespeed, answer: .json(none))
    #expect(empty.failure?.cost == .possible)
  }

  @Test(arguments: [
    (ProviderID.wavespeed, #"{"status":"failed","error":"x","code":1200}"#),
    (.wavespeed, #"{"status":"failed","error":"The image may contain sensitive content"}"#),
    (.atlascloud, #"{"status":"failed","error":"x","error_code":1039}"#),
    (.atlascloud, #"{"status":"failed","error":{"code":"content_policy_violation"}}"#),
  ])
  func theContentFilterIsNamedAsSuch(_ provider: ProviderID, _ data: String) async throws {
    let outcome = await (try ServiceUnderTest()).poll(
      provider,
      answer: .json(#"{"code":200,"data":\#(data)}"#)
    )
    #expect(outcome.summary == "answered failed moderated")
  }

  @Test func failureCodesLeadToTheirOwnAdvice() async throws {
    for (code, part) in [("1402", "reference"), ("1401", "parameter"), ("5003", "later")] {
      let outcome = await (try ServiceUnderTest()).poll(
        .wavespeed,
        answer: .json(#"{"data":{"status":"failed","error":"x","code":\#(code)}}"#)
      )
      #expect(outcome.failure?.serviceCode == code)
      #expect(outcome.failure?.advice.contains(part) == true)
    }
  }

  @Test(arguments: [
    (#"{"code":400,"msg":"no prompt","request_id":"r","data":null}"#, "no prompt"),
    (
      #"{"error":{"type":"invalid_request_error","code":"bad","message":"too big","param":"size"}}"#,
      "size: too big"
    ),
    (
      #"{"detail":[{"loc":["body","prompt"],"msg":"field required"}]}"#,
      "body.prompt: field required"
    ),
    (#"{"detail":"nope"}"#, "nope"),
    (#"{"message":"success","data":{"error":{"message":"deep"}}}"#, "deep"),
    ("just text", "just text"),
  ])
  func theReasonIsFoundWhereverItIs(_ body: String, _ reason: String) async throws {
    let outcome = await (try ServiceUnderTest()).submit(
      .wavespeed,
      answer: .json(body, status: 400)
    )
    #expect(outcome.summary == "refused refused")
    #expect(outcome.failure?.message.hasSuffix(": \(reason)") == true)
  }

  @Test func reasonsAreBoundedOneLineAndWithoutTheKey() async throws {
    let long = "line one\\nkey \(ServiceUnderTest.key) " + String(repeating: "x", count: 5_000)
    let outcome = await (try ServiceUnderTest()).submit(
      .wavespeed,
      answer: .json(#"{"message":"\#(long)"}"#, status: 400)
    )
    let message = try #require(outcome.failure?.message)
    #expect(message.contains("line one key \(Redaction.mark) xxx"))
    #expect(message.count < 400)
    #expect(!message.contains(ServiceUnderTest.key))
  }
}
