import StudioCore
import StudioModel
import Synchronization
import Testing

/// The time of a studio under test.
///
/// Flying time has no waits: whoever sleeps is awake at once, and the clock shows the moment slept
/// for. Standing time moves only when the test moves it. In both, the studio's heartbeat sleeps for
/// ever unless it is asked for.
final class EngineTime: Sendable {
  /// One wait somebody asked for.
  struct Nap: Hashable, Sendable {
    var from: Timestamp
    var until: Timestamp

    var length: Duration { until - from }
  }

  /// More waits than any test of an engine has use for.
  private static let napLimit = 5_000

  let standing = TestClock()
  private let flies: Bool
  private let taken = Mutex<[Nap]>([])

  init(flies: Bool) { self.flies = flies }

  var now: Timestamp { standing.now }

  /// Every wait but the heartbeats', in order.
  var naps: [Nap] { taken.withLock { $0 } }

  /// Lets standing time go from one sleeper to the next for as long as `body` takes.
  func flow<Value>(_ body: () async throws -> Value) async rethrows -> Value {
    let standing = standing
    let driver = Task {
      while true {
        await standing.waitForSleepers()
        if Task.isCancelled { return }
        standing.advanceToNextSleeper()
      }
    }
    func end() async {
      driver.cancel()
      // A sleeper of our own, so that the driver does not wait for one that never comes.
      let sleeper = Task {
        while !Task.isCancelled { try? await standing.clock.sleep(for: .milliseconds(1)) }
      }
      await driver.value
      sleeper.cancel()
      await sleeper.value
    }
    do {
      let value = try await body()
      await end()
      return value
    } catch {
      await end()
      throw error
    }
  }

  /// The clock of a studio whose heart never beats.
  var clock: StudioClock {
    StudioClock(
      now: { self.standing.now },
      monotonic: { self.standing.clock.monotonic },
      sleepUntil: { moment throws(CancellationError) in try await self.sleep(until: moment) },
      restUntil: { _ throws(CancellationError) in
        await Self.untilCancelled()
        throw CancellationError()
      }
    )
  }

  private func sleep(until moment: Timestamp) async throws(CancellationError) {
    if Task.isCancelled { throw CancellationError() }
    let count = taken.withLock { taken in
      taken.append(Nap(from: now, until: moment))
      return taken.count
    }
    if count > Self.napLimit {
      Issue.record("time flew on and on: somebody waits for what never comes")
      await Self.untilCancelled()
      throw CancellationError()
    }
    guard flies else { return try await standing.clock.sleep(until: moment) }
    standing.advance(to: moment)
    // Whoever sleeps lets others run, here too.
    await Task.yield()
  }

  private static func untilCancelled() async {
    let (stream, continuation) = AsyncStream.makeStream(of: Never.self)
    for await _ in stream {}
    continuation.finish()
  }
}
