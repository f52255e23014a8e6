import StudioCore
import Testing

@Suite struct FakeTransportTests {
  private let timeouts = HTTPTimeouts(
    connect: .seconds(1),
    idle: .seconds(1),
    total: .seconds(2)
  )

  private func get(_ url: String) -> HTTPRequest {
    HTTPRequest(url: url, sink: .memory(limit: ByteCount(10)), timeouts: timeouts)
  }

  @Test func repliesComeInOrderAndTheLastOneStays() async throws {
    let transport = FakeTransport()
    transport.on(.get, "/a", .json("1"), .json("2"))
    for expected in ["1", "2", "2"] {
      let reply = try await transport.send(get("https://service.test/a"))
      #expect(reply.body == Array(expected.utf8))
    }
    #expect(transport.requests.count == 3)
  }

  @Test func aBodyOverTheLimitIsRefused() async {
    let transport = FakeTransport()
    transport.on(.get, "/a", .bytes(Array(repeating: 0, count: 11)))
    await #expect(throws: TransportFailure.self) {
      try await transport.send(get("https://service.test/a"))
    }
  }

  @Test func aHangingReplyEndsWhenItsTaskIsCancelled() async {
    let transport = FakeTransport()
    transport.on(.get, "/a", .hang(reach: .outcomeUnknown))
    let request = get("https://service.test/a")
    let task = Task { try await transport.send(request) }
    task.cancel()
    guard case .failure(let error as TransportFailure) = await task.result else {
      Issue.record("the exchange ended well")
      return
    }
    #expect(error.kind == .cancelled)
  }
}
