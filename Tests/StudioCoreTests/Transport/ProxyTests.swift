import Glibc
import StudioCore
import Testing

@Suite struct ProxyTests {
  @Test func thisMachineIsNeverReachedThroughAProxy() async throws {
    try await withServer({ _ = $0.readRequest() }) { proxy, _ in
      let configuration = CurlTransport.Configuration(proxy: .address(proxy.origin))
      try await withServer(
        { connection in
          while connection.readRequest() != nil { connection.write(httpReply("direct")) }
        },
        configuration: configuration
      ) { server, transport in
        for host in ["127.0.0.1", "localhost", "127.1"] {
          let request = getRequest("http://\(host):\(server.port)/", bearerKey: "test-key")
          let response = try await transport.send(request)
          #expect(response.body == Array("direct".utf8))
        }
        #expect(proxy.connections == 0)
      }
    }
  }

  @Test func aProxyThatRefusesMeansNothingLeft() async throws {
    try await withServer({ connection in
      _ = connection.readRequest()
      connection.write(httpReply("no", status: "403 Forbidden"))
    }) { proxy, _ in
      let transport = CurlTransport(.init(proxy: .address(proxy.origin)))
      let request = postRequest("https://service.test/submit", bearerKey: "test-key")
      let failure = try await transport.failure(of: request)
      #expect(failure.reach == .neverLeft)
      #expect(failure.kind == .connect)
      let received = try #require(proxy.received.first)
      #expect(received.requestLine == "CONNECT service.test:443 HTTP/1.1")
      #expect(!received.head.contains("test-key"))
    }
  }

  @Test func aProxyThatHangsUpMeansNothingLeft() async throws {
    try await withServer({ connection in
      _ = connection.readRequest()
      connection.write("HTTP/1.1 200 Connection established\r\n\r\n")
    }) { proxy, _ in
      let transport = CurlTransport(.init(proxy: .address(proxy.origin)))
      let failure = try await transport.failure(of: postRequest("https://service.test/submit"))
      #expect(failure.reach == .neverLeft)
      #expect(proxy.received.count == 1)
    }
  }

  @Test func aProxyThatIsNotThereMeansNothingLeft() async throws {
    let transport = CurlTransport(.init(proxy: .address("http://127.0.0.1:\(try closedPort())")))
    let failure = try await transport.failure(of: postRequest("https://service.test/submit"))
    #expect(failure.reach == .neverLeft)
    #expect(failure.kind == .connect)
  }

  @Test func theEnvironmentNamesTheProxy() async throws {
    // In a process of its own: the environment belongs to all threads.
    await #expect(processExitsWith: .success) {
      let proxy = try LoopbackServer { connection in
        _ = connection.readRequest()
        connection.write(httpReply("no", status: "403 Forbidden"))
      }
      let server = try LoopbackServer { connection in
        while connection.readRequest() != nil { connection.write(httpReply("direct")) }
      }
      for name in ["http_proxy", "https_proxy", "all_proxy"] { setenv(name, proxy.origin, 1) }
      unsetenv("no_proxy")
      unsetenv("NO_PROXY")
      let transport = CurlTransport()
      let direct = try await transport.send(getRequest(server.origin))
      #expect(direct.status == 200)
      let failure = try await transport.failure(of: postRequest("https://service.test/submit"))
      #expect(failure.reach == .neverLeft)
      #expect(proxy.received.map(\.requestLine) == ["CONNECT service.test:443 HTTP/1.1"])
      transport.shutdown()
      server.stop()
      proxy.stop()
    }
  }
}
