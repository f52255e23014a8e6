import Glibc
import ProviderSimulator
import Synchronization

/// A line between the program and the simulator that can break at any byte: it passes bytes on as
/// they come and changes none, except as its rules say.
final class LoopbackProxy: Sendable {
  private struct State {
    var book: ProxyRuleBook
    var exchanges: [ProxiedExchange] = []
    var connections = 0
    var threads: [Int: pthread_t] = [:]
    var ended: [Int] = []
    var isStopped = false
    var strikes = 0
  }

  /// Where the program finds the service.
  let address: String
  private let listener: Int32
  private let target: UInt16
  /// Its other end is closed to stop every thread that waits.
  private let stopSignal: Int32
  private let stopTrigger: Int32
  private let state: Mutex<State>

  /// Starts before `server`, whose links lead through here from now on.
  init(before server: SimulatorServer, _ rules: [ProxyRule] = []) throws {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw LoopbackSocket.Failure(code: errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (stopSignal, stopTrigger) = (ends[0], ends[1])
    do {
      let (descriptor, port) = try LoopbackSocket.listen()
      listener = descriptor
      address = "http://127.0.0.1:\(port)"
    } catch {
      close(ends[0])
      close(ends[1])
      throw error
    }
    target = server.port
    state = Mutex(State(book: ProxyRuleBook(rules)))
    server.leadLinks(through: address)
    let thread = try OwnThread.start { [self] in acceptAll() }
    state.withLock { $0.threads[0] = thread }
  }

  /// Replaces the rules; what is under way keeps those it has.
  func obey(_ rules: [ProxyRule]) { state.withLock { $0.book = ProxyRuleBook(rules) } }

  /// How many rules have done what they say so far.
  var strikes: Int { state.withLock { $0.strikes } }

  /// What passed since the last call, in the order of the requests.
  func takeExchanges() -> [ProxiedExchange] {
    state.withLock { state in
      defer { state.exchanges = [] }
      return state.exchanges
    }
  }

  /// Breaks every connection, joins every thread and frees the port, which refuses from then on.
  /// Must be called, once, and not from a rule's own call.
  func stop() {
    state.withLock { $0.isStopped = true }
    close(stopTrigger)
    while let thread = state.withLock({ $0.threads.popFirst()?.value }) {
      pthread_join(thread, nil)
    }
    close(listener)
    close(stopSignal)
  }

  private func acceptAll() {
    while ProxyWait.isReady(listener, POLLIN, stop: stopSignal) {
      guard let client = LoopbackSocket.accept(listener) else { continue }
      joinEnded()
      let (number, rules) = state.withLock { state in
        state.connections += 1
        return (state.connections, state.book.strike(.connection))
      }
      start(number, client, rules)
    }
  }

  private func start(_ number: Int, _ client: Int32, _ rules: [ProxyRule]) {
    let connection = ProxyConnection(
      client: client,
      target: target,
      stop: stopSignal,
      rules: rules,
      strike: { [self] line in strike(line) },
      acted: { [self] in state.withLock { $0.strikes += 1 } },
      ended: { [self] exchange in state.withLock { $0.exchanges.append(exchange) } }
    )
    state.withLock { state in
      let thread =
        state.isStopped
        ? nil
        : try? OwnThread.start { [self] in
          connection.relay()
          self.state.withLock { $0.ended.append(number) }
        }
      guard let thread else { return connection.refuse() }
      state.threads[number] = thread
    }
  }

  private func strike(_ line: String) -> (ProxiedExchange, [ProxyRule]) {
    let exchange = ProxiedExchange(line: line)
    guard let call = exchange.call else { return (exchange, []) }
    return (exchange, state.withLock { $0.book.strike(.call(call)) })
  }

  private func joinEnded() {
    let ended = state.withLock { state in
      defer { state.ended = [] }
      return state.ended.compactMap { state.threads.removeValue(forKey: $0) }
    }
    for thread in ended { pthread_join(thread, nil) }
  }
}

/// Waiting that ends when the proxy is stopped.
enum ProxyWait {
  /// Waits until a descriptor is ready; false when the proxy is being stopped.
  static func isReady(_ descriptor: Int32, _ events: Int32, stop: Int32) -> Bool {
    while true {
      var waits = [
        pollfd(fd: stop, events: 0, revents: 0),
        pollfd(fd: descriptor, events: Int16(events), revents: 0),
      ]
      let count = poll(&waits, 2, -1)
      if count < 0 && errno != EINTR { return false }
      if count > 0 { return waits[0].revents == 0 }
    }
  }

  /// The system's POLLRDHUP, which the C library's module leaves out.
  private static let hangUp: Int16 = 0x2000

  /// Lets time pass; false when the proxy is being stopped or the peer has gone.
  static func pause(_ duration: Duration, peer: Int32, stop: Int32) -> Bool {
    let deadline = ContinuousClock.now + duration
    while ContinuousClock.now < deadline {
      let left = (deadline - .now).components
      let milliseconds = left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000
      var waits = [
        pollfd(fd: stop, events: 0, revents: 0),
        pollfd(fd: peer, events: hangUp, revents: 0),
      ]
      let count = poll(&waits, 2, Int32(clamping: milliseconds + 1))
      if count > 0 { return false }
      if count < 0 && errno != EINTR { return false }
    }
    return true
  }
}
