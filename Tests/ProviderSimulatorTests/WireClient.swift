import Glibc

@testable import ProviderSimulator

/// A reply as it came over the socket.
struct WireReply {
  var status: Int
  /// Names in lower case.
  var headers: [String: String]
  var body: [UInt8]

  /// False where the connection closed before the promised length.
  var isWhole: Bool { headers["content-length"].map { Int($0) == body.count } ?? true }
  var json: JSONValue { JSONValue(bytes: body) ?? .null }
  var text: String { String(decoding: body, as: UTF8.self) }
}

/// Why there was no reply.
enum WireFailure: Error {
  case notConnected
  case closedWithoutReply
  case timedOut
}

/// A plain HTTP client on a blocking socket: one request, one connection.
struct WireClient {
  let port: UInt16
  var key: String? = "test-key"
  /// Ends a test that would wait for ever; a busy machine may take long for five hundred replies.
  var timeoutSeconds = 60

  init(_ server: SimulatorServer) { port = server.port }
  init(port: UInt16) { self.port = port }

  func get(_ path: String, _ headers: [String: String] = [:]) throws -> WireReply {
    try send("GET", path, headers)
  }

  func post(
    _ path: String,
    _ body: JSONValue,
    _ headers: [String: String] = [:]
  ) throws -> WireReply {
    var headers = headers
    headers["Content-Type"] = headers["Content-Type"] ?? "application/json"
    return try send("POST", path, headers, body.bytes)
  }

  /// Fetches a file from its address, as every client must: without a key.
  func download(_ address: String, _ headers: [String: String] = [:]) throws -> WireReply {
    var client = self
    client.key = nil
    return try client.get(path(address), headers)
  }

  func path(_ address: String) -> String {
    guard address.hasPrefix("http://") else { return address }
    let rest = address.dropFirst(7)
    return String(rest[(rest.firstIndex(of: "/") ?? rest.endIndex)...])
  }

  func send(
    _ method: String,
    _ path: String,
    _ headers: [String: String] = [:],
    _ body: [UInt8] = []
  ) throws -> WireReply {
    let socket = try connect()
    defer { close(socket) }
    try write(socket, request(method, path, headers, body))
    return try readReply(socket)
  }

  func request(
    _ method: String,
    _ path: String,
    _ headers: [String: String] = [:],
    _ body: [UInt8] = []
  ) -> [UInt8] {
    var lines = ["\(method) \(path) HTTP/1.1", "Host: 127.0.0.1:\(port)", "Connection: close"]
    var all = ["User-Agent": "simulator-tests"]
    if let key { all["Authorization"] = "Bearer \(key)" }
    all.merge(headers) { _, new in new }
    if !body.isEmpty || method != "GET" { all["Content-Length"] = String(body.count) }
    lines += all.filter { !$0.value.isEmpty }.map { "\($0.key): \($0.value)" }
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
  }

  func connect() throws -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw WireFailure.notConnected }
    var limit = timeval(tv_sec: timeoutSeconds, tv_usec: 0)
    setsockopt(
      descriptor,
      SOL_SOCKET,
      SO_RCVTIMEO,
      &limit,
      socklen_t(MemoryLayout<timeval>.size)
    )
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let outcome = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard outcome == 0 else {
      close(descriptor)
      throw WireFailure.notConnected
    }
    return descriptor
  }

  func write(_ socket: Int32, _ bytes: [UInt8]) throws {
    var done = 0
    while done < bytes.count {
      let sent = bytes.withUnsafeBytes { buffer in
        Glibc.send(
          socket,
          buffer.baseAddress.map { $0 + done },
          bytes.count - done,
          Int32(MSG_NOSIGNAL)
        )
      }
      // A server that has closed already will be noticed when reading.
      guard sent > 0 else { return }
      done += sent
    }
  }

  func readReply(_ socket: Int32) throws -> WireReply {
    var received: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(socket, &buffer, buffer.count, 0)
      if count < 0, errno == EAGAIN { throw WireFailure.timedOut }
      guard count > 0 else { break }
      received += buffer[..<count]
    }
    guard let end = ByteSearch.first(Array("\r\n\r\n".utf8), in: received, from: 0) else {
      throw WireFailure.closedWithoutReply
    }
    let lines = String(decoding: received[..<end], as: UTF8.self).split(separator: "\r\n")
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      headers[line[..<colon].lowercased()] = String(value)
    }
    let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    return WireReply(status: status, headers: headers, body: Array(received[(end + 4)...]))
  }
}
