import StudioModel
import Synchronization
import Testing

@testable import StudioCore

/// The gate that lets only so many through at once.
@Suite(.timeLimit(.minutes(1))) struct Passing {
  /// Returns once `count` tasks wait in front of the gate.
  private func queue(_ gate: Gate, _ count: Int) async {
    while await gate.waitingCount < count { await Task.yield() }
  }

  @Test func noMoreThanTheCapacityAreInside() async throws {
    let gate = Gate(capacity: 3)
    let inside = Crowd()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<60 {
        group.addTask {
          try await gate.pass { () throws(CancellationError) in
            inside.enter()
            for _ in 0..<10 { await Task.yield() }
            inside.leave()
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(inside.most <= 3)
  }

  @Test func whoCameFirstGoesFirst() async throws {
    let gate = Gate(capacity: 1)
    let turnstile = Turnstile()
    let order = Crowd()
    var tasks = [
      Task { try await gate.pass { () throws(CancellationError) in await turnstile.stop() } }
    ]
    await turnstile.arrived()
    for number in 1...10 {
      tasks.append(
        Task {
          try await gate.pass { () throws(CancellationError) in
            order.enter(number)
          }
        }
      )
      await queue(gate, number)
    }
    turnstile.open()
    for task in tasks { try await task.value }
    #expect(order.names == Array(1...10))
  }

  @Test func whoIsCancelledInTheQueueNeverEntersAndHoldsNobodyUp() async throws {
    let gate = Gate(capacity: 1)
    let turnstile = Turnstile()
    let entered = Crowd()
    let inside = Task {
      try await gate.pass { () throws(CancellationError) in await turnstile.stop() }
    }
    await turnstile.arrived()
    var waiting: [Task<Void, any Error>] = []
    for number in 0..<4 {
      waiting.append(
        Task {
          try await gate.pass { () throws(CancellationError) in
            entered.enter(number)
          }
        }
      )
      await queue(gate, number + 1)
    }
    waiting[0].cancel()
    waiting[2].cancel()
    await #expect(throws: CancellationError.self) { try await waiting[0].value }
    await #expect(throws: CancellationError.self) { try await waiting[2].value }
    turnstile.open()
    try await inside.value
    try await waiting[1].value
    try await waiting[3].value
    #expect(entered.names == [1, 3])
  }

  @Test func workThatThrowsGivesItsPlaceBack() async throws {
    let gate = Gate(capacity: 1)
    await #expect(throws: CancellationError.self) {
      try await gate.pass { () throws(CancellationError) -> Void in throw CancellationError() }
    }
    #expect(try await gate.pass { () throws(CancellationError) in 7 } == 7)
  }
}

/// Who went through a gate, and how many at once.
private final class Crowd: Sendable {
  private struct State {
    var now = 0
    var most = 0
    var names: [Int] = []
  }

  private let state = Mutex(State())

  var most: Int { state.withLock { $0.most } }
  var names: [Int] { state.withLock { $0.names } }

  func enter(_ name: Int = 0) {
    state.withLock { state in
      state.now += 1
      state.most = max(state.most, state.now)
      state.names.append(name)
    }
  }

  func leave() { state.withLock { $0.now -= 1 } }
}

extension Gate {
  /// Tasks that stand in front of it.
  fileprivate var waitingCount: Int {
    let list = Mirror(reflecting: self).children.first { $0.label == "waiting" }?.value
    return (list as? [Any])?.count ?? 0
  }
}
