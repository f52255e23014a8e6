import ProviderSimulator
import TestSupport
import Testing

/// Services that stumble: the program waits, asks again or takes another way, and pays once.
@Suite(.inTurn) struct FaultTests {
  /// Faults that a run must get over by itself.
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var rules: [FaultRule]
    var service: SimulatedService = .waveSpeed
    var delivery = "poll"
    var images = 2

    init(
      _ name: String,
      _ call: FaultRule.Call,
      _ fault: Fault,
      times: Int = 1,
      at service: SimulatedService = .waveSpeed,
      delivery: String = "poll",
      images: Int = 2
    ) {
      testDescription = "\(service.rawValue): \(name)"
      rules = [FaultRule(call: call, times: times, fault: fault)]
      self.service = service
      self.delivery = delivery
      self.images = images
    }
  }

  static let rows: [Row] =
    SimulatedService.allCases.flatMap(looks) + SimulatedService.allCases.flatMap(downloads)
    + SimulatedService.allCases.flatMap(forms) + atlasOnly + waveSpeedOnly

  private static func looks(_ service: SimulatedService) -> [Row] {
    let faults: [(String, Fault)] = [
      ("server errors", .status(500)), ("a gateway's errors", .status(503)),
      ("throttled looks", .status(429)), ("looks to come later", .status(503, retryAfter: 1)),
      ("garbage", .garbage), ("pages", .html), ("nothing", .emptyBody),
      ("broken looks", .dropAfterAcceptance), ("truncated looks", .truncated(afterBytes: 40)),
      ("slow looks", .slow(bytesPerSecond: 2_000)), ("late looks", .stalled(seconds: 0.5)),
      ("unknown statuses", .unknownStatus(word: "pondering")), ("not there yet", .status(404)),
      ("an error in the envelope", .envelope(code: 500, message: "try later")),
    ]
    return faults.map { name, fault in
      let times = name.hasPrefix("looks") ? 1 : 3
      return Row("\(name)", .result, fault, times: times, at: service)
    }
  }

  private static func downloads(_ service: SimulatedService) -> [Row] {
    let faults: [(String, Fault)] = [
      ("a corrupted picture", .corruptedPicture),
      ("a broken download", .truncated(afterBytes: 9_000)),
      ("a download without a byte", .truncated(afterBytes: 0)),
      ("a slow download", .slow(bytesPerSecond: 150_000)),
      ("a late download", .stalled(seconds: 0.5)), ("a host's error", .status(502)),
      ("a busy host", .status(429, retryAfter: 1)), ("a page for a picture", .html),
      ("nothing for a picture", .emptyBody), ("a dropped download", .dropBeforeAcceptance),
      ("links that expired", .expiredLinks(status: 403)),
      ("links that are gone", .expiredLinks(status: 404)),
      ("links that went", .expiredLinks(status: 410)),
    ]
    return faults.map { Row($0.0, .download, $0.1, times: 2, at: service) }
  }

  private static func forms(_ service: SimulatedService) -> [Row] {
    let forms: [(String, Fault.OutputForm, Int)] = [
      ("objects with url", .urlObject, 2), ("objects with image", .imageObject, 2),
      ("one string", .outputString, 1), ("a list under output", .outputArray, 2),
      ("data addresses", .dataURI, 2), ("base64", .base64, 2),
    ]
    return forms.map { name, form, images in
      Row(name, .result, .outputForm(form), times: 0, at: service, images: images)
    } + [
      Row("no envelope", .any, .bareReply, times: 0, at: service),
      Row("no flags", .any, .withoutFlags, times: 0, at: service),
    ]
  }

  private static let atlasOnly: [Row] = [
    Row("throttled", .submit, .status(429), times: 2, at: .atlasCloud),
    Row("a flat id", .submit, .idForm(.flat), at: .atlasCloud),
    Row("predictionId", .submit, .idForm(.predictionID), at: .atlasCloud),
    Row("not visible yet", .result, .notVisibleYet(status: 404), times: 8, at: .atlasCloud),
    Row("not visible as 400", .result, .notVisibleYet(status: 400), times: 8, at: .atlasCloud),
  ]

  private static let waveSpeedOnly: [Row] = [
    Row("throttled", .submit, .status(429), times: 2),
    Row("sync that gives up", .submit, .syncTimeout, delivery: "sync"),
    Row("sync without envelope", .submit, .bareReply, delivery: "sync"),
    Row("late sync", .submit, .stalled(seconds: 0.5), delivery: "sync"),
    Row("slow inline pictures", .result, .slow(bytesPerSecond: 1_000_000), delivery: "base64"),
    Row("broken inline pictures", .result, .truncated(afterBytes: 50_000), delivery: "base64"),
  ]

  @Test(arguments: rows)
  func whatPassesIsGotOver(_ row: Row) async throws {
    try await Ground.lend { ground in
      for rule in row.rules { ground.server.script(rule) }
      let wish = Wish(
        service: row.service,
        images: row.images,
        options: ["--delivery", row.delivery]
      )
      let (ending, document) = try await ground.generate(wish)
      #expect(ending.code == 0, "\(ending.errors)")
      try await ground.expectOnePaidSequence(document, row.images)
    }
  }

  @Test func aThrottledSubmitWaitsAsLongAsItIsAskedTo() async throws {
    try await Ground.lend { ground in
      ground.server.script(FaultRule(call: .submit, fault: .status(429, retryAfter: 1)))
      let (ending, document) = try await ground.generate()
      #expect(ending.code == 0, "\(ending.errors)")
      try await ground.expectOnePaidSequence(document)
      let times = ground.submits.map(\.time)
      #expect(times.count == 2)
      #expect((times.last ?? 0) - (times.first ?? 0) >= 1000)
    }
  }

  @Test func aBrokenDownloadGoesOnWhereItStopped() async throws {
    try await Ground.lend { ground in
      ground.server.script(FaultRule(call: .download, fault: .truncated(afterBytes: 20_000)))
      let (ending, document) = try await ground.generate(Wish(images: 1))
      #expect(ending.code == 0, "\(ending.errors)")
      try await ground.expectOnePaidSequence(document, 1)
      let ranges = ground.requests(.download).map { $0.headers["range"] }
      #expect(ranges == [nil, "bytes=20000-"])
    }
  }

  /// A host that sends everything when asked for the rest must not make a picture of both.
  @Test func aHostWithoutRangesIsTakenAtItsWord() async throws {
    try await Ground.lend { ground in
      ground.server.script(FaultRule(call: .download, fault: .truncated(afterBytes: 20_000)))
      ground.server.script(FaultRule(call: .download, times: 0, fault: .ignoredRange))
      let (ending, document) = try await ground.generate(Wish(images: 1))
      #expect(ending.code == 0, "\(ending.errors)")
      try await ground.expectOnePaidSequence(document, 1)
    }
  }

  @Test func expiredLinksAreRenewedByALook() async throws {
    try await Ground.lend { ground in
      ground.server.script(FaultRule(call: .download, fault: .expiredLinks(status: 403)))
      let (ending, document) = try await ground.generate()
      #expect(ending.code == 0, "\(ending.errors)")
      try await ground.expectOnePaidSequence(document)
      let addresses = Set(ground.requests(.download).map(\.path))
      #expect(addresses.count >= 3, "the first address was asked again: \(addresses)")
      #expect(ground.requests(.result).count >= 2)
    }
  }

  @Test func aSynchronousCallThatTakesTooLongTurnsIntoPolling() async throws {
    try await Ground.lend {
      $0.pace = SimulatorPace(
        base: .milliseconds(900),
        perImage: .zero,
        syncLimit: .milliseconds(200)
      )
    } _: { ground in
      let (ending, document) = try await ground.generate(Wish(options: ["--delivery", "sync"]))
      #expect(ending.code == 0, "\(ending.errors)")
      try await ground.expectOnePaidSequence(document)
      #expect(!ground.requests(.result).isEmpty)
    }
  }

  // MARK: - Uploads

  private static let edit = "bytedance/seedream-v4/edit-sequential"

  private func editWish(_ ground: Ground, _ service: SimulatedService) throws -> Wish {
    let picture = try ground.write(Pictures.jpeg(), to: "pictures/fox.jpg")
    return Wish(service: service, model: Self.edit, options: ["--image", picture])
  }

  @Test func whereTheOlderUploadIsGoneTheNewerOneIsUsed() async throws {
    try await Ground.lend { ground in
      ground.server.script(FaultRule(call: .upload, times: 0, fault: .noBinaryUpload))
      let (ending, document) = try await ground.generate(editWish(ground, .waveSpeed))
      #expect(ending.code == 0, "\(ending.errors)")
      try await ground.expectOnePaidSequence(document)
      let uploads = ground.requests(.upload)
      #expect(uploads.map(\.method) == ["POST", "POST", "PUT"])
      #expect(uploads[1].path == "/api/v3/media/uploads")
      let fields = try #require(uploads[1].body)
      #expect(fields["size"]?.integer == Int64(try Pictures.jpeg().count))
      #expect(fields["content_type"]?.text == "image/jpeg")
      #expect(uploads[2].headers["authorization"] == nil)
    }
  }

  @Test(arguments: SimulatedService.allCases, [Fault.status(503), .dropAfterAcceptance, .garbage])
  func anUploadThatBreaksIsMadeAgain(_ service: SimulatedService, _ fault: Fault) async throws {
    try await Ground.lend { ground in
      ground.server.script(FaultRule(call: .upload, times: 2, fault: fault))
      let (ending, document) = try await ground.generate(editWish(ground, service))
      #expect(ending.code == 0, "\(ending.errors)")
      try await ground.expectOnePaidSequence(document)
      #expect(ground.submits.count == 1)
    }
  }

  @Test(arguments: [(SimulatedService.waveSpeed, 413), (.atlasCloud, 413), (.atlasCloud, 400)])
  func anUploadThatIsRefusedEndsTheSequenceUnsent(
    _ service: SimulatedService,
    _ status: Int
  ) async throws {
    try await Ground.lend { ground in
      ground.server.script(
        FaultRule(call: .upload, times: 0, fault: .status(status, message: "not this one"))
      )
      let (ending, document) = try await ground.generate(editWish(ground, service))
      #expect(ending.code == 4, "\(ending.errors)")
      #expect(document.status == "failed")
      #expect(document.value["error"]?["cost"]?.text == "nothing")
      #expect(document.errorMessage.contains("not this one"))
      #expect(ground.submits.isEmpty)
    }
  }

  // MARK: - Redirects

  /// Neither the key nor the paid request goes where a redirect points.
  @Test(arguments: SimulatedService.allCases, [FaultRule.Call.submit, .result, .upload])
  func aRedirectIsNotFollowedWithTheKey(
    _ service: SimulatedService,
    _ call: FaultRule.Call
  ) async throws {
    let elsewhere = try SimulatorServer.start()
    defer { elsewhere.stop() }
    try await Ground.lend { ground in
      let address = elsewhere.baseURL + "/api/v3/balance"
      ground.server.script(FaultRule(call: call, times: 1, fault: .redirect(to: address)))
      _ = try await ground.generate(editWish(ground, service))
      #expect(elsewhere.requests.allSatisfy { $0.headers["authorization"] == nil })
      #expect(elsewhere.requests.allSatisfy { $0.method == "GET" })
      #expect(ground.submits.count <= 1)
    }
  }
}
