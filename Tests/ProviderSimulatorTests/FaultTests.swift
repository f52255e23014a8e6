import FoundationEssentials
import Glibc
import Testing

@testable import ProviderSimulator

@Suite struct FaultTests {
  private func bench(_ call: FaultRule.Call, _ fault: Fault, times: Int = 1) throws -> Bench {
    try Bench { $0.faults = [FaultRule(call: call, times: times, fault: fault)] }
  }

  // MARK: - Connections

  @Test func aDropBeforeAcceptanceChargesNothing() throws {
    let bench = try bench(.submit, .dropBeforeAcceptance)
    #expect(throws: WireFailure.self) { try bench.submit() }
    #expect(bench.server.ledger.isEmpty)
    #expect(try bench.submit().status == 200)
  }

  @Test func aDropAfterAcceptanceChargesAndSaysNothing() throws {
    let bench = try bench(.submit, .dropAfterAcceptance)
    #expect(throws: WireFailure.self) { try bench.submit() }
    #expect(bench.server.ledger.count == 1)
  }

  @Test(arguments: [Fault.garbage, .html, .emptyBody])
  func aSpoiledAnswerHidesAnAcceptedTask(fault: Fault) throws {
    let bench = try bench(.submit, fault)
    let reply = try bench.submit()
    #expect(reply.status == 200)
    #expect(reply.json == .null)
    #expect(bench.server.ledger.count == 1)
  }

  @Test(arguments: [400, 401, 402, 403, 404, 413, 429, 451, 500, 502, 503, 504])
  func anyStatusComesInTheServicesShape(status: Int) throws {
    let bench = try bench(.any, .status(status, retryAfter: 3), times: 2)
    let waveSpeed = try bench.submit()
    #expect(waveSpeed.status == status)
    #expect(waveSpeed.json["code"] == .integer(Int64(status)))
    #expect(waveSpeed.headers["retry-after"] == "3")
    let atlas = try bench.submitToAtlas()
    #expect(atlas.status == status)
    #expect(atlas.json["msg"]?.text != nil)
    #expect(atlas.headers["x-request-id"] != nil)
    #expect(bench.server.ledger.isEmpty)
  }

  @Test func aStatusCanHideAnAcceptedTask() throws {
    let bench = try bench(.submit, .status(502, accepted: true))
    #expect(try bench.submit().status == 502)
    #expect(bench.server.ledger.count == 1)
  }

  @Test func anEnvelopeCanRefuseInside200() throws {
    let bench = try bench(.submit, .envelope(code: 500, message: "busy"))
    let reply = try bench.submit()
    #expect(reply.status == 200)
    #expect(reply.json["code"] == 500)
    #expect(reply.json["message"] == "busy")
    #expect(bench.server.ledger.isEmpty)
  }

  @Test func aRedirectNamesAnotherPlace() throws {
    let bench = try bench(.result, .redirect(to: "http://example.com/"))
    let reply = try bench.poll(try bench.acceptedID())
    #expect(reply.status == 302)
    #expect(reply.headers["location"] == "http://example.com/")
  }

  // MARK: - The way

  @Test func aSlowBodyTakesItsTime() throws {
    let bench = try bench(.balance, .slow(bytesPerSecond: 400))
    let clock = ContinuousClock()
    let start = clock.now
    let reply = try bench.client.get("/api/v3/balance")
    #expect(reply.json["data"]?["balance"] != nil)
    #expect(clock.now - start > .milliseconds(60))
  }

