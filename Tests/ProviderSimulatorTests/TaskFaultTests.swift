import Testing

@testable import ProviderSimulator

@Suite struct TaskFaultTests {
  private func bench(_ call: FaultRule.Call, _ fault: Fault, times: Int = 1) throws -> Bench {
    try Bench { $0.faults = [FaultRule(call: call, times: times, fault: fault)] }
  }

  @Test func fewerImagesThanAskedCanCome() throws {
    let bench = try bench(.submit, .fewerOutputs(count: 1))
    let id = try bench.acceptedID(["max_images": 4])
    #expect(try bench.outputs(id).count == 1)
    #expect(bench.server.ledger[0].imagesDelivered == 1)
    #expect(bench.server.ledger[0].amount == 108_000)
  }

  @Test func aModeratedFrameIsLeftOutAndFlagged() throws {
    let bench = try bench(.submit, .moderatedFrames([2]), times: 2)
    let id = try bench.acceptedID(["max_images": 3])
    let data = try #require(try bench.poll(id).json["data"])
    #expect(data["status"] == "completed")
    #expect(data["has_nsfw_contents"] == [false, true, false])
    let outputs = try #require(data["outputs"]?.items).compactMap(\.text)
    #expect(outputs.count == 2)
    #expect(outputs[1].hasSuffix("/3.jpeg"))
    let atlas = try bench.pollAtlas(try bench.acceptedAtlasID(["max_images": 3]))
    #expect(atlas.json["data"]?["outputs"]?.items?.count == 2)
    #expect(atlas.json["data"]?["has_nsfw_contents"] == [false, true, false])
  }

  @Test func aGroupWithEveryFrameModeratedFails() throws {
    let bench = try bench(.submit, .moderatedFrames([1, 2]), times: 2)
    let data = try bench.poll(try bench.acceptedID()).json["data"]
    #expect(data?["status"] == "failed")
    #expect(data?["code"] == 1200)
    let atlas = try bench.pollAtlas(try bench.acceptedAtlasID()).json["data"]
    #expect(atlas?["error_code"] == 1039)
    #expect(bench.server.ledger.allSatisfy { $0.isRefunded })
  }

  @Test func aWholeTaskCanFailWithAnyWord() throws {
    let bench = try Bench()
    for word in ["failed", "cancelled", "timeout"] {
      bench.server.script(
        FaultRule(
          call: .submit,
          fault: .failedTask(code: 5003, message: "later", word: word)
        )
      )
      let data = try bench.poll(try bench.acceptedID()).json["data"]
      #expect(data?["status"] == .string(word))
      #expect(data?["error"] == "later")
      #expect(data?["code"] == 5003)
      #expect(data?["outputs"] == [])
    }
  }

  @Test func aFailureCanMakeTheResultCallFailForGood() throws {
    let fault = Fault.failedTask(code: 1039, message: "flagged", serverError: true)
    let bench = try bench(.submit, fault)
    let id = try bench.acceptedAtlasID()
    for _ in 0..<2 {
      let reply = try bench.pollAtlas(id)
      #expect(reply.status == 500)
      #expect(reply.json["msg"] == "flagged")
    }
  }

