import StudioModel
import Testing

@testable import StudioCore

@Suite struct HistoryTests {
  private static let model = ModelID(rawValue: "bytedance/seedream-v4/sequential")
  private static let after = Timestamp(milliseconds: ServiceUnderTest.now.milliseconds - 60_500)
  private static let before = Timestamp(milliseconds: ServiceUnderTest.now.milliseconds + 500)

  private func list(
    _ service: ServiceUnderTest
  ) async throws(ProviderFailure) -> [PredictionSummary] {
    try await service.waveSpeed.recentPredictions(
      model: Self.model,
      after: Self.after,
      before: Self.before
    ) ?? []
  }

  private static func page(_ ids: Range<Int>, at time: String = "2026-01-31T08:04:30Z") -> String {
    let items = ids.map {
      #"{"id":"p\#($0)","model":"bytedance/seedream-v4/sequential","status":"completed","created_at":"\#(time)"}"#
    }
    return #"{"code":200,"data":{"items":[\#(items.joined(separator: ","))]}}"#
  }

  @Test func theListIsAskedForOneModelAndOneWindowInWholeSeconds() async throws {
    let service = try ServiceUnderTest()
    service.transport.on(.post, "/api/v3/predictions", .json(Self.page(0..<0)))
    #expect(try await list(service) == [])
    let expected =
      #"{"page":1,"page_size":100,"model":"bytedance/seedream-v4/sequential","#
      + #""created_after":"2026-01-31T08:03:59Z","created_before":"2026-01-31T08:05:01Z"}"#
    #expect(service.transport.requests.map(\.bodyText) == [expected])
  }

  @Test func promptsAreFoundWhereverTheListKeepsThem() async throws {
    let service = try ServiceUnderTest()
    service.transport.on(
      .post,
      "",
      .json(
        #"""
        {"data":{"items":[
        {"id":"a","prompt":" two\nlines ","status":"completed","created_at":"2026-01-31T08:04:30.5Z"},
        {"id":"b","input":{"prompt":"p"},"created_at":1769846670},
        {"id":"c","inputs":{"prompt":"p"},"created_at":1769846670500},
        {"id":"d","request":{"prompt":"p"},"model":"bytedance/seedream-v4/sequential"},
        {"id":7,"status":"processing"},
        {"model":"nobody"},null,3,
        {"id":"other","model":"bytedance/seedream-v4.5/sequential"},
        {"id":"early","created_at":"2026-01-31T08:03:58Z"},
        {"id":"late","created_at":"2026-01-31T08:05:02Z"}]}}
        """#
      )
    )
    let found = try await list(service)
    #expect(found.map(\.id.rawValue) == ["a", "b", "c", "d", "7"])
    #expect(found.map(\.prompt) == [" two\nlines ", "p", "p", "p", nil])
    #expect(found[0].createdAt?.milliseconds == 1_769_846_670_500)
    #expect(found[1].createdAt?.milliseconds == 1_769_846_670_000)
    #expect(found[2].createdAt?.milliseconds == 1_769_846_670_500)
    #expect(found[0].remoteStatus == "completed")
    #expect(found[3].model == Self.model)
  }

  @Test func pagesAreReadUntilOneIsShortAndRepeatsAreDropped() async throws {
    let service = try ServiceUnderTest()
    // A task that was made meanwhile moves the last of page 1 to page 2.
    service.transport.on(.post, "", .json(Self.page(0..<100)), .json(Self.page(99..<120)))
    let found = try await list(service)
    #expect(found.map(\.id.rawValue) == (0..<120).map { "p\($0)" })
    #expect(service.transport.requests.count == 2)
    #expect(service.transport.requests[1].bodyText.hasPrefix(#"{"page":2,"#))
  }

  @Test func readingEndsAtTheWindowAndAfterFivePages() async throws {
    let old = try ServiceUnderTest()
    old.transport.on(.post, "", .json(Self.page(0..<100, at: "2026-01-31T08:00:00Z")))
    #expect(try await list(old) == [])
    #expect(old.transport.requests.count == 1)
    let endless = try ServiceUnderTest()
    endless.transport.on(.post, "", .json(Self.page(0..<100)))
    #expect(try await list(endless).count == 100)
    #expect(endless.transport.requests.count == 5)
  }

  @Test(arguments: [
    #"{"items":[{"id":"a"}]}"#, #"{"data":[{"id":"a"}]}"#,
    #"{"code":200,"data":{"items":[{"id":"a"}]}}"#,
  ])
  func theListIsFoundInAnyEnvelope(_ body: String) async throws {
    let service = try ServiceUnderTest()
    service.transport.on(.post, "", .json(body))
    #expect(try await list(service).map(\.id.rawValue) == ["a"])
  }

  @Test func anEmptyPageMayBeNullButAMissingListIsAFailure() async throws {
    let empty = try ServiceUnderTest()
    empty.transport.on(.post, "", .json(#"{"data":{"items":null,"total":0}}"#))
    #expect(try await list(empty) == [])
    for body in ["{}", #"{"data":null}"#, "[]", "no"] {
      let broken = try ServiceUnderTest()
      broken.transport.on(.post, "", .json(body))
      await #expect(throws: ProviderFailure.self) { try await list(broken) }
    }
  }

  @Test func halfAListIsAFailureBecauseATaskWouldLookAbsent() async throws {
    let service = try ServiceUnderTest()
    service.transport.on(.post, "", .json(Self.page(0..<100)), .json("{}", status: 502))
    let failure = await #expect(throws: ProviderFailure.self) { try await list(service) }
    #expect(failure?.isTransient == true)
  }

  @Test func atlasKeepsNoList() async throws {
    let service = try ServiceUnderTest()
    let list = try await service.atlasCloud.recentPredictions(
      model: Self.model,
      after: Self.after,
      before: Self.before
    )
    #expect(list == nil)
    #expect(service.transport.requests.isEmpty)
  }
}
