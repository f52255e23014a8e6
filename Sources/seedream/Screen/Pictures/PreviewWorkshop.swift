import StudioImaging
import Synchronization

/// What became of a preview that was asked for.
typealias PreviewOutcome = Result<Preview, PictureFailure>

/// Makes previews off the thread that decides, one at a time: the first that is wanted and not made.
///
/// Only the newest wishes count: what is not among them is not begun, and given up where it was.
final class PreviewWorkshop: Sendable {
  /// A preview that was made, or could not be.
  struct Product: Sendable {
    let request: PreviewRequest
    let outcome: PreviewOutcome
  }

  typealias Making =
    @Sendable (PreviewRequest, _ isCancelled: () -> Bool) throws(PictureFailure) -> Preview

  private struct State {
    var wanted: [PreviewRequest] = []
    var isAtWork = false
    var products: [Product] = []
  }

  private let state = Mutex(State())
  private let make: Making
  private let announce: @Sendable () -> Void

  /// - Parameter announce: says that `take()` has something; called on another thread.
  init(make: @escaping Making, announce: @escaping @Sendable () -> Void) {
    self.make = make
    self.announce = announce
  }

  /// What is to be made now, the most wanted first, in place of what was wanted before.
  func want(_ requests: [PreviewRequest]) {
    let begins = state.withLock { state in
      state.wanted = requests
      guard !state.isAtWork, !requests.isEmpty else { return false }
      state.isAtWork = true
      return true
    }
    if begins { Task.detached(priority: .utility) { self.work() } }
  }

  /// What was made since the last call.
  func take() -> [Product] {
    state.withLock { state in
      defer { state.products = [] }
      return state.products
    }
  }

  private func work() {
    while let request = next() {
      let outcome = PreviewOutcome { () throws(PictureFailure) in
        try make(request) { self.state.withLock { !$0.wanted.contains(request) } }
      }
      finish(Product(request: request, outcome: outcome))
    }
  }

  private func next() -> PreviewRequest? {
    state.withLock { state in
      if state.wanted.isEmpty { state.isAtWork = false }
      return state.wanted.first
    }
  }

  private func finish(_ product: Product) {
    // Given up, and maybe wanted again since: then it is begun anew.
    if case .failure(.cancelled) = product.outcome { return }
    let isNews = state.withLock { state in
      guard let place = state.wanted.firstIndex(of: product.request) else {
        // Made all the same, and wanted no more.
        return false
      }
      state.wanted.remove(at: place)
      state.products.append(product)
      return state.products.count == 1
    }
    if isNews { announce() }
  }
}