  @Test func aStrangeStatusComesForAFewPolls() throws {
    let bench = try bench(.result, .unknownStatus(word: "dreaming"), times: 2)
    let id = try bench.acceptedID()
    for _ in 0..<2 { #expect(try bench.poll(id).json["data"]?["status"] == "dreaming") }
    #expect(try bench.poll(id).json["data"]?["status"] == "completed")
  }

  @Test(arguments: [400, 404])
  func aNewTaskCanBeInvisibleForAWhile(status: Int) throws {
    let clock = ManualClock()
    let bench = try Bench {
      $0.clock = clock.clock
      $0.faults = [
        FaultRule(
          service: .atlascloud,
          call: .result,
          times: 0,
          fault: .notVisibleYet(status: status, seconds: 30)
        )
      ]
    }
    let id = try bench.acceptedAtlasID()
    clock.advance(by: .seconds(29))
    #expect(try bench.pollAtlas(id).status == status)
    clock.advance(by: .seconds(1))
    #expect(try bench.pollAtlas(id).status == 200)
  }

  @Test func aNewTaskCanBeInvisibleForSoManyPolls() throws {
    let bench = try bench(.result, .notVisibleYet(status: 404), times: 2)
    let id = try bench.acceptedAtlasID()
    #expect(try (0..<3).map { _ in try bench.pollAtlas(id).status } == [404, 404, 200])
  }

  @Test func aSyncSubmitCanRunOut() throws {
    let bench = try bench(.submit, .syncTimeout)
    let data = try bench.submit(["enable_sync_mode": true]).json["data"]
    #expect(data?["status"] == "processing")
    #expect(data?["code"] == 5004)
    let id = try #require(data?["id"]?.text)
    #expect(try bench.outputs(id).count == 2)
  }

  @Test func outputsComeInEveryForm() throws {
    let bench = try Bench()
    let id = try bench.acceptedID(["max_images": 1])
    func data(_ form: Fault.OutputForm) throws -> JSONValue? {
      bench.server.script(FaultRule(call: .result, fault: .outputForm(form)))
      return try bench.poll(id).json["data"]
    }
    let url = JSONValue.string(try bench.outputs(id)[0])
    #expect(try data(.urlObject)?["outputs"] == [["url": url]])
    #expect(try data(.imageObject)?["outputs"] == [["image": url]])
    #expect(try data(.outputString)?["output"] == url)
    #expect(try data(.outputString)?["outputs"] == nil)
    #expect(try data(.outputArray)?["output"] == [url])
    let uri = try data(.dataURI)?["outputs"]?.items?.first?.text
    #expect(uri?.hasPrefix("data:image/jpeg;base64,") == true)
    let naked = try #require(try data(.base64)?["outputs"]?.items?.first?.text)
    #expect(!naked.hasPrefix("data:"))
    #expect(InlineImage.bytes(naked) == InlineImage.bytes(uri ?? ""))
  }

  @Test func repliesCanBeBareAndWithoutFlags() throws {
    let bench = try Bench {
      $0.faults = [
        FaultRule(call: .result, fault: .bareReply),
        FaultRule(call: .result, fault: .withoutFlags),
      ]
    }
    let reply = try bench.poll(try bench.acceptedID()).json
    #expect(reply["data"] == nil)
    #expect(reply["status"] == "completed")
    #expect(reply["has_nsfw_contents"] == nil)
  }

  @Test func anIDCanComeInThreeWays() throws {
    let bench = try Bench()
    bench.server.script(FaultRule(call: .submit, fault: .idForm(.flat)))
    let flat = try bench.submitToAtlas().json
    #expect(flat["id"]?.text == bench.server.ledger[0].predictionID)
    #expect(flat["data"] == nil)
    bench.server.script(FaultRule(call: .submit, fault: .idForm(.predictionID)))
    let named = try bench.submitToAtlas().json
    #expect(named["data"]?["predictionId"]?.text == bench.server.ledger[1].predictionID)
  }

  @Test func theOldUploadCanBeGone() throws {
    let bench = try bench(.upload, .noBinaryUpload, times: 0)
    let reply = try bench.upload(try TestPicture.jpeg(), to: "/api/v3/media/upload/binary")
    #expect(reply.status == 404)
    let ticket = try bench.client.post(
      "/api/v3/media/uploads",
      ["filename": "a.jpg", "size": 10]
    )
    #expect(ticket.status == 200)
  }

  @Test func aTaskCanBeMissingFromTheHistory() throws {
    let bench = try bench(.submit, .hiddenFromHistory)
    _ = try bench.acceptedID()
    let seen = try bench.acceptedID()
    func ids() throws -> [String] {
      let items = try bench.client.post("/api/v3/predictions", [:]).json["data"]?["items"]
      return items?.items?.compactMap { $0["id"]?.text } ?? []
    }
    #expect(try ids() == [seen])
    bench.server.script(FaultRule(call: .history, fault: .hiddenFromHistory))
    #expect(try ids() == [])
    #expect(try ids() == [seen])
  }

  @Test func rulesOfOneGroupFollowOneAnother() throws {
    let bench = try Bench {
      $0.faults = [
        FaultRule(call: .balance, skip: 1, fault: .status(500)),
        FaultRule(call: .balance, fault: .status(503)),
      ]
    }
    let statuses = try (0..<4).map { _ in try bench.client.get("/api/v3/balance").status }
    #expect(statuses == [503, 500, 200, 200])
  }
}
