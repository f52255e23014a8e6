import Dispatch
import Glibc
import ProviderSimulator
import Synchronization

/// Ends one program with SIGKILL at one moment; made before the program is started.
final class KillTrap: Sendable {
  private struct State {
    var pid: pid_t?
    var left: Int
    var isOver = false
  }

  let moment: KillMoment
  private let state: Mutex<State>
  private let isAimed = DispatchSemaphore(value: 0)

  /// Where the program finds the services; `nil` for their own address.
  let address: String?

  init(_ moment: KillMoment, on stage: KillStage) {
    self.moment = moment
    if case .bytes(let call, let number, let way, let count, let isCut) = moment {
      address = stage.line?.address
      state = Mutex(State(left: 1))
      let called = ProxyRule.Action.call { [weak self] in self?.reached() }
      let rules = ([called] + (isCut ? [.reset] : [])).map {
        ProxyRule(call, way, after: count, ordinals: number...number, $0)
      }
      stage.line?.obey(rules)
      return
    }
    address = nil
    guard case .call(let call, let callStage, let count) = moment else {
      state = Mutex(State(left: 0))
      return
    }
    state = Mutex(State(left: count))
    stage.ground.server.observe { [weak self] seen in
      if seen.request.call == call, callStage.fits(seen.stage) { self?.reached() }
    }
  }

  /// What the program has to be started with.
  var environment: [String: String] {
    guard case .label(let name, let count) = moment else { return [:] }
    return ["SEEDREAM_FAILPOINT": "\(name):\(count)"]
  }

  /// Says whom to strike. What the service sees meanwhile waits for it.
  func aim(at pid: pid_t) {
    state.withLock { $0.pid = pid }
    isAimed.signal()
  }

  /// From here on a delay counts.
  func begin() {
    guard case .delay(let milliseconds) = moment else { return }
    DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(milliseconds)) {
      self.strike()
    }
  }

  /// The program has ended, or is not to be struck any more.
  func disarm() { state.withLock { $0.isOver = true } }

  private func reached() {
    let isNow = state.withLock { state in
      state.left -= 1
      return state.left == 0 && !state.isOver
    }
    guard isNow, isAimed.wait(timeout: .now() + 10) == .success else { return }
    strike()
  }

  /// Under the lock, so that nobody is struck after `disarm`.
  private func strike() {
    state.withLock { state in
      guard !state.isOver, let pid = state.pid else { return }
      state.isOver = true
      kill(pid, SIGKILL)
    }
  }
}
