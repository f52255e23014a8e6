import StudioModel
import Synchronization

/// What a person said about the looks at single jobs, in this program only: to stop them for a
/// while, or to have the next one now. A runner that rests hears of it at once.
final class LookControl: Sendable {
  private struct Wish {
    var isPaused = false
    var wantsLook = false
    /// By the clock that nobody sets.
    var lastLook: Duration?
    /// Grows with each word of the person.
    var words = 0
    var sleeper: Task<Void, Never>?
  }

  /// What a runner goes by while it rests.
  struct Standing: Hashable, Sendable {
    var isPaused: Bool
    var wantsLook: Bool
    var lastLook: Duration?
    var words: Int
  }

  private let wishes = Mutex<[SequenceID: Wish]>([:])

  func setPaused(_ isPaused: Bool, _ id: SequenceID) {
    change(id) { wish in
      wish.isPaused = isPaused
      if isPaused { wish.wantsLook = false }
    }
  }

  func wantLook(_ id: SequenceID) {
    change(id) { $0.wantsLook = true }
  }

  func isPaused(_ id: SequenceID) -> Bool { wishes.withLock { $0[id]?.isPaused ?? false } }

  func looked(_ id: SequenceID, at moment: Duration) {
    wishes.withLock {
      $0[id, default: Wish()].lastLook = moment
      $0[id]?.wantsLook = false
    }
  }

  /// A wish is good for one step, whether that is a look or a picture fetched again: where it
  /// fails, the job's own pause comes first.
  func heeded(_ id: SequenceID) {
    wishes.withLock { $0[id]?.wantsLook = false }
  }

  /// The program no longer works on the job.
  func forget(_ id: SequenceID) { wishes.withLock { $0[id] = nil } }

  func standing(_ id: SequenceID) -> Standing {
    wishes.withLock {
      let wish = $0[id] ?? Wish()
      return Standing(
        isPaused: wish.isPaused,
        wantsLook: wish.wantsLook,
        lastLook: wish.lastLook,
        words: wish.words
      )
    }
  }

  /// Rests until the pause is over (`nil` for no end) or until the person says something new.
  func rest(
    _ id: SequenceID,
    since seen: Standing,
    _ pause: Pause?,
    clock: StudioClock
  ) async throws(CancellationError) {
    let sleeper = Task<Void, Never> {
      if let pause {
        try? await clock.sleep(pause)
      } else {
        await Self.restForGood()
      }
    }
    let isNews = wishes.withLock {
      $0[id, default: Wish()].sleeper = sleeper
      return $0[id]?.words != seen.words
    }
    if isNews { sleeper.cancel() }
    await withTaskCancellationHandler {
      await sleeper.value
    } onCancel: {
      sleeper.cancel()
    }
    wishes.withLock { $0[id]?.sleeper = nil }
    if Task.isCancelled { throw CancellationError() }
  }

  private func change(_ id: SequenceID, _ change: (inout Wish) -> Void) {
    let sleeper = wishes.withLock { wishes in
      change(&wishes[id, default: Wish()])
      wishes[id]?.words += 1
      return wishes[id]?.sleeper
    }
    sleeper?.cancel()
  }

  private static func restForGood() async {
    let (stream, continuation) = AsyncStream.makeStream(of: Never.self)
    for await _ in stream {}
    continuation.finish()
  }
}
