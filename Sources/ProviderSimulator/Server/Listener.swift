import CSimulatorHTTP
import Glibc

/// What the listener tells.
protocol ListenerDelegate: AnyObject, Sendable {
  /// The head of a request is in; `nil` closes the connection.
  func arrived(_ head: RequestHead, _ pointer: OpaquePointer) -> Exchange?
  func complete(_ exchange: Exchange)
  /// The reply sleeps; `wake` it after so many milliseconds.
  func paused(_ exchange: Exchange, milliseconds: Int64)
  func progressed(_ exchange: Exchange, bytes: Int)
  func finished(_ exchange: Exchange, whole: Bool)
}

/// A request before its body.
struct RequestHead {
  var method: String
  var path: String
  /// Names in lower case.
  var headers: [String: String]

  init(_ pointer: OpaquePointer) {
    method = simhttp_method(pointer).map { String(cString: $0) } ?? ""
    path = simhttp_path(pointer).map { String(cString: $0) } ?? ""
    headers = [:]
    for index in 0..<simhttp_header_count(pointer) {
      guard let name = simhttp_header_name(pointer, index),
        let value = simhttp_header_value(pointer, index)
      else { continue }
      headers[String(cString: name).lowercased()] = String(cString: value)
    }
  }
}

/// The listening port and its threads.
// Unchecked: both pointers are set once, in `init`, and the C side is made for many threads.
final class Listener: @unchecked Sendable {
  private let server: OpaquePointer
  private let context: Unmanaged<Context>

  private final class Context {
    let delegate: any ListenerDelegate
    init(_ delegate: any ListenerDelegate) { self.delegate = delegate }
  }

  init(port: UInt16, delegate: any ListenerDelegate) throws(SimulatorFailure) {
    context = Unmanaged.passRetained(Context(delegate))
    var started: OpaquePointer?
    let outcome = simhttp_start(
      port,
      2,
      8192,
      256 << 20,
      Self.callbacks(context.toOpaque()),
      &started
    )
    guard outcome == SIMHTTP_STARTED, let started else {
      let code = errno
      context.release()
      switch outcome {
      case SIMHTTP_NO_LIBRARY: throw .libraryMissing
      case SIMHTTP_NO_PORT: throw .portUnavailable(port: port, code: code)
      default: throw .refused
      }
    }
    server = started
  }

  var port: UInt16 { simhttp_port(server) }

  /// Ends every exchange and joins the threads; once, and not from one of them.
  func stop() {
    simhttp_stop(server)
    context.release()
  }

  private static func delegate(_ context: UnsafeMutableRawPointer?) -> (any ListenerDelegate)? {
    guard let context else { return nil }
    return Unmanaged<Context>.fromOpaque(context).takeUnretainedValue().delegate
  }

  private static func exchange(_ pointer: OpaquePointer?) -> Exchange? {
    guard let pointer, let user = simhttp_user(pointer) else { return nil }
    return Unmanaged<Exchange>.fromOpaque(user).takeUnretainedValue()
  }

  private static func callbacks(_ context: UnsafeMutableRawPointer) -> simhttp_callbacks {
    simhttp_callbacks(
      context: context,
      arrived: { context, pointer in
        guard let pointer,
          let exchange = Listener.delegate(context)?.arrived(RequestHead(pointer), pointer)
        else { return 1 }
        simhttp_set_user(pointer, Unmanaged.passRetained(exchange).toOpaque())
        return 0
      },
      complete: { context, pointer in
        guard let exchange = Listener.exchange(pointer) else { return }
        Listener.delegate(context)?.complete(exchange)
      },
      paused: { context, pointer, milliseconds in
        guard let exchange = Listener.exchange(pointer) else { return }
        Listener.delegate(context)?.paused(exchange, milliseconds: milliseconds)
      },
      progressed: { context, pointer, bytes in
        guard let exchange = Listener.exchange(pointer) else { return }
        Listener.delegate(context)?.progressed(exchange, bytes: Int(bytes))
      },
      finished: { context, pointer, whole in
        guard let pointer, let user = simhttp_user(pointer) else { return }
        simhttp_set_user(pointer, nil)
        let exchange = Unmanaged<Exchange>.fromOpaque(user).takeRetainedValue()
        Listener.delegate(context)?.finished(exchange, whole: whole == 1)
      }
    )
  }
}
