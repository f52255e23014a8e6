import Glibc
import StudioCore
import Synchronization
import Testing

/// Limits that no healthy exchange on loopback comes near.
let patientLimits = HTTPTimeouts(connect: .seconds(10), idle: .seconds(10), total: .seconds(20))

func getRequest(
  _ url: String,
  sink: HTTPSink = .memory(limit: .mebibytes(1)),
  timeouts: HTTPTimeouts = patientLimits,
  bearerKey: String? = nil,
  headers: [HTTPHeader] = []
) -> HTTPRequest {
  HTTPRequest(
    url: url,
    headers: headers,
    sink: sink,
    timeouts: timeouts,
    bearerKey: bearerKey
  )
}

func postRequest(
  _ url: String,
  _ body: HTTPBody = .bytes(Array("{}".utf8), mediaType: "application/json"),
  timeouts: HTTPTimeouts = patientLimits,
  bearerKey: String? = nil
) -> HTTPRequest {
  HTTPRequest(
    method: .post,
    url: url,
    body: body,
    sink: .memory(limit: .mebibytes(1)),
    timeouts: timeouts,
    bearerKey: bearerKey
  )
}

/// A reply with a length.
func httpReply(
  _ body: String = "",
  status: String = "200 OK",
  _ headers: String...
) -> String {
  let lines = headers.map { $0 + "\r\n" }.joined()
  return "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\(lines)\r\n\(body)"
}

/// Runs `body` with a server and a transport of its own, and ends both whatever happens.
func withServer<Value>(
  _ script: @escaping @Sendable (LoopbackConnection) -> Void,
  configuration: CurlTransport.Configuration = .init(proxy: .none),
  _ body: (LoopbackServer, CurlTransport) async throws -> Value
) async throws -> Value {
  let server = try LoopbackServer(script)
  let transport = CurlTransport(configuration)
  defer {
    transport.shutdown()
    server.stop()
  }
  return try await body(server, transport)
}

extension CurlTransport {
  func status(of request: HTTPRequest) async throws -> Int { try await send(request).status }

  /// The failure that a request must end with.
  func failure(
    of request: HTTPRequest,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> TransportFailure {
    let response: HTTPResponse
    do throws(TransportFailure) {
      response = try await send(request)
    } catch {
      return error
    }
    Issue.record("answered with \(response.status)", sourceLocation: sourceLocation)
    throw SocketProblem(code: 0)
  }
}

/// A folder that is removed when its owner goes.
final class TransferFolder: Sendable {
  let path: String

  init() throws {
    var template = Array("/tmp/seedream-transfer-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw SocketProblem(code: errno) }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit {
    if let folder = opendir(path) {
      while let entry = readdir(folder) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        unlink("\(path)/\(name)")
      }
      closedir(folder)
    }
    rmdir(path)
  }

  func file(_ name: String, _ bytes: [UInt8]) throws -> String {
    let file = "\(path)/\(name)"
    let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    defer { close(descriptor) }
    guard descriptor >= 0, write(descriptor, bytes, bytes.count) == bytes.count else {
      throw SocketProblem(code: errno)
    }
    return file
  }
}

/// The whole of a file; `nil` when there is none.
func fileContents(_ path: String) -> [UInt8]? {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { return nil }
  defer { close(descriptor) }
  var bytes: [UInt8] = []
  var piece = [UInt8](repeating: 0, count: 65_536)
  while true {
    let count = read(descriptor, &piece, piece.count)
    guard count > 0 else { return bytes }
    bytes.append(contentsOf: piece[..<count])
  }
}

/// Waits in async code for something that a thread will say.
final class TransferSignal: Sendable {
  private let stream: AsyncStream<Void>
  private let continuation: AsyncStream<Void>.Continuation

  init() { (stream, continuation) = AsyncStream.makeStream() }

  func send() { continuation.yield() }

  func wait() async {
    for await _ in stream { return }
  }
}

/// Values that another thread reports.
final class Collected<Value: Sendable>: Sendable {
  private let values = Mutex<[Value]>([])

  var all: [Value] { values.withLock { $0 } }

  func add(_ value: Value) { values.withLock { $0.append(value) } }
}

/// A loopback port that nobody listens on. It stays taken for as long as the tests run, so that no
/// server of another test comes to stand there.
func closedPort() throws -> UInt16 { try LoopbackServer.bind().port }