  @Test func aSlowReplyHoldsNobodyElseUp() throws {
    let bench = try bench(.balance, .slow(bytesPerSecond: 1))
    let socket = try bench.client.connect()
    defer { close(socket) }
    try bench.client.write(socket, bench.client.request("GET", "/api/v3/balance"))
    for _ in 0..<20 { #expect(try bench.client.get("/api/v3/balance").status == 200) }
  }

  @Test func aStalledReplySendsNothingAtFirst() throws {
    let bench = try bench(.balance, .stalled(seconds: 0.15))
    let clock = ContinuousClock()
    let start = clock.now
    #expect(try bench.client.get("/api/v3/balance").status == 200)
    #expect(clock.now - start > .milliseconds(140))
  }

  @Test func aTruncatedDownloadPromisesMoreThanItSends() throws {
    let bench = try bench(.download, .truncated(afterBytes: 500))
    let url = try bench.outputs(try bench.acceptedID())[0]
    let cut = try bench.client.download(url)
    #expect(cut.status == 200)
    #expect(cut.body.count == 500)
    #expect(!cut.isWhole)
    let rest = try bench.client.download(url, ["Range": "bytes=500-"])
    #expect(rest.isWhole)
    #expect(PictureSignature.type(of: cut.body + rest.body) == "image/jpeg")
  }

  // MARK: - Downloads

  @Test func aCorruptedPictureKeepsItsLengthAndSignature() throws {
    let bench = try bench(.download, .corruptedPicture)
    let url = try bench.outputs(try bench.acceptedID())[0]
    let spoiled = try bench.client.download(url).body
    let sound = try bench.client.download(url).body
    #expect(spoiled.count == sound.count)
    #expect(spoiled != sound)
    #expect(PictureSignature.type(of: spoiled) == "image/jpeg")
    #expect(PictureFile.inset(spoiled) == nil)
    #expect(PictureFile.inset(sound) != nil)
  }

  @Test func aPageCanComeInPlaceOfAPicture() throws {
    let bench = try bench(.download, .html)
    let file = try bench.client.download(try bench.outputs(try bench.acceptedID())[0])
    #expect(file.status == 200)
    #expect(file.headers["content-type"] == "text/html")
  }

  @Test func aRangeCanBeIgnored() throws {
    let bench = try bench(.download, .ignoredRange)
    let url = try bench.outputs(try bench.acceptedID())[0]
    #expect(try bench.client.download(url, ["Range": "bytes=10-"]).status == 200)
  }

  @Test(arguments: [403, 404, 410])
  func expiredLinksAreReplacedByTheNextPoll(status: Int) throws {
    let bench = try bench(.download, .expiredLinks(status: status))
    let id = try bench.acceptedID()
    let old = try bench.outputs(id)
    #expect(try bench.client.download(old[0]).status == status)
    #expect(try bench.client.download(old[1]).status == status)
    let new = try bench.outputs(id)
    #expect(new != old)
    #expect(try bench.client.download(new[0]).status == 200)
    #expect(try bench.client.download(old[0]).status == status)
  }

  @Test func linksCanStayExpiredForEver() throws {
    let bench = try bench(.download, .expiredLinks(status: 403), times: 0)
    let id = try bench.acceptedID()
    for _ in 0..<3 {
      #expect(try bench.client.download(try bench.outputs(id)[0]).status == 403)
    }
  }

  @Test func everyFaultRuleSurvivesItsJSON() throws {
    let faults: [Fault] = [
      .dropBeforeAcceptance, .dropAfterAcceptance, .garbage, .html, .emptyBody,
      .status(429, retryAfter: 4, message: "slow down", accepted: true),
      .envelope(code: 1, message: "no"), .redirect(to: "https://example.com"),
      .slow(bytesPerSecond: 9), .stalled(seconds: 1.5), .truncated(afterBytes: 3),
      .corruptedPicture, .ignoredRange, .expiredLinks(status: 410), .fewerOutputs(count: 1),
      .moderatedFrames([1, 3]),
      .failedTask(code: 1200, message: "m", word: "timeout", serverError: true),
      .hiddenFromHistory, .syncTimeout, .unknownStatus(word: "dreaming"),
      .notVisibleYet(status: 400, seconds: 30), .outputForm(.outputArray), .bareReply,
      .withoutFlags, .idForm(.predictionID), .noBinaryUpload,
    ]
    let rules = faults.map {
      FaultRule(service: .atlascloud, call: .submit, skip: 2, times: 0, fault: $0)
    }
    let data = try JSONEncoder().encode(rules)
    #expect(try FaultRule.list(json: Array(data)) == rules)
  }
}
