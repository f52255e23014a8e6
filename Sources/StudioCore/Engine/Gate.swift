/// Lets at most `capacity` tasks through at once, in the order they came.
actor Gate {
  private var free: Int
  private var waiting: [Waiter] = []
  private var nextTicket: UInt64 = 0

  private struct Waiter {
    let ticket: UInt64
    let continuation: CheckedContinuation<Bool, Never>
  }

  init(capacity: Int) { free = max(1, capacity) }

  /// Runs `work` once there is room; throws when the task is cancelled while it waits.
  nonisolated func pass<Value: Sendable>(
    _ work: @Sendable () async throws(CancellationError) -> Value
  ) async throws(CancellationError) -> Value {
    try await enter()
    do {
      let value = try await work()
      await leave()
      return value
    } catch {
      await leave()
      throw error
    }
  }

  private func enter() async throws(CancellationError) {
    if free > 0 {
      free -= 1
      return
    }
    nextTicket += 1
    let ticket = nextTicket
    let isLetIn = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        if Task.isCancelled {
          continuation.resume(returning: false)
        } else {
          waiting.append(Waiter(ticket: ticket, continuation: continuation))
        }
      }
    } onCancel: {
      Task { await self.abandon(ticket) }
    }
    if !isLetIn { throw CancellationError() }
  }

  private func abandon(_ ticket: UInt64) {
    guard let place = waiting.firstIndex(where: { $0.ticket == ticket }) else { return }
    waiting.remove(at: place).continuation.resume(returning: false)
  }

  private func leave() {
    guard !waiting.isEmpty else {
      free += 1
      return
    }
    waiting.removeFirst().continuation.resume(returning: true)
  }
}
