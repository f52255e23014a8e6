import Glibc
import Synchronization

/// A server of raw bytes on a loopback port: each connection runs a script on its own thread.
///
/// Scripts decide every byte and every close, which is what a transport has to be tested with.
final class LoopbackServer: Sendable {
  /// What one connection received, in order.
  struct Received: Sendable {
    /// Counts connections from 0.
    var connection: Int
    /// Request line and headers, without the blank line.
    var head: String
    var body: [UInt8]

    var requestLine: String { head.components(upTo: "\r\n") }

    /// The value of a header, `nil` when the request had none.
    func header(_ name: String) -> String? {
      for line in head.split(separator: "\r\n").dropFirst() {
        guard let colon = line.firstIndex(of: ":") else { continue }
        if line[..<colon].lowercased() == name.lowercased() {
          return String(line[line.index(after: colon)...].drop { $0 == " " })
        }
      }
      return nil
    }
  }

  private struct State: Sendable {
    var received: [Received] = []
    var connections = 0
    var open: Set<Int32> = []
    var threads: [pthread_t] = []
    var isStopped = false
  }

  let port: UInt16
  private let listener: Int32
  private let state = Mutex(State())

  var received: [Received] { state.withLock { $0.received } }
  var connections: Int { state.withLock { $0.connections } }

  /// Where the server answers, for example `http://127.0.0.1:4711`.
  var origin: String { "http://127.0.0.1:\(port)" }

  init(_ script: @escaping @Sendable (LoopbackConnection) -> Void) throws {
    (listener, port) = try Self.listen()
    let thread = startThread { [self] in accept(script) }
    state.withLock { $0.threads.append(thread) }
  }

  /// Answers every request of every connection with `reply`, keeping connections alive.
  static func answering(_ reply: @escaping @Sendable (Received) -> String) throws -> LoopbackServer
  {
    try LoopbackServer { connection in
      while let request = connection.readRequest() { connection.write(reply(request)) }
    }
  }

  /// Ends every connection and every thread.
  func stop() {
    let isFirst = state.withLock { state in
      defer { state.isStopped = true }
      for descriptor in state.open { shutdown(descriptor, Int32(SHUT_RDWR)) }
      return !state.isStopped
    }
    guard isFirst else { return }
    shutdown(listener, Int32(SHUT_RDWR))
    while let thread = state.withLock({ $0.threads.popLast() }) { pthread_join(thread, nil) }
    Glibc.close(listener)
  }

  private static func listen() throws -> (Int32, UInt16) {
    let (listener, port) = try bind()
    guard Glibc.listen(listener, 512) == 0 else { throw SocketProblem(code: errno) }
    return (listener, port)
  }

  /// A socket with a free port, which refuses connections until it listens.
  static func bind() throws -> (socket: Int32, port: UInt16) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isReady = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.bind(listener, $0, length) == 0 && getsockname(listener, $0, &length) == 0
      }
    }
    guard isReady else { throw SocketProblem(code: errno) }
    return (listener, UInt16(bigEndian: address.sin_port))
  }

  private func accept(_ script: @escaping @Sendable (LoopbackConnection) -> Void) {
    while true {
      let descriptor = Glibc.accept(listener, nil, nil)
      guard descriptor >= 0 else { return }
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
      state.withLock { state in
        guard !state.isStopped else {
          Glibc.close(descriptor)
          return
        }
        let connection = LoopbackConnection(descriptor, index: state.connections, server: self)
        state.connections += 1
        state.open.insert(descriptor)
        state.threads.append(
          startThread { [self] in
            script(connection)
            end(connection)
          }
        )
      }
    }
  }

  /// Closes once: the number may belong to another connection soon after.
  func end(_ connection: LoopbackConnection) {
    state.withLock { state in
      guard !connection.isClosed else { return }
      connection.isClosed = true
      state.open.remove(connection.descriptor)
      Glibc.close(connection.descriptor)
    }
  }

  func record(_ request: Received) {
    state.withLock { $0.received.append(request) }
  }

}

struct SocketProblem: Error {
  var code: Int32
}

/// Waits for a thread of `startThread`.
func join(_ thread: pthread_t) { pthread_join(thread, nil) }

/// Runs `body` on a thread of its own, which must be joined.
func startThread(_ body: @escaping @Sendable () -> Void) -> pthread_t {
  final class Box: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
  var thread = pthread_t()
  let box = Unmanaged.passRetained(Box(body))
  let result = pthread_create(
    &thread,
    nil,
    { context in
      // The pointer is the box retained above; pthread_create passes it on as it is.
      Unmanaged<Box>.fromOpaque(context!).takeRetainedValue().body()
      return nil
    },
    box.toOpaque()
  )
  precondition(result == 0, "no thread for the test server")
  return thread
}

extension String {
  fileprivate func components(upTo mark: String) -> String {
    ranges(of: mark).first.map { String(self[..<$0.lowerBound]) } ?? self
  }
}
