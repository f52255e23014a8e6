import ProviderSimulator
import Synchronization

/// Whether a service is still busy with what programs sent it.
final class CallTraffic: Sendable {
  private struct State {
    var open = 0
    var lastMoment = ContinuousClock.now
  }

  private let state = Mutex(State())

  /// What a dead program wrote is read by the service a little later.
  private static let pause = Duration.milliseconds(30)

  init(_ server: SimulatorServer) {
    server.observe { [weak self] moment in self?.note(moment.stage) }
  }

  private func note(_ stage: RequestMoment.Stage) {
    state.withLock { state in
      state.lastMoment = .now
      switch stage {
      case .arrived: state.open += 1
      case .replied: state.open -= 1
      case .accepted, .sent: break
      }
    }
  }

  /// Waits until every call was answered or broke off and no other came for a while; a person takes
  /// longer than that to look.
  func quiet(atMost limit: Duration = .seconds(10)) async {
    let began = ContinuousClock.now
    while ContinuousClock.now - began < limit {
      let isQuiet = state.withLock { state in
        state.open == 0 && ContinuousClock.now - max(state.lastMoment, began) >= Self.pause
      }
      if isQuiet { return }
      try? await Task.sleep(for: .milliseconds(5))
    }
  }
}
