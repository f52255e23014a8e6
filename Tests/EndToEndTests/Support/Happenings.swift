import ProviderSimulator
import Testing

/// What the services saw, to be waited for.
///
/// Made before the program is started, so that nothing is missed.
final class Happenings: Sendable {
  private let stream: AsyncStream<RequestMoment>

  init(_ server: SimulatorServer) {
    let (stream, feed) = AsyncStream<RequestMoment>.makeStream()
    self.stream = stream
    server.observe { feed.yield($0) }
  }

  /// Waits for the next moment that fits; records an issue when none comes in time.
  func next(
    _ name: String,
    atMost limit: Duration = .seconds(20),
    _ location: SourceLocation = #_sourceLocation,
    where fits: @escaping @Sendable (RequestMoment) -> Bool
  ) async {
    let stream = stream
    let hasCome = await withTaskGroup(of: Bool.self) { group in
      group.addTask {
        for await moment in stream where fits(moment) { return true }
        return false
      }
      group.addTask {
        try? await Task.sleep(for: limit)
        return false
      }
      let first = await group.next() ?? false
      group.cancelAll()
      return first
    }
    #expect(hasCome, "\(name) did not come", sourceLocation: location)
  }

  /// Waits until a call has come in.
  func arrival(of call: FaultRule.Call, _ location: SourceLocation = #_sourceLocation) async {
    await next("a \(call) call", location) { $0.request.call == call && $0.stage == .arrived }
  }

  /// Waits until a call has been answered.
  func reply(to call: FaultRule.Call, _ location: SourceLocation = #_sourceLocation) async {
    await next("the answer to a \(call) call", location) {
      $0.request.call == call && $0.stage == .replied(whole: true)
    }
  }
}

extension Ground {
  /// Lends a ground whose tasks stay at work until the clock is moved.
  static func lendHeld(
    _ change: (inout SimulatorServer.Options) -> Void = { _ in },
    _ body: (Ground, ManualClock) async throws -> Void
  ) async throws {
    let clock = ManualClock()
    try await lend {
      $0.clock = clock.clock
      $0.pace = SimulatorPace(base: .seconds(60), perImage: .zero)
      change(&$0)
    } _: { ground in
      try await body(ground, clock)
    }
  }
}

extension ManualClock {
  /// Every task that was accepted is done from now on.
  func finishTasks() { advance(by: .seconds(3600)) }
}
