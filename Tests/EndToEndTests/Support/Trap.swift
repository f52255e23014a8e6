import Dispatch
import Glibc
import ProviderSimulator
import Synchronization
import TestSupport

/// Ends a program with SIGKILL at a moment that its services see, while they hold their breath.
final class Trap: Sendable {
  private struct State {
    var pid: pid_t?
    var left: Int
  }

  private let state: Mutex<State>
  private let isAimed = DispatchSemaphore(value: 0)

  /// Strikes at the `count`th moment that fits.
  init(
    _ server: SimulatorServer,
    count: Int = 1,
    at fits: @escaping @Sendable (RequestMoment) -> Bool
  ) {
    state = Mutex(State(left: count))
    server.observe { [weak self] moment in
      if fits(moment) { self?.reached() }
    }
  }

  /// Says whom to strike; a program makes its first request long after it was started.
  func aim(at program: ChildProgram) {
    state.withLock { $0.pid = program.pid }
    isAimed.signal()
  }

  private func reached() {
    let isNow = state.withLock { state in
      state.left -= 1
      return state.left == 0
    }
    guard isNow, isAimed.wait(timeout: .now() + 10) == .success else { return }
    if let pid = state.withLock({ $0.pid }) { kill(pid, SIGKILL) }
  }
}
