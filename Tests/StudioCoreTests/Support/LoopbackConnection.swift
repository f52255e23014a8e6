import Glibc

/// One accepted connection. Reads and writes block; a read gives up after a minute.
// Sendable: handed to the one thread that runs its script, and used nowhere else.
final class LoopbackConnection: @unchecked Sendable {
  let index: Int
  let descriptor: Int32
  /// Guarded by the server's lock.
  var isClosed = false
  private let server: LoopbackServer
  private var buffer: [UInt8] = []

  init(_ descriptor: Int32, index: Int, server: LoopbackServer) {
    self.descriptor = descriptor
    self.index = index
    self.server = server
    var limit = timeval(tv_sec: 60, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
    var on: Int32 = 1
    setsockopt(
      descriptor,
      Int32(IPPROTO_TCP),
      TCP_NODELAY,
      &on,
      socklen_t(MemoryLayout<Int32>.size)
    )
  }

  /// The next request, recorded too; `nil` when the peer has closed.
  func readRequest() -> LoopbackServer.Received? {
    guard let head = readHead() else { return nil }
    var request = LoopbackServer.Received(connection: index, head: head, body: [])
    if let length = request.header("Content-Length").flatMap(Int.init) {
      while buffer.count < length, fill() {}
      request.body = Array(buffer.prefix(length))
      buffer.removeFirst(min(length, buffer.count))
    }
    server.record(request)
    return request
  }

  /// The request line and headers alone; the body stays unread.
  func readHead() -> String? {
    let blank: [UInt8] = [13, 10, 13, 10]
    while true {
      if let end = buffer.firstRange(of: blank) {
        let head = String(decoding: buffer[..<end.lowerBound], as: UTF8.self)
        buffer.removeFirst(end.upperBound)
        return head
      }
      guard fill() else { return nil }
    }
  }

  /// Waits for the peer to close; false when a minute was not enough.
  @discardableResult func waitForClose() -> Bool {
    var scratch = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(descriptor, &scratch, scratch.count, 0)
      if count == 0 { return true }
      if count < 0 && errno != EINTR { return errno == ECONNRESET }
    }
  }

  @discardableResult func write(_ text: String) -> Bool { write(Array(text.utf8)) }

  @discardableResult func write(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        // The array is not empty here, so it has an address.
        send(descriptor, $0.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  /// Waits, without reading, for the server to be stopped.
  func waitForStop() {
    // A hang-up is always reported.
    var look = pollfd(fd: descriptor, events: 0, revents: 0)
    _ = poll(&look, 1, 60_000)
  }

  /// Reads and drops at least `count` bytes, unless the peer closes first.
  func readSome(_ count: Int) {
    var left = count - min(count, buffer.count)
    buffer.removeFirst(min(count, buffer.count))
    var scratch = [UInt8](repeating: 0, count: 65_536)
    while left > 0 {
      let got = recv(descriptor, &scratch, min(left, scratch.count), 0)
      guard got > 0 else { return }
      left -= got
    }
  }

  /// Makes the peer feel at once when nothing is read here.
  func shrinkReceiveBuffer() {
    var size: Int32 = 65_536
    setsockopt(
      descriptor,
      SOL_SOCKET,
      SO_RCVBUF,
      &size,
      socklen_t(MemoryLayout<Int32>.size)
    )
  }

  /// Keeps the peer waiting: the time that passes is what the script is about.
  func pause(milliseconds: UInt32) { usleep(milliseconds * 1_000) }

  /// Closes with a reset instead of an orderly end.
  func reset() {
    var option = linger(l_onoff: 1, l_linger: 0)
    setsockopt(
      descriptor,
      SOL_SOCKET,
      SO_LINGER,
      &option,
      socklen_t(MemoryLayout<linger>.size)
    )
    server.end(self)
  }

  /// Closes now; returning from the script does too.
  func close() { server.end(self) }

  private func fill() -> Bool {
    var piece = [UInt8](repeating: 0, count: 262_144)
    let count = recv(descriptor, &piece, piece.count, 0)
    guard count > 0 else { return false }
    buffer.append(contentsOf: piece[..<count])
    return true
  }
}

extension Collection where Element: Equatable {
  fileprivate func firstRange(of wanted: some Collection<Element>) -> Range<Index>? {
    ranges(of: wanted).first
  }
}
