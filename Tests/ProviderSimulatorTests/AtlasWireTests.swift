import Testing

@testable import ProviderSimulator

@Suite struct AtlasWireTests {
  @Test func submitAndResultHaveTheDocumentedShapes() throws {
    let clock = ManualClock()
    let bench = try Bench {
      $0.clock = clock.clock
      $0.pace = SimulatorPace(queued: .seconds(1), base: .seconds(1), perImage: .seconds(1))
    }
    let reply = try bench.submitToAtlas()
    #expect(reply.status == 200)
    #expect(reply.json["code"] == 200)
    #expect(reply.headers["x-request-id"]?.isEmpty == false)
    let id = try #require(reply.json["data"]?["id"]?.text)
    #expect(try bench.pollAtlas(id).json["data"]?["status"] == "starting")
    clock.advance(by: .seconds(1))
    #expect(try bench.pollAtlas(id).json["data"]?["status"] == "processing")
    clock.advance(by: .seconds(3))
    let data = try #require(try bench.pollAtlas(id).json["data"])
    #expect(data["status"] == "completed")
    #expect(data["outputs"]?.items?.count == 2)
    #expect(data["metrics"]?["predict_time"] == .integer(3))
    #expect(Moment.milliseconds(data["completed_at"]?.text ?? "") != nil)
  }

  @Test func theNewerModelSaysSucceeded() throws {
    let bench = try Bench { $0.allowsUndocumentedSizes = false }
    let reply = try bench.submitToAtlas(["size": "2304*1728"], model: Models.newer)
    let id = try #require(reply.json["data"]?["id"]?.text)
    #expect(try bench.pollAtlas(id).json["data"]?["status"] == "succeeded")
    #expect(bench.server.ledger[0].amount == 72_000)
  }

  @Test func parametersMayComeInsideInput() throws {
    let bench = try Bench()
    let reply = try bench.client.post(
      "/api/v1/model/generateImage",
      [
        "model": .string(Models.sequential),
        "input": ["prompt": "a fox", "size": "64*64", "max_images": 3],
      ]
    )
    #expect(reply.status == 200)
    #expect(bench.server.ledger[0].imagesAsked == 3)
  }

  @Test func nakedBase64ComesBackWhenAskedFor() throws {
    let bench = try Bench()
    let outputs = try bench.atlasOutputs(
      try bench.acceptedAtlasID(["enable_base64_output": true])
    )
    let bytes = try #require(InlineImage.bytes(outputs[0]))
    #expect(!outputs[0].hasPrefix("data:"))
    #expect(PictureSignature.type(of: bytes) == "image/jpeg")
  }

  @Test func uploadBalanceAndCatalogueAnswer() throws {
    let bench = try Bench()
    let picture = try TestPicture.jpeg()
    let upload = try bench.upload(picture, to: "/api/v1/model/uploadMedia")
    #expect(upload.json["data"]?["file_name"] == "cat.jpg")
    let url = try #require(upload.json["data"]?["download_url"]?.text)
    #expect(try bench.client.download(url).body == picture)
    _ = try bench.acceptedAtlasID()
    let balance = try bench.client.get("/public/v1/balance").json
    #expect(balance["available"] == ["value": "49.946", "currency": "USD"])
    var keyless = bench.client
    keyless.key = nil
    let models = try keyless.get("/api/v1/models").json["data"]?.items
    #expect(models?.count == 4)
  }

  @Test func filesLiveAsLongAsTheHeaderAsks() throws {
    let clock = ManualClock()
    let bench = try Bench { $0.clock = clock.clock }
    let header = "X-AtlasCloud-Object-Expiration-Hours"
    let reply = try bench.submitToAtlas(headers: [header: "2"])
    let url = try bench.atlasOutputs(try #require(reply.json["data"]?["id"]?.text))[0]
    clock.advance(by: .seconds(7199))
    #expect(try bench.client.download(url).status == 200)
    clock.advance(by: .seconds(1))
    #expect(try bench.client.download(url).status == 404)
    #expect(try bench.submitToAtlas(headers: [header: "337"]).status == 400)
    #expect(try bench.submitToAtlas(headers: [header: "0"]).status == 400)
  }

  @Test func aWrongPathIsAnswered401() throws {
    let bench = try Bench()
    let reply = try bench.client.get("/api/v1/model/predictions/x")
    #expect(reply.status == 401)
    #expect(reply.json["request_id"]?.text == reply.headers["x-request-id"])
  }

  @Test func theEdgeTurnsAwayLibraryUserAgents() throws {
    let bench = try Bench()
    let reply = try bench.client.get("/api/v1/models", ["User-Agent": "Python-urllib/3.11"])
    #expect(reply.status == 403)
    #expect(reply.text.contains("1010"))
    #expect(try bench.client.get("/api/v1/models", ["User-Agent": ""]).status == 403)
  }
}
