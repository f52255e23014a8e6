import Testing

@testable import ProviderSimulator

@Suite struct WaveSpeedWireTests {
  @Test func submitAnswersWithTheDocumentedEnvelope() throws {
    let bench = try Bench()
    let reply = try bench.submit()
    #expect(reply.status == 200)
    #expect(reply.json["code"] == 200)
    #expect(reply.json["message"] == "success")
    let data = try #require(reply.json["data"])
    let id = try #require(data["id"]?.text)
    #expect(data["model"] == .string(Models.sequential))
    #expect(data["status"] == "created")
    #expect(data["outputs"] == [])
    #expect(data["error"] == "")
    #expect(data["has_nsfw_contents"] == [])
    #expect(data["timings"]?["inference"] == 0)
    #expect(
      data["urls"]?["get"]
        == .string("\(bench.server.baseURL)/api/v3/predictions/\(id)/result")
    )
    #expect(Moment.milliseconds(try #require(data["created_at"]?.text)) != nil)
  }

  @Test func aTaskPassesThroughItsStatesByTheClock() throws {
    let clock = ManualClock()
    let bench = try Bench {
      $0.clock = clock.clock
      $0.pace = SimulatorPace(
        queued: .seconds(1),
        base: .seconds(2),
        perImage: .seconds(1)
      )
    }
    let id = try bench.acceptedID()
    func status() throws -> JSONValue? { try bench.poll(id).json["data"]?["status"] }
    #expect(try status() == "created")
    clock.advance(by: .seconds(1))
    #expect(try status() == "processing")
    clock.advance(by: .milliseconds(3999))
    #expect(try status() == "processing")
    clock.advance(by: .milliseconds(1))
    let data = try #require(try bench.poll(id).json["data"])
    #expect(data["status"] == "completed")
    #expect(data["outputs"]?.items?.count == 2)
    #expect(data["has_nsfw_contents"] == [false, false])
    #expect(data["timings"]?["inference"] == 4000)
  }

  @Test func theResultIsAlsoFoundWithoutItsSuffix() throws {
    let bench = try Bench()
    let id = try bench.acceptedID()
    let reply = try bench.client.get("/api/v3/predictions/\(id)")
    #expect(reply.json["data"]?["status"] == "completed")
  }

  @Test func syncModeWaitsForTheEnd() throws {
    let bench = try Bench {
      $0.pace = SimulatorPace(base: .milliseconds(80), perImage: .zero)
    }
    let data = try bench.submit(["enable_sync_mode": true]).json["data"]
    #expect(data?["status"] == "completed")
    #expect(data?["outputs"]?.items?.count == 2)
  }

  @Test func syncModeTurnsIntoPollingAfterItsLimit() throws {
    let bench = try Bench {
      $0.pace = SimulatorPace(
        base: .seconds(600),
        perImage: .zero,
        syncLimit: .milliseconds(60)
      )
    }
    let reply = try bench.submit(["enable_sync_mode": true])
    #expect(reply.status == 200)
    #expect(reply.json["data"]?["status"] == "processing")
    #expect(reply.json["data"]?["code"] == 5004)
    #expect(reply.json["data"]?["id"]?.text != nil)
    #expect(bench.server.ledger.count == 1)
  }

  @Test func base64OutputComesInsideTheReply() throws {
    let bench = try Bench()
    let outputs = try bench.outputs(try bench.acceptedID(["enable_base64_output": true]))
    #expect(outputs.count == 2)
    for output in outputs {
      #expect(output.hasPrefix("data:image/jpeg;base64,"))
      let bytes = try #require(InlineImage.bytes(output))
      #expect(PictureSignature.type(of: bytes) == "image/jpeg")
    }
  }

  @Test func theOldUploadTakesAMultipartFile() throws {
    let bench = try Bench()
    let picture = try TestPicture.jpeg()
    let reply = try bench.upload(picture, to: "/api/v3/media/upload/binary")
    #expect(reply.status == 200)
    #expect(reply.json["data"]?["type"] == "image")
    #expect(reply.json["data"]?["filename"] == "cat.jpg")
    #expect(reply.json["data"]?["size"] == .integer(Int64(picture.count)))
    let url = try #require(reply.json["data"]?["download_url"]?.text)
    let file = try bench.client.download(url)
    #expect(file.body == picture)
    #expect(file.headers["content-type"] == "image/jpeg")
  }

  @Test func theNewUploadWantsExactlyTheTicketsHeaders() throws {
    let bench = try Bench()
    let picture = try TestPicture.jpeg()
    let size = JSONValue.integer(Int64(picture.count))
    let reply = try bench.client.post(
      "/api/v3/media/uploads",
      ["filename": "cat.jpg", "size": size, "content_type": "image/jpeg"]
    )
    let data = try #require(reply.json["data"])
    let upload = try #require(data["upload"])
    #expect(upload["method"] == "PUT")
    #expect(Moment.milliseconds(upload["expires_at"]?.text ?? "") != nil)
    let path = bench.client.path(try #require(upload["url"]?.text))
    let headers = try #require(upload["headers"]).fields.compactMapValues(\.text)
    var keyless = bench.client
    keyless.key = nil
    #expect(try bench.client.send("PUT", path, headers, picture).status == 400)
    #expect(bench.server.keyLeaks.count == 1)
    #expect(try keyless.send("PUT", path, [:], picture).status == 403)
    let more = headers.merging(["X-Extra": "1"]) { $1 }
    #expect(try keyless.send("PUT", path, more, picture).status == 403)
    #expect(try keyless.send("PUT", path, headers, Array(picture.dropLast())).status == 400)
    #expect(try keyless.send("PUT", path, headers, picture).status == 200)
    let address = try #require(data["download_url"]?.text)
    #expect(try bench.client.download(address).body == picture)
  }

  @Test func aLargeUploadArrivesWhole() throws {
    let bench = try Bench()
    let signature: [UInt8] = [0xFF, 0xD8, 0xFF]
    let bytes = signature + [UInt8](repeating: 0x2D, count: 12 << 20)
    let reply = try bench.upload(bytes, to: "/api/v3/media/upload/binary")
    #expect(reply.json["data"]?["size"] == .integer(Int64(bytes.count)))
  }

  @Test func balanceAndPriceAnswerInDollars() throws {
    let bench = try Bench()
    _ = try bench.acceptedID()
    let balance = try bench.client.get("/api/v3/balance").json
    #expect(balance["data"]?["balance"] == .number(49.946))
    let quote = try bench.client.post(
      "/api/v3/model/price",
      ["model_id": .string(Models.newer), "inputs": ["prompt": "x", "max_images": 3]]
    )
    #expect(quote.json["data"]?["price"] == .number(0.12))
    #expect(bench.server.ledger.count == 1)
  }

  @Test func historyIsNewestFirstPagedAndFiltered() throws {
    let clock = ManualClock()
    let bench = try Bench { $0.clock = clock.clock }
    var ids: [String] = []
    for number in 1...3 {
      ids.append(try bench.acceptedID(["prompt": .string("fox \(number)")]))
      clock.advance(by: .seconds(60))
    }
    func items(_ query: JSONValue) throws -> [JSONValue] {
      try #require(
        try bench.client.post("/api/v3/predictions", query).json["data"]?["items"]?.items
      )
    }
    let all = try items(["page": 1, "page_size": 100])
    #expect(all.compactMap { $0["id"]?.text } == ids.reversed())
    #expect(all[0]["input"]?["prompt"] == "fox 3")
    #expect(all[0]["model"] == .string(Models.sequential))
    #expect(all[0]["status"] == "completed")
    #expect(all[0]["outputs"]?.items?.count == 2)
    #expect(try items(["page": 2, "page_size": 2]).compactMap { $0["id"]?.text } == [ids[0]])
    let middle = try #require(all[1]["created_at"])
    let between = try items(["created_after": middle, "created_before": middle])
    #expect(between.compactMap { $0["id"]?.text } == [ids[1]])
    #expect(try items(["model": .string(Models.edit)]).isEmpty)
    #expect(try items(["status": "failed"]).isEmpty)
    #expect(try bench.client.post("/api/v3/predictions", ["page_size": 101]).status == 400)
    clock.advance(by: .seconds(8 * 86_400))
    #expect(try items([:]).isEmpty)
  }

  @Test func aDeletedTaskIsGoneFromHistoryAndFiles() throws {
    let bench = try Bench()
    let id = try bench.acceptedID()
    let url = try bench.outputs(id)[0]
    let reply = try bench.client.post("/api/v3/predictions/delete", ["ids": [.string(id)]])
    #expect(reply.status == 200)
    #expect(try bench.poll(id).json["data"]?["status"] == "deleted")
    #expect(try bench.client.download(url).status == 404)
    let list = try bench.client.post("/api/v3/predictions", [:]).json
    #expect(list["data"]?["items"] == [])
  }
}
