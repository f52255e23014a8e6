import StudioModel
import StudioUI
import Synchronization

/// Which services can be used: as their keys were found, and as the services answered since.
final class AccessBoard: Sendable {
  private struct State {
    var access: [ProviderID: Account.Access] = [:]
    /// Services that have a key here and refused it.
    var refused: Set<ProviderID> = []
  }

  private let state = Mutex(State())
  private let tell: @Sendable ([ProviderID: Account.Access]) -> Void

  /// - Parameter tell: is told every change, in order; returns at once.
  init(tell: @escaping @Sendable ([ProviderID: Account.Access]) -> Void) { self.tell = tell }

  /// What the search for keys gave.
  func found(_ access: [ProviderID: Account.Access]) {
    change { state in
      state.access = access
      state.refused = []
    }
  }

  /// A service did not take its key.
  func refused(_ provider: ProviderID, advice: String) {
    change { state in
      guard state.access[provider] == .ready else { return }
      state.refused.insert(provider)
      state.access[provider] = .missing(
        reason: "The key for \(provider.displayName) was refused.",
        // Keys are looked for when the studio is opened.
        advice: [advice, "Then open the studio again."].filter { !$0.isEmpty }
          .joined(separator: " ")
      )
    }
  }

  /// A service answered a call that needs its key.
  func accepted(_ provider: ProviderID) {
    change { state in
      if state.refused.remove(provider) != nil { state.access[provider] = .ready }
    }
  }

  /// What a transition of a job, made here, says of the key.
  func heard(_ event: StudioEvent) {
    guard case .jobChanged(let job, let entry?) = event else { return }
    let provider = job.request.provider
    switch entry.kind {
    case .uploaded, .accepted, .polled: accepted(provider)
    case .refused, .pollFailed, .failed:
      guard let failure = job.failure, failure.code == .keyRefused else { return }
      refused(provider, advice: failure.advice)
    case .created, .queued, .submitting, .throttled, .unconfirmed, .reconciled, .adopted,
      .downloaded, .downloadFailed, .storageFailed, .finished, .cancelled, .decided:
      break
    }
  }

  private func change(_ body: (inout State) -> Void) {
    state.withLock { state in
      let before = state.access
      body(&state)
      // Told under the lock: a later change must not be told first.
      if state.access != before { tell(state.access) }
    }
  }
}
