import StudioCore
import StudioModel
import Synchronization

/// Time that moves only when a test says so. Sleepers wake in the order of their moments.
final class TestClock: Sendable {
  private struct Sleeper {
    var id: Int
    var moment: Timestamp
    var continuation: CheckedContinuation<Bool, Never>
  }

  private struct Watcher {
    var count: Int
    var continuation: CheckedContinuation<Void, Never>
  }

  private struct State {
    /// As if nobody ever set the clock; sleepers' moments are of this kind.
    var now: Timestamp
    var start: Timestamp
    /// By how much the wall clock was set.
    var offset: Duration = .zero
    var nextID = 0
    var sleepers: [Sleeper] = []
    var cancelled: Set<Int> = []
    var watchers: [Watcher] = []

    mutating func takeReadyWatchers() -> [Watcher] {
      let count = sleepers.count
      let ready = watchers.filter { $0.count <= count }
      watchers.removeAll { $0.count <= count }
      return ready
    }
  }

  private let state: Mutex<State>

  init(now: Timestamp = Timestamp(milliseconds: 1_700_000_000_000)) {
    state = Mutex(State(now: now, start: now))
  }

  /// The clock to hand to the code under test.
  var clock: StudioClock {
    StudioClock(
      now: { self.now },
      monotonic: { self.state.withLock { $0.now - $0.start } },
      sleepUntil: { moment throws(CancellationError) in
        guard await self.sleep(until: moment) else { throw CancellationError() }
      }
    )
  }

  var now: Timestamp { state.withLock { $0.now + $0.offset } }

  /// Sets the wall clock while everybody sleeps on: nobody is woken by it, as nobody is by a real
  /// one that is set back.
  func set(by span: Duration) { state.withLock { $0.offset += span } }

  var sleeperCount: Int { state.withLock { $0.sleepers.count } }

  /// The moments somebody sleeps until, earliest first.
  var wakeUps: [Timestamp] {
    state.withLock { state in state.sleepers.map { $0.moment + state.offset } }
  }

  /// Moves time on and wakes everybody whose moment has come, earliest first.
  func advance(by span: Duration) { advance(to: now + span) }

  func advance(to moment: Timestamp) {
    let due = state.withLock { state in
      state.now = max(state.now, moment + (.zero - state.offset))
      let due = state.sleepers.prefix { $0.moment <= state.now }
      state.sleepers.removeFirst(due.count)
      return Array(due)
    }
    for sleeper in due { sleeper.continuation.resume(returning: true) }
  }

  /// Moves time to the earliest moment somebody sleeps until; `false` when nobody sleeps.
  @discardableResult
  func advanceToNextSleeper() -> Bool {
    guard let next = wakeUps.first else { return false }
    advance(to: next)
    return true
  }

  /// Returns once at least `count` tasks sleep.
  func waitForSleepers(_ count: Int = 1) async {
    await withCheckedContinuation { continuation in
      let ready = state.withLock { state in
        state.watchers.append(Watcher(count: count, continuation: continuation))
        return state.takeReadyWatchers()
      }
      for watcher in ready { watcher.continuation.resume() }
    }
  }

  /// True when time came, false when the task was cancelled.
  private func sleep(until moment: Timestamp) async -> Bool {
    let id = state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { enter(id, until: moment, $0) }
    } onCancel: {
      leave(id)
    }
  }

  private func enter(
    _ id: Int,
    until moment: Timestamp,
    _ continuation: CheckedContinuation<Bool, Never>
  ) {
    enum Entry {
      case answered(Bool)
      case asleep([Watcher])
    }
    let entry: Entry = state.withLock { state in
      if state.cancelled.remove(id) != nil { return .answered(false) }
      let moment = moment + (.zero - state.offset)
      if moment <= state.now { return .answered(true) }
      let place = state.sleepers.firstIndex { $0.moment > moment } ?? state.sleepers.count
      let sleeper = Sleeper(id: id, moment: moment, continuation: continuation)
      state.sleepers.insert(sleeper, at: place)
      return .asleep(state.takeReadyWatchers())
    }
    switch entry {
    case .answered(let came): continuation.resume(returning: came)
    case .asleep(let watchers): for watcher in watchers { watcher.continuation.resume() }
    }
  }

  private func leave(_ id: Int) {
    let sleeper: Sleeper? = state.withLock { state in
      guard let place = state.sleepers.firstIndex(where: { $0.id == id }) else {
        state.cancelled.insert(id)
        return nil
      }
      return state.sleepers.remove(at: place)
    }
    sleeper?.continuation.resume(returning: false)
  }
}
