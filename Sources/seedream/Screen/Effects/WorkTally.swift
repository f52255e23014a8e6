import StudioModel
import Synchronization

/// Which jobs this program works on, as the core's answers and events tell.
final class WorkTally: Sendable {
  private struct State {
    var working: Set<SequenceID> = []
    var rests: [SequenceID: Int] = [:]
  }

  private let state = Mutex(State())

  var isEmpty: Bool { state.withLock(\.working.isEmpty) }

  /// How often the job came to rest so far; to be asked before the core is asked to work on it.
  func rests(_ id: SequenceID) -> Int { state.withLock { $0.rests[id] ?? 0 } }

  /// The core works on the job, unless it came to rest since `rests` was counted.
  func started(_ id: SequenceID, afterRests rests: Int) {
    state.withLock { state in
      if state.rests[id] ?? 0 == rests { state.working.insert(id) }
    }
  }

  func heard(_ event: StudioEvent) {
    state.withLock { state in
      switch event {
      case .jobRested(let id), .jobRemoved(let id):
        state.rests[id, default: 0] += 1
        state.working.remove(id)
      case .jobChanged, .jobProgressed, .jobsChangedElsewhere, .libraryChanged, .spendingChanged:
        break
      }
    }
  }
}
