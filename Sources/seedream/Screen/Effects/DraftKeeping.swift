import StudioModel
import Synchronization

/// Which draft was asked to be kept last, and which one is known to be on disk.
final class DraftKeeping: Sendable {
  private struct State {
    var wanted: Draft?
    var kept: Draft?
    var isFailing = false
  }

  private let state = Mutex(State())

  /// The newest draft that is not known to be on disk.
  var unkept: Draft? { state.withLock { $0.wanted == $0.kept ? nil : $0.wanted } }

  var wanted: Draft? { state.withLock(\.wanted) }

  func want(_ draft: Draft) { state.withLock { $0.wanted = draft } }

  func keep(_ draft: Draft) {
    state.withLock { state in
      state.kept = draft
      state.isFailing = false
    }
  }

  /// True for the first failure of a row: one complaint is enough.
  func fail() -> Bool {
    state.withLock { state in
      defer { state.isFailing = true }
      return !state.isFailing
    }
  }
}
