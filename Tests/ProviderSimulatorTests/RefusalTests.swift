import Testing

@testable import ProviderSimulator

@Suite struct RefusalTests {
  @Test func aMissingOrWrongKeyIsRefusedInEachServicesShape() throws {
    var bench = try Bench { $0.keys = .only("right-key") }
    for key in [nil, "wrong-key"] {
      bench.client.key = key
      let waveSpeed = try bench.submit()
      #expect(waveSpeed.status == 401)
      #expect(waveSpeed.json["code"] == 401)
      #expect(waveSpeed.json["message"]?.text != nil)
      let atlas = try bench.submitToAtlas()
      #expect(atlas.status == 401)
      #expect(atlas.json["code"] == 401)
      #expect(atlas.json["msg"]?.text != nil)
      #expect(atlas.json["data"] == .null)
    }
    #expect(bench.server.ledger.isEmpty)
    bench.client.key = "right-key"
    #expect(try bench.submit().status == 200)
  }

  @Test(
    arguments: [
      (["width": 1024], "width"), (["steps": 20], "steps"), (["guidance_scale": 7], "guidance"),
      (["seed": 7], "seed"), (["images": ["https://example.com/a.png"]], "images"),
      (["prompt": ""], "prompt"), (["prompt": 7], "prompt"), (["max_images": 0], "max_images"),
      (["max_images": 16], "max_images"), (["max_images": "4"], "max_images"),
      (["size": "2048x2048"], "size"), (["size": "1023*2048"], "size"),
      (["size": "2048*4097"], "size"), (["size": 2048], "size"),
      (["enable_sync_mode": "yes"], "enable_sync_mode"),
    ] as [([String: JSONValue], String)]
  )
  func whatTheDocumentsDoNotListIsRefused(extra: [String: JSONValue], word: String) throws {
    let bench = try Bench { $0.allowsUndocumentedSizes = false }
    let reply = try bench.submit(["size": "1024*1024"].merging(extra) { $1 })
    #expect(reply.status == 400)
    #expect(reply.json["code"] == 400)
    #expect(reply.json["message"]?.text?.contains(word) == true)
    #expect(bench.server.ledger.isEmpty)
  }

  @Test func aPromptIsRequired() throws {
    let bench = try Bench()
    let reply = try bench.client.post("/api/v3/\(Models.sequential)", ["max_images": 1])
    #expect(reply.status == 400)
  }

  @Test(arguments: [
    ("1024*1024", Models.newer, false), ("1920*1920", Models.newer, true),
    ("4704*3520", Models.newer, true), ("4096*4097", Models.newer, false),
    ("8000*470", Models.newer, false), ("1024*4096", Models.sequential, true),
  ])
  func waveSpeedsSizesFollowEachModelsRule(size: String, model: String, fits: Bool) throws {
    let bench = try Bench { $0.allowsUndocumentedSizes = false }
    let reply = try bench.submit(["size": .string(size)], model: model)
    #expect((reply.status == 200) == fits)
  }

  @Test func atlasTakesOnlyTheListedSizesAndItsOwnParameters() throws {
    let bench = try Bench { $0.allowsUndocumentedSizes = false }
    let odd = try bench.submitToAtlas(["size": "2560*1440"], model: Models.newer)
    #expect(odd.status == 400)
    #expect(odd.json["error"]?["param"] == "size")
    #expect(odd.json["error"]?["type"] == "invalid_request_error")
    #expect(odd.json["request_id"]?.text == odd.headers["x-request-id"])
    let listed = try bench.submitToAtlas(["size": "3136*1344"], model: Models.newer)
    #expect(listed.status == 200)
    let fifteen = try bench.submitToAtlas(["size": "1024*1024", "max_images": 15])
    #expect(fifteen.json["error"]?["param"] == "max_images")
    let sync = try bench.submitToAtlas(["size": "1024*1024", "enable_sync_mode": true])
    #expect(sync.json["error"]?["param"] == "enable_sync_mode")
  }

  @Test func editsCountTheirReferences() throws {
    let bench = try Bench()
    let url: JSONValue = "https://example.com/a.png"
    func edit(_ count: Int, _ images: Int = 1) throws -> Int {
      let list = JSONValue.array(Array(repeating: url, count: count))
      return try bench.submit(
        ["images": list, "max_images": .integer(Int64(images)), "seed": -1],
        model: Models.edit
      ).status
    }
    #expect(try edit(0) == 400)
    #expect(try edit(1) == 200)
    #expect(try edit(10, 5) == 200)
    #expect(try edit(10, 6) == 400)
    #expect(try edit(11) == 400)
    #expect(try edit(1, 15) == 400)
    #expect(try bench.submit(["images": ["no image"]], model: Models.edit).status == 400)
  }

  @Test func aReferenceThatIsGoneFailsTheTaskAndIsRefunded() throws {
    let bench = try Bench()
    let gone = "\(bench.server.baseURL)/files/uploads/w/0123456789/cat.jpg"
    let reply = try bench.submit(["images": [.string(gone)]], model: Models.edit)
    let id = try #require(reply.json["data"]?["id"]?.text)
    let data = try bench.poll(id).json["data"]
    #expect(data?["status"] == "failed")
    #expect(data?["code"] == 1402)
    #expect(bench.server.ledger[0].isRefunded)
  }

  @Test func smallSizesAreRefusedUnlessAllowed() throws {
    let bench = try Bench { $0.allowsUndocumentedSizes = false }
    #expect(try bench.submit(["size": "320*320"]).status == 400)
    bench.server.allowUndocumentedSizes(true)
    #expect(try bench.submit(["size": "320*320"]).status == 200)
    #expect(try bench.submit(["size": "8000*8000"]).status == 400)
  }

  @Test func whatIsNotJSONOrNotAModelIsRefused() throws {
    let bench = try Bench()
    let path = "/api/v3/\(Models.sequential)"
    let header = ["Content-Type": "application/json"]
    #expect(try bench.client.send("POST", path, header, Array("{".utf8)).status == 400)
    #expect(try bench.client.send("POST", path, [:], Array("{}".utf8)).status == 400)
    #expect(try bench.submit(model: "someone/else").status == 404)
    #expect(try bench.submitToAtlas(model: "someone/else").status == 400)
    #expect(try bench.poll("0123").status == 404)
    #expect(try bench.client.get("/nothing").status == 404)
    #expect(try bench.upload([], to: "/api/v3/media/upload/binary").status == 400)
    let misnamed = try bench.upload([1, 2], to: "/api/v3/media/upload/binary", part: "image")
    #expect(misnamed.status == 400)
  }
}
