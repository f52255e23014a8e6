import Testing

@testable import StudioCore

@Suite struct LimitTests {
  private func limits(
    connect: Duration = .seconds(9),
    idle: Duration = .seconds(9),
    total: Duration = .seconds(9)
  ) -> HTTPTimeouts {
    HTTPTimeouts(connect: connect, idle: idle, total: total)
  }

  @Test func silenceEndsAnExchange() async throws {
    try await withServer({ connection in
      _ = connection.readRequest()
      connection.waitForClose()
    }) { server, transport in
      let began = ContinuousClock.now
      let failure = try await transport.failure(
        of: postRequest(server.origin, timeouts: limits(idle: .milliseconds(120)))
      )
      let took = ContinuousClock.now - began
      #expect(failure.kind == .timeout)
      #expect(failure.reach == .outcomeUnknown)
      #expect(took >= .milliseconds(120))
      #expect(failure.message.contains("nothing moved"))
    }
  }

  @Test func silenceInTheMiddleOfABodyEndsAnExchange() async throws {
    try await withServer({ connection in
      _ = connection.readRequest()
      connection.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")
      connection.waitForClose()
    }) { server, transport in
      let failure = try await transport.failure(
        of: getRequest(server.origin, timeouts: limits(idle: .milliseconds(100)))
      )
      #expect(failure.kind == .timeout)
    }
  }

  @Test func aReplyThatTricklesIsNotSilent() async throws {
    let ticks = TransferSignal()
    try await withServer({ connection in
      _ = connection.readRequest()
      connection.write("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n")
      for _ in 0..<8 {
        connection.pause(milliseconds: 60)
        connection.write("x")
      }
      ticks.send()
    }) { server, transport in
      let response = try await transport.send(
        getRequest(server.origin, timeouts: limits(idle: .milliseconds(400)))
      )
      await ticks.wait()
      #expect(response.body.count == 8)
      #expect(response.elapsed > .milliseconds(400))
    }
  }

  @Test func theTotalCountsEvenWhileBytesMove() async throws {
    try await withServer({ connection in
      _ = connection.readRequest()
      connection.write("HTTP/1.1 200 OK\r\n\r\n")
      while connection.write("x") { connection.pause(milliseconds: 5) }
    }) { server, transport in
      let failure = try await transport.failure(
        of: getRequest(server.origin, timeouts: limits(total: .milliseconds(150)))
      )
      #expect(failure.kind == .timeout)
      #expect(failure.message.contains("0.1 s"))
    }
  }

  @Test func theTotalSpansRedirects() async throws {
    try await withServer({ connection in
      while connection.readRequest() != nil {
        connection.pause(milliseconds: 60)
        connection.write(httpReply("", status: "302 Found", "Location: /"))
      }
    }) { server, transport in
      let failure = try await transport.failure(
        of: getRequest(server.origin, timeouts: limits(total: .milliseconds(150)))
      )
      #expect(failure.kind == .timeout)
    }
  }

  @Test func anUploadNobodyReadsEnds() async throws {
    let body = [UInt8](repeating: 1, count: 24 << 20)
    try await withServer({ connection in
      _ = connection.readHead()
      connection.waitForStop()
    }) { server, transport in
      let failure = try await transport.failure(
        of: postRequest(
          server.origin,
          .bytes(body, mediaType: "text/plain"),
          timeouts: limits(idle: .milliseconds(150))
        )
      )
      #expect(failure.kind == .timeout)
      #expect(failure.reach == .outcomeUnknown)
    }
  }

  @Test func bytesTheSystemStillSendsAreNotSilence() async throws {
    // Less than the system's buffers take at once; the server reads it slowly.
    let body = [UInt8](repeating: 1, count: 1 << 20)
    try await withServer({ connection in
      connection.shrinkReceiveBuffer()
      _ = connection.readHead()
      for _ in 0..<16 {
        connection.pause(milliseconds: 70)
        connection.readSome(body.count / 16)
      }
      connection.write(httpReply("ok"))
      connection.waitForClose()
    }) { server, transport in
      let response = try await transport.send(
        postRequest(
          server.origin,
          .bytes(body, mediaType: "text/plain"),
          timeouts: limits(idle: .milliseconds(800))
        )
      )
      #expect(response.status == 200)
    }
  }

  @Test func theClockFollowsWhatTheSystemHolds() {
    let start = ContinuousClock.now
    var clock = ExchangeClock(limits(idle: .seconds(2)), sendsBody: true, at: start)
    clock.requestLeft(at: start)
    clock.somethingMoved(allSent: true, at: start)
    func limit(_ seconds: Int, holds: Int64) -> String? {
      clock.passedLimit(at: start + .seconds(seconds)) { holds }
    }
    #expect(limit(1, holds: 900) == nil)
    #expect(limit(2, holds: 500) == nil)
    #expect(limit(3, holds: 500) == nil)
    #expect(limit(4, holds: 500) == "nothing moved for 2 s")
    #expect(limit(4, holds: 0) == nil)
    // Everything has arrived: from here on only the reply counts.
    #expect(limit(5, holds: 100) == nil)
    #expect(limit(6, holds: 50) == "nothing moved for 2 s")
    #expect(limit(9, holds: 0) == "no whole reply within 9 s")
  }

  @Test func nobodyIsLookedAtTooLate() {
    let start = ContinuousClock.now
    var clock = ExchangeClock(limits(idle: .seconds(2)), sendsBody: false, at: start)
    // The request may leave right after this look.
    #expect(clock.nextLook(after: start + .seconds(1)) == start + .seconds(3))
    #expect(clock.nextLook(after: start + .seconds(8)) == start + .seconds(9))
    clock.requestLeft(at: start + .seconds(1))
    #expect(clock.nextLook(after: start + .seconds(2)) == start + .seconds(3))
  }
}
