import StudioCore
import Testing

/// Real TLS on loopback, with a certificate made for the test.
@Suite(.enabled(if: SecureServer.isPossible, "this machine has no openssl program"))
struct SecureTests {
  private func trusting(_ server: SecureServer) -> CurlTransport {
    CurlTransport(.init(certificateFile: server.certificateFile, proxy: .none))
  }

  @Test func anExchangeOverTLSWithATrustedCertificate() async throws {
    let server = try SecureServer.start()
    let transport = trusting(server)
    defer { transport.shutdown() }
    let answer = startThread {
      guard server.read(past: "\r\n\r\n{}") != nil else { return }
      server.send(Array(httpReply("secure").utf8))
    }
    defer { join(answer) }
    let request = postRequest("https://localhost:\(server.port)/submit", bearerKey: "test-key")
    let response = try await transport.send(request)
    #expect(response.status == 200)
    #expect(response.body == Array("secure".utf8))
  }

  @Test func aCertificateNobodyVouchesForNeverGetsTheRequest() async throws {
    let server = try SecureServer.start()
    let transport = CurlTransport(.init(proxy: .none))
    defer { transport.shutdown() }
    let request = postRequest("https://localhost:\(server.port)/submit", bearerKey: "test-key")
    let failure = try await transport.failure(of: request)
    #expect(failure.kind == .tls)
    #expect(failure.reach == .neverLeft)
    #expect(failure.message.contains("certificate"))
  }

  @Test func aCertificateForAnotherNameNeverGetsTheRequest() async throws {
    let server = try SecureServer.start()
    let transport = trusting(server)
    defer { transport.shutdown() }
    let failure = try await transport.failure(
      of: postRequest("https://127.0.0.2:\(server.port)/submit")
    )
    #expect(failure.reach == .neverLeft)
  }

  @Test func aGetSpeaksHTTP2WhereItIsOffered() async throws {
    let server = try SecureServer.start("-alpn", "h2,http/1.1")
    let transport = trusting(server)
    defer { transport.shutdown() }
    let answer = startThread { HTTP2Script(server).answerOnce("two") }
    defer { join(answer) }
    let response = try await transport.send(getRequest("https://localhost:\(server.port)/"))
    #expect(response.status == 200)
    #expect(response.body == Array("two".utf8))
  }

  @Test func aPostSpeaksHTTP1EvenWhereHTTP2IsOffered() async throws {
    let server = try SecureServer.start("-alpn", "h2,http/1.1")
    let transport = trusting(server)
    defer { transport.shutdown() }
    let answer = startThread {
      guard server.read(past: " HTTP/1.1\r\n") != nil else { return }
      server.send(Array(httpReply("one").utf8))
    }
    defer { join(answer) }
    let response = try await transport.send(postRequest("https://localhost:\(server.port)/"))
    #expect(response.body == Array("one".utf8))
  }
}

/// Just enough of HTTP/2 to answer one GET.
private struct HTTP2Script {
  private let server: SecureServer

  init(_ server: SecureServer) { self.server = server }

  func answerOnce(_ body: String) {
    guard var bytes = server.read(past: "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") else { return }
    send(type: 4, flags: 0, stream: 0, [])
    while true {
      while let (type, flags, stream, length) = frame(bytes) {
        bytes.removeFirst(9 + length)
        if type == 4, flags & 1 == 0 { send(type: 4, flags: 1, stream: 0, []) }
        if type == 1 {
          // 0x88 is ":status: 200" in the table both sides know.
          send(type: 1, flags: 4, stream: stream, [0x88])
          send(type: 0, flags: 1, stream: stream, Array(body.utf8))
          return
        }
      }
      guard let more = server.read() else { return }
      bytes += more
    }
  }

  private func frame(_ bytes: [UInt8]) -> (type: UInt8, flags: UInt8, stream: UInt8, length: Int)? {
    guard bytes.count >= 9 else { return nil }
    let length = Int(bytes[0]) << 16 | Int(bytes[1]) << 8 | Int(bytes[2])
    guard bytes.count >= 9 + length else { return nil }
    return (bytes[3], bytes[4], bytes[8], length)
  }

  private func send(type: UInt8, flags: UInt8, stream: UInt8, _ payload: [UInt8]) {
    server.send([0, 0, UInt8(payload.count), type, flags, 0, 0, 0, stream] + payload)
  }
}
