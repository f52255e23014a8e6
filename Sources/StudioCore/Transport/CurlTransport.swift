import CTransfer
import Synchronization

/// Carries exchanges over the network with libcurl, all of them on one thread of its own.
///
/// Nothing is opened or started before the first `send`. GETs share connections and use HTTP/2
/// where it is offered. A POST or PUT goes out over HTTP/1.1 on a connection of its own, because
/// libcurl repeats requests whose reused connection dies, and a request that costs money must reach
/// the service at most once.
public final class CurlTransport: HTTPTransport {
  /// How every exchange of one transport is made.
  public struct Configuration: Hashable, Sendable {
    /// Which proxy is asked for addresses outside this machine; those on it never go through one.
    public enum Proxy: Hashable, Sendable {
      /// What `https_proxy`, `all_proxy` and `no_proxy` say.
      case environment
      case none
      case address(String)
    }

    /// Always sent: the edge of a service refuses the default names of libraries.
    public var userAgent: String
    /// A file of certificates to trust instead of the system's.
    public var certificateFile: String?
    public var proxy: Proxy

    public init(
      version: String = "1.0",
      certificateFile: String? = nil,
      proxy: Proxy = .environment
    ) {
      userAgent = "seedream/\(version) (+terminal studio)"
      self.certificateFile = certificateFile
      self.proxy = proxy
    }
  }

  /// The worker and its thread. Both fields are `nil` before the first exchange.
  private struct Engine: ~Copyable {
    var worker: TransferWorker?
    /// The thread's handle; an address, because a pointer may not cross threads by itself.
    var thread: UInt?
    var isShutDown = false
  }

  private let configuration: Configuration
  private let engine = Mutex(Engine())

  public init(_ configuration: Configuration = Configuration()) {
    self.configuration = configuration
  }

  deinit {
    let (worker, thread) = takeEngine()
    worker?.stop()
    if let thread { ct_thread_detach(thread) }
  }

  /// One sentence that says why nothing can be sent from this machine, with the fix; `nil` when the
  /// library is there.
  public static func libraryProblem() -> String? { ct_open().map { String(cString: $0) } }

  /// The version of libcurl, for example `7.88.1`; `nil` when it is absent.
  public static func libraryVersion() -> String? {
    ct_open() == nil ? String(cString: ct_version()) : nil
  }

  public func send(
    _ request: HTTPRequest,
    progress: (@Sendable (TransferProgress) -> Void)?
  ) async throws(TransportFailure) -> HTTPResponse {
    let exchange = try Exchange(request, configuration: configuration, report: progress)
    let worker = try worker()
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { worker.begin(exchange, $0) }
    } onCancel: {
      worker.cancel(exchange)
    }
    return try result.get()
  }

  /// Cancels what is under way and waits for the thread's end; later exchanges fail at once.
  ///
  /// Takes milliseconds. Must not be called from a progress report, which runs on that thread.
  public func shutdown() {
    let (worker, thread) = takeEngine()
    worker?.stop()
    if let thread { ct_thread_join(thread) }
  }

  private func worker() throws(TransportFailure) -> TransferWorker {
    try engine.withLock { engine throws(TransportFailure) in
      if engine.isShutDown { throw TransferWorker.shutDown }
      if let worker = engine.worker { return worker }
      let (worker, thread) = try TransferWorker.start()
      engine.worker = worker
      engine.thread = UInt(bitPattern: thread)
      return worker
    }
  }

  /// Hands the engine to the one caller that ends it.
  private func takeEngine() -> (TransferWorker?, OpaquePointer?) {
    let (worker, thread) = engine.withLock { engine in
      let taken = (engine.worker, engine.thread)
      engine.worker = nil
      engine.thread = nil
      engine.isShutDown = true
      return taken
    }
    return (worker, thread.flatMap { OpaquePointer(bitPattern: $0) })
  }
}
