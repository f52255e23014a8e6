import CTransfer
import Glibc
import Synchronization

/// The one thread that performs all transfers of a transport.
///
/// It sleeps in libcurl's poll until a socket is ready, a limit passes or someone wakes it; without
/// transfers it sleeps for good.
// Sendable: `inbox` is guarded by its lock; `multi` is set once, used by the worker's thread alone
// and freed by it under that lock, which waking takes too; the rest belongs to the worker's thread.
final class TransferWorker: @unchecked Sendable {
  private enum Order {
    case start(Exchange, CheckedContinuation<Result<HTTPResponse, TransportFailure>, Never>)
    case cancel(Exchange)
  }

  private struct Inbox {
    var orders: [Order] = []
    var isStopping = false
    /// True once `multi` may not be touched any more.
    var isOver = false
  }

  private let inbox = Mutex(Inbox())
  private let multi: OpaquePointer
  private var running: [OpaquePointer: Exchange] = [:]
  private var nextLook: ContinuousClock.Instant?

  private init(multi: OpaquePointer) { self.multi = multi }

  /// Starts the thread. The handle must be joined or detached.
  static func start() throws(TransportFailure) -> (worker: TransferWorker, thread: OpaquePointer) {
    guard let multi = ct_multi_new(connectionLimit()) else { throw noRoom }
    let worker = TransferWorker(multi: multi)
    let context = Unmanaged.passRetained(worker)
    let thread = ct_thread_start(
      { context in
        guard let context else { return }
        Unmanaged<TransferWorker>.fromOpaque(context).takeRetainedValue().run()
      },
      context.toOpaque()
    )
    guard let thread else {
      context.release()
      ct_multi_free(multi)
      throw noRoom
    }
    return (worker, thread)
  }

  /// Takes the exchange over; the continuation is resumed exactly once.
  func begin(
    _ exchange: Exchange,
    _ continuation: CheckedContinuation<Result<HTTPResponse, TransportFailure>, Never>
  ) {
    guard !order(.start(exchange, continuation)) else { return }
    continuation.resume(returning: .failure(Self.shutDown))
  }

  func cancel(_ exchange: Exchange) { _ = order(.cancel(exchange)) }

  /// Ends the thread soon; what is under way is cancelled.
  func stop() {
    inbox.withLock {
      $0.isStopping = true
      if !$0.isOver { ct_multi_wake(multi) }
    }
  }

  private func order(_ order: Order) -> Bool {
    inbox.withLock {
      guard !$0.isStopping else { return false }
      $0.orders.append(order)
      // Orders that wait already have woken the thread.
      if $0.orders.count == 1 { ct_multi_wake(multi) }
      return true
    }
  }

  static let shutDown = TransportFailure(
    reach: .neverLeft,
    kind: .cancelled,
    message: "the transport was shut down"
  )

  private static let noRoom = TransportFailure(
    reach: .neverLeft,
    kind: .connect,
    message: "no memory or thread for network transfers"
  )

  /// Half of the files this process may open; the library and the terminal need some too.
  private static func connectionLimit() -> Int64 {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(UInt32(RLIMIT_NOFILE.rawValue)), &limit) == 0 else {
      return 256
    }
    return Int64(min(max(limit.rlim_cur / 2, 16), 4_096))
  }
}

// MARK: The worker's thread

extension TransferWorker {
  private func run() {
    while true {
      let (orders, isStopping) = takeOrders()
      for order in orders { follow(order) }
      if isStopping { break }
      if ct_multi_perform(multi) { settle() } else { giveUp() }
      expire()
      sleep()
    }
    for exchange in running.values {
      finish(exchange, .failure(exchange.stopped(.cancelled, "the transport was shut down")))
    }
    inbox.withLock {
      $0.isOver = true
      ct_multi_free(multi)
    }
  }

  private func takeOrders() -> ([Order], Bool) {
    inbox.withLock {
      let orders = $0.orders
      $0.orders.removeAll(keepingCapacity: true)
      return (orders, $0.isStopping)
    }
  }

  private func follow(_ order: Order) {
    switch order {
    case .start(let exchange, let continuation):
      exchange.continuation = continuation
      start(exchange)
    case .cancel(let exchange):
      exchange.isCancelled = true
      // Without a continuation it has not been started yet, or is over.
      guard exchange.continuation != nil else { return }
      finish(exchange, .failure(exchange.stopped(.cancelled, "cancelled")))
    }
  }

  private func start(_ exchange: Exchange) {
    guard !exchange.isCancelled else {
      return finish(exchange, .failure(exchange.stopped(.cancelled, "cancelled")))
    }
    do {
      add(try exchange.begin(), of: exchange)
    } catch {
      finish(exchange, .failure(error))
    }
  }

  private func add(_ transfer: OpaquePointer, of exchange: Exchange) {
    running[transfer] = exchange
    guard ct_multi_add(multi, transfer) else {
      return finish(
        exchange,
        .failure(exchange.stopped(.protocolError, "the request could not be set up"))
      )
    }
    look(at: exchange, .now)
  }

  private func settle() {
    var code: Int32 = 0
    while let transfer = ct_multi_next_ended(multi, &code) {
      guard let exchange = running[transfer] else { continue }
      switch exchange.transferEnded(code: code) {
      case .finished(let result): finish(exchange, result, transfer)
      case .redirected(let next):
        drop(transfer)
        add(next, of: exchange)
      }
    }
  }

  private func finish(
    _ exchange: Exchange,
    _ result: Result<HTTPResponse, TransportFailure>,
    _ ended: OpaquePointer? = nil
  ) {
    if let transfer = ended ?? exchange.transfer { drop(transfer) }
    exchange.transfer = nil
    exchange.continuation?.resume(returning: result)
    exchange.continuation = nil
  }

  private func drop(_ transfer: OpaquePointer) {
    guard running[transfer] != nil else { return }
    ct_multi_remove(multi, transfer)
    ct_transfer_free(transfer)
    running[transfer] = nil
  }

  private func look(at exchange: Exchange, _ now: ContinuousClock.Instant) {
    let next = exchange.nextLook(after: now)
    nextLook = nextLook.map { min($0, next) } ?? next
  }

  /// Ends exchanges whose limits have passed. Limits only ever move away, so nobody is looked at
  /// before `nextLook`.
  private func expire() {
    guard let due = nextLook else { return }
    let now = ContinuousClock.now
    guard now >= due else { return }
    nextLook = nil
    for exchange in Array(running.values) {
      if let limit = exchange.passedLimit(at: now) {
        finish(exchange, .failure(exchange.stopped(.timeout, limit)))
      } else {
        look(at: exchange, now)
      }
    }
  }

  private func sleep() {
    let most = Int64(Int32.max)
    let span = nextLook.map { max(($0 - .now), .zero).wholeMilliseconds } ?? most
    let milliseconds = Int32(min(span, most))
    // A wait that fails at once must not become a loop that never rests.
    if !ct_multi_wait(multi, milliseconds) { _ = poll(nil, 0, min(milliseconds, 50)) }
  }

  /// libcurl says that it cannot go on: everything under way ends.
  private func giveUp() {
    for exchange in Array(running.values) {
      finish(exchange, .failure(exchange.stopped(.interrupted, "the network library gave up")))
    }
  }
}
