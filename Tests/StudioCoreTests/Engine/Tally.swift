import Synchronization

/// Counts how often something happened; a test can wait for a count.
final class Tally: Sendable {
  private struct State {
    var count = 0
    var waiters: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
  }

  private let state = Mutex(State())

  var count: Int { state.withLock { $0.count } }

  func add() {
    let ready = state.withLock { state in
      state.count += 1
      let count = state.count
      let ready = state.waiters.filter { $0.count <= count }
      state.waiters.removeAll { $0.count <= count }
      return ready
    }
    for waiter in ready { waiter.continuation.resume() }
  }

  /// Returns once it happened `count` times.
  func wait(for count: Int = 1) async {
    await withCheckedContinuation { continuation in
      let isReached = state.withLock { state in
        if state.count >= count { return true }
        state.waiters.append((count, continuation))
        return false
      }
      if isReached { continuation.resume() }
    }
  }
}

/// A place in a scripted service where a call stops until the test lets it go on.
final class Turnstile: Sendable {
  private let arrivals = Tally()
  private let passes = Tally()

  /// Called by the scripted service.
  func stop() async {
    arrivals.add()
    await passes.wait(for: 1)
  }

  /// Returns once `count` calls stand here.
  func arrived(_ count: Int = 1) async { await arrivals.wait(for: count) }

  /// Lets everybody through, from now on.
  func open() { passes.add() }
}

/// Something that is on or off, for rules of a script.
final class Switch: Sendable {
  private let state: Mutex<Bool>

  init(_ isOn: Bool) { state = Mutex(isOn) }

  var isOn: Bool { state.withLock { $0 } }

  func set(_ isOn: Bool) { state.withLock { $0 = isOn } }
}
