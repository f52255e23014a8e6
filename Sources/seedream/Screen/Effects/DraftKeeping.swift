import StudioCore
import StudioModel
import Synchronization

/// Which draft was asked to be kept last, which one is known to be on disk, and which texts that gave
/// way to others are not.
final class DraftKeeping: Sendable {
  /// What became of a text that the library has not taken.
  enum Rescue: Sendable, Equatable {
    case written(path: String)
    case failed(FileFailure, text: String)
  }

  private struct State {
    var wanted: Draft?
    var kept: Draft?
    var aside: [Draft] = []
    var isFailing = false
    var rescued: [Rescue] = []
  }

  private let state = Mutex(State())

  /// The newest draft that is not known to be on disk.
  var unkept: Draft? { state.withLock { $0.wanted == $0.kept ? nil : $0.wanted } }

  var wanted: Draft? { state.withLock(\.wanted) }

  /// What was put aside and is not known to be on disk, the oldest first.
  var unkeptAside: [Draft] { state.withLock(\.aside) }

  func wantAside(_ draft: Draft) { state.withLock { $0.aside.append(draft) } }

  func keepAside(_ draft: Draft) { state.withLock { $0.aside.removeAll { $0 == draft } } }

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

  var rescued: [Rescue] { state.withLock(\.rescued) }

  /// Writes a text into a file of last resort.
  func rescue(_ draft: Draft, to lastResort: LastResort) {
    let rescue: Rescue
    do throws(FileFailure) {
      rescue = .written(path: try lastResort.write(draft))
    } catch {
      rescue = .failed(error, text: draft.request.prompt)
    }
    state.withLock { $0.rescued.append(rescue) }
  }

  /// The library has the texts after all.
  func dropRescued(from lastResort: LastResort) {
    let dropped = state.withLock { state in
      defer { state.rescued = [] }
      return state.rescued
    }
    for case .written(let path) in dropped { lastResort.remove(path) }
  }
}
