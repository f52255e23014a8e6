import Glibc
import Synchronization

/// A server of raw bytes on loopback: one request a connection, whose answer a script writes byte
/// by byte. It can say everything that the simulator, which speaks proper HTTP, cannot.
final class ScriptedServer: Sendable {
  struct Request: Sendable {
    let head: String
    let body: [UInt8]

    var method: String { word(0) }
    /// Path and query.
    var target: String { word(1) }

    private func word(_ place: Int) -> String {
      let words = head.prefix { $0 != "\r\n" }.split(separator: " ")
      return words.indices.contains(place) ? String(words[place]) : ""
    }

    func header(_ name: String) -> String? {
      for line in head.split(separator: "\r\n").dropFirst() {
        guard let colon = line.firstIndex(of: ":") else { continue }
        guard line[..<colon].lowercased() == name.lowercased() else { continue }
        return String(line[line.index(after: colon)...].drop { $0 == " " })
      }
      return nil
    }
  }

  /// Writes to the caller; false once it has gone, or the server is being stopped.
  typealias Writing = @Sendable (_ bytes: [UInt8]) -> Bool
  typealias Script = @Sendable (_ request: Request, _ write: Writing) -> Void

  private struct State {
    var requests: [Request] = []
    var open: Set<Int32> = []
    var threads: [pthread_t] = []
    var isStopped = false
  }

  struct NoSocket: Error {
    let code: Int32
  }

  let port: UInt16
  private let listener: Int32
  private let script: Script
  private let state = Mutex(State())

  var baseURL: String { "http://127.0.0.1:\(port)" }
  var requests: [Request] { state.withLock { $0.requests } }

  init(_ script: @escaping Script) throws {
    self.script = script
    (listener, port) = try Self.listen()
    start { server in server.accept() }
  }

  /// Ends every connection and every thread. Called once, by whoever made it.
  func stop() {
    state.withLock { state in
      state.isStopped = true
      for descriptor in state.open { shutdown(descriptor, Int32(SHUT_RDWR)) }
    }
    shutdown(listener, Int32(SHUT_RDWR))
    while let thread = state.withLock({ $0.threads.popLast() }) { pthread_join(thread, nil) }
    close(listener)
  }

  private static func listen() throws -> (Int32, UInt16) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isReady = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && Glibc.listen(listener, 256) == 0
          && getsockname(listener, $0, &length) == 0
      }
    }
    guard isReady else { throw NoSocket(code: errno) }
    return (listener, UInt16(bigEndian: address.sin_port))
  }

  private func accept() {
    while true {
      let descriptor = Glibc.accept(listener, nil, nil)
      guard descriptor >= 0 else { return }
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
      let isWelcome = state.withLock { state in
        if !state.isStopped { state.open.insert(descriptor) }
        return !state.isStopped
      }
      guard isWelcome else {
        close(descriptor)
        return
      }
      start { server in server.serve(descriptor) }
    }
  }

  private func serve(_ descriptor: Int32) {
    if let request = Self.read(descriptor) {
      state.withLock { $0.requests.append(request) }
      script(request) { Self.write($0, to: descriptor) }
    }
    // What is unread would turn the end into a reset, which takes the answer with it.
    shutdown(descriptor, Int32(SHUT_WR))
    var rest = [UInt8](repeating: 0, count: 65_536)
    while recv(descriptor, &rest, rest.count, 0) > 0 {}
    state.withLock { state in
      state.open.remove(descriptor)
      close(descriptor)
    }
  }

  private static func read(_ descriptor: Int32) -> Request? {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      if let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) {
        let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
        var body = Array(bytes[end.upperBound...])
        let length = Request(head: head, body: []).header("Content-Length").flatMap { Int($0) } ?? 0
        while body.count < length {
          let count = recv(descriptor, &chunk, chunk.count, 0)
          guard count > 0 else { return nil }
          body += chunk[..<count]
        }
        return Request(head: head, body: body)
      }
      let count = recv(descriptor, &chunk, chunk.count, 0)
      guard count > 0, bytes.count < 1 << 20 else { return nil }
      bytes += chunk[..<count]
    }
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        let rest = UnsafeRawBufferPointer(rebasing: buffer[done...])
        return send(descriptor, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { return false }
      done += count
    }
    return true
  }

  /// A thread of its own, joined when the server is stopped.
  private func start(_ work: @escaping @Sendable (ScriptedServer) -> Void) {
    final class Order: Sendable {
      let server: ScriptedServer
      let work: @Sendable (ScriptedServer) -> Void
      init(_ server: ScriptedServer, _ work: @escaping @Sendable (ScriptedServer) -> Void) {
        self.server = server
        self.work = work
      }
    }
    let order = Unmanaged.passRetained(Order(self, work))
    var thread = pthread_t()
    let problem = pthread_create(
      &thread,
      nil,
      { context in
        guard let context else { return nil }
        let order = Unmanaged<Order>.fromOpaque(context).takeRetainedValue()
        order.work(order.server)
        return nil
      },
      order.toOpaque()
    )
    guard problem == 0 else { return order.release() }
    state.withLock { $0.threads.append(thread) }
  }
}
