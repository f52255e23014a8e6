import Testing

@testable import ProviderSimulator

@Suite struct LedgerTests {
  @Test func acceptanceChargesThePriceTimesTheImagesAskedFor() throws {
    let bench = try Bench()
    let id = try bench.acceptedID(["max_images": 15])
    let entry = try #require(bench.server.ledger.first)
    #expect(entry.predictionID == id)
    #expect(entry.service == .waveSpeed)
    #expect(entry.amount == 405_000)
    #expect(entry.imagesAsked == 15)
    #expect(entry.imagesDelivered == 15)
    #expect(!entry.isRefunded)
    #expect(bench.server.balance(.waveSpeed) == 49_595_000)
    #expect(bench.server.balance(.atlasCloud) == 50_000_000)
  }

  @Test func aFailedTaskIsRefundedWhenItFails() throws {
    let clock = ManualClock()
    let bench = try Bench {
      $0.clock = clock.clock
      $0.pace = SimulatorPace(base: .seconds(5), perImage: .zero)
    }
    bench.server.script(
      FaultRule(call: .submit, fault: .failedTask(code: 5000, message: "internal"))
    )
    _ = try bench.acceptedID()
    #expect(bench.server.balance(.waveSpeed) == 49_946_000)
    clock.advance(by: .seconds(5))
    #expect(bench.server.balance(.waveSpeed) == 50_000_000)
    #expect(bench.server.ledger[0].isRefunded)
    #expect(bench.server.ledger[0].imagesDelivered == 0)
  }

  @Test func anEmptyAccountIsAnswered402() throws {
    let bench = try Bench { $0.startingBalance = 100_000 }
    #expect(try bench.submit().status == 200)
    let reply = try bench.submit()
    #expect(reply.status == 402)
    #expect(reply.json["code"] == 402)
    #expect(bench.server.ledger.count == 1)
  }

  @Test func theAccountsLimitsAreKept() throws {
    let clock = ManualClock()
    let bench = try Bench {
      $0.clock = clock.clock
      $0.pace = SimulatorPace(base: .seconds(5), perImage: .zero)
      $0.limits = SimulatorLimits(imagesPerMinute: 6, tasksAtOnce: 2)
    }
    #expect(try bench.submit().status == 200)
    #expect(try bench.submit().status == 200)
    let third = try bench.submit()
    #expect(third.status == 429)
    #expect(third.headers["retry-after"] == "10")
    clock.advance(by: .seconds(6))
    #expect(try bench.submit().status == 200)
    #expect(try bench.submit().status == 429)
    clock.advance(by: .seconds(60))
    #expect(try bench.submit().status == 200)
    for _ in 0..<2 { #expect(try bench.submitToAtlas().status == 200) }
    let atlas = try bench.submitToAtlas()
    #expect(atlas.status == 429)
    #expect(atlas.headers["retry-after"] == nil)
  }

  @Test func requestsAreRecordedWithoutTheKey() throws {
    let bench = try Bench()
    _ = try bench.submit()
    let request = try #require(bench.server.requests.first)
    #expect(request.method == "POST")
    #expect(request.path == "/api/v3/\(Models.sequential)")
    #expect(request.call == .submit)
    #expect(request.body?["max_images"] == 2)
    #expect(request.headers["authorization"]?.hasPrefix("Bearer sha256:") == true)
    #expect(!request.headers.values.contains { $0.contains("test-key") })
  }

  @Test func otherProgramsSteerTheSimulatorByItsControlCalls() throws {
    let bench = try Bench()
    let rule: JSONValue = [
      "call": "submit", "fault": ["kind": "status", "status": 503, "retry_after": 2],
    ]
    #expect(try bench.client.post("/_simulator/faults", [rule]).json["added"] == 1)
    let refused = try bench.submit()
    #expect(refused.status == 503)
    #expect(refused.headers["retry-after"] == "2")
    #expect(try bench.client.post("/_simulator/faults", rule).status == 200)
    #expect(try bench.client.send("DELETE", "/_simulator/faults").status == 200)
    #expect(try bench.submit().status == 200)
    let ledger = try bench.client.get("/_simulator/ledger").json["entries"]?.items
    #expect(ledger?.first?["amount_microdollars"] == 54_000)
    let requests = try bench.client.get("/_simulator/requests").json["requests"]?.items
    #expect(requests?.isEmpty == false)
    let wrong = try bench.client.post("/_simulator/faults", ["fault": ["kind": "unheard-of"]])
    #expect(wrong.status == 400)
    let partial = try bench.client.post("/_simulator/faults", ["fault": ["kind": "status"]])
    #expect(partial.json["error"] == "not a fault rule: fault.status: is missing")
    #expect(try bench.client.post("/_simulator/clear", [:]).status == 200)
    #expect(bench.server.ledger.isEmpty)
  }
}
