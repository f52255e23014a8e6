import StudioModel
import Synchronization
import Testing

@testable import StudioCore

private final class WakeOrder: Sendable {
  private let list = Mutex<[Int]>([])
  var seconds: [Int] { list.withLock { $0 } }
  func append(_ second: Int) { list.withLock { $0.append(second) } }
}

@Suite struct ClockTests {
  @Test func sleepersWakeInTheOrderOfTheirMomentsAndOnlyWhenTimeComes() async throws {
    let time = TestClock()
    let start = time.now
    let woken = WakeOrder()
    let clock = time.clock
    try await withThrowingTaskGroup(of: Void.self) { group in
      for seconds in [3, 1, 2] {
        group.addTask {
          try await clock.sleep(until: start + .seconds(seconds))
          woken.append(seconds)
        }
      }
      await time.waitForSleepers(3)
      time.advance(by: .milliseconds(999))
      #expect(time.sleeperCount == 3)
      for expected in [[1], [1, 2], [1, 2, 3]] {
        time.advanceToNextSleeper()
        try await group.next()
        #expect(woken.seconds == expected)
      }
    }
    #expect(time.clock.monotonic == .seconds(3))
    #expect(!time.advanceToNextSleeper())
  }

  @Test func aCancelledSleeperThrowsAndLeavesNothingBehind() async {
    let time = TestClock()
    let clock = time.clock
    let task = Task { try await clock.sleep(for: .hours(1)) }
    await time.waitForSleepers()
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(time.sleeperCount == 0)
  }

  @Test func theLiveClockReturnsAtOnceForThePastAndNotBeforeTheFuture() async throws {
    let clock = StudioClock.live
    try await clock.sleep(until: Timestamp(milliseconds: 0))
    let before = clock.monotonic
    try await clock.sleep(for: .milliseconds(15))
    #expect(clock.monotonic - before >= .milliseconds(10))
    #expect(clock.now.milliseconds > 1_700_000_000_000)
  }

  @Test func aWaitThatBeginsWhileTheClockIsSetBackIsNoLonger() {
    // Ten years back with every reading.
    let readings = Mutex(0)
    let clock = StudioClock(
      now: {
        let number = readings.withLock { count in
          count += 1
          return count
        }
        return Timestamp(milliseconds: 2_000_000_000_000) + .seconds(-number * 315_360_000)
      },
      monotonic: { .zero },
      sleepUntil: { _ in }
    )
    #expect(Pause(for: .seconds(2), by: clock).left(by: clock) == .seconds(2))
  }

  @Test func theLiveClockStopsSleepingWhenTheTaskIsCancelled() async {
    let task = Task { try await StudioClock.live.sleep(for: .hours(1)) }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test func idsComeFromTheSourceAndJitterStaysBelowOne() {
    let fixed = IDSource { .max }
    #expect(fixed.sequenceID() == SequenceID(rawValue: "zzzzzzzzzz"))
    #expect(fixed.unitInterval() < 1)
    #expect(IDSource { 0 }.unitInterval() == 0)
    #expect(IDSource.live.sequenceID() != IDSource.live.sequenceID())
  }
}
