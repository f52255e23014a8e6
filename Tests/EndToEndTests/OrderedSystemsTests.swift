import ProviderSimulator
import StudioImaging
import TestSupport
import Testing

/// The four systems the project was ordered from, from a prompt to files.
@Suite(.inTurn) struct OrderedSystemsTests {
  private static let prompt = "A series of 3 images of a lighthouse: dawn, noon, dusk"

  @Test func waveSpeedSequentialCompletesAGroup() async throws {
    try await Ground.lend { ground in
      let wish = Wish(images: 3, prompt: Self.prompt)
      let (ending, document) = try await ground.generate(wish)
      #expect(ending.code == 0, "\(ending.errors)")
      try await ground.expectOnePaidSequence(document, 3)
      let submit = try #require(ground.submits.first)
      #expect(submit.method == "POST")
      #expect(submit.path == "/api/v3/bytedance/seedream-v4/sequential")
      let body: JSONValue = [
        "prompt": .string(Self.prompt), "size": "1024*1024", "max_images": 3,
        "enable_base64_output": false, "enable_sync_mode": false,
      ]
      #expect(submit.body == body)
      #expect(document.value["cost"]?["estimate_usd"] == .number(0.081))
      expectWaveSpeedPolls(ground, document)
      expectKeyOnlyAtTheService(ground)
    }
  }

  @Test func waveSpeedEditSequentialTakesAFileAndAnAddress() async throws {
    try await Ground.lend { ground in
      let picture = try ground.write(Pictures.jpeg(), to: "pictures/fox.jpg")
      let address = "https://pictures.example/fox.png"
      let wish = Wish(
        model: "bytedance/seedream-v4/edit-sequential",
        images: 3,
        prompt: Self.prompt,
        options: ["--image", picture, "--image", address, "--seed", "7"]
      )
      let (ending, document) = try await ground.generate(wish)
      #expect(ending.code == 0, "\(ending.errors)")
      try await ground.expectOnePaidSequence(document, 3)
      let submit = try #require(ground.submits.first)
      #expect(submit.path == "/api/v3/bytedance/seedream-v4/edit-sequential")
      let uploaded = try #require(submit.body?["images"]?.items?.first?.text)
      let body: JSONValue = [
        "prompt": .string(Self.prompt), "size": "1024*1024", "max_images": 3,
        "images": [.string(uploaded), .string(address)], "seed": 7,
        "enable_base64_output": false, "enable_sync_mode": false,
      ]
      #expect(submit.body == body)
      #expect(uploaded.hasPrefix(ground.server.baseURL + "/files/uploads/w/"))
      #expect(!uploaded.contains("fox"), "the file's own name stays here")
      #expect(ground.requests(.upload).map(\.path) == ["/api/v3/media/upload/binary"])
      expectKeyOnlyAtTheService(ground)
    }
  }

  @Test func atlasEditSequentialCompletesAGroup() async throws {
    try await Ground.lend { ground in
      let picture = try ground.write(Pictures.png(), to: "pictures/fox.png")
      let wish = Wish(
        service: .atlasCloud,
        model: "bytedance/seedream-v4/edit-sequential",
        images: 3,
        prompt: Self.prompt,
        options: ["--image", picture]
      )
      let (ending, document) = try await ground.generate(wish)
      #expect(ending.code == 0, "\(ending.errors)")
      try await ground.expectOnePaidSequence(document, 3)
      let submit = try #require(ground.submits.first)
      #expect(submit.path == "/api/v1/model/generateImage")
      let uploaded = try #require(submit.body?["images"]?.items?.first?.text)
      let body: JSONValue = [
        "model": "bytedance/seedream-v4/edit-sequential", "prompt": .string(Self.prompt),
        "size": "1024*1024", "max_images": 3, "images": [.string(uploaded)],
      ]
      #expect(submit.body == body)
      #expect(ground.requests(.upload).map(\.path) == ["/api/v1/model/uploadMedia"])
      expectAtlasPolls(ground, document)
      expectKeyOnlyAtTheService(ground)
    }
  }

  @Test func atlas45SequentialCompletesAGroup() async throws {
    try await Ground.lend { ground in
      let wish = Wish(
        service: .atlasCloud,
        model: "bytedance/seedream-v4.5/sequential",
        size: "2304x1728",
        images: 2
      )
      let (ending, document) = try await ground.generate(wish)
      #expect(ending.code == 0, "\(ending.errors)")
      try await ground.expectOnePaidSequence(document, 2, width: 2304, height: 1728)
      let body: JSONValue = [
        "model": "bytedance/seedream-v4.5/sequential", "prompt": .string(Wish.prompt),
        "size": "2304*1728", "max_images": 2,
      ]
      #expect(ground.submits.first?.body == body)
      #expect(document.value["cost"]?["estimate_usd"] == .number(0.072))
      expectAtlasPolls(ground, document)
      expectKeyOnlyAtTheService(ground)
    }
  }

  @Test func fifteenFramesOfOneGroupKeepTheirOrder() async throws {
    try await Ground.lend { ground in
      let (ending, document) = try await ground.generate(Wish(images: 15))
      #expect(ending.code == 0, "\(ending.errors)")
      try await ground.expectOnePaidSequence(document, 15)
      let names = document.paths.map { $0.suffix(6) }
      #expect(names == (1...15).map { ($0 < 10 ? "0\($0)" : "\($0)") + ".jpg" })
      for image in document.images {
        let index = try #require(image["index"]?.integer)
        #expect(image["url"]?.text?.hasSuffix("/\(index).jpeg") == true)
      }
    }
  }

  @Test(arguments: SimulatedService.allCases)
  func picturesAreNamedAfterWhatTheyAre(_ service: SimulatedService) async throws {
    try await Ground.lend {
      $0.pictureFormat = .png
    } _: { ground in
      let (ending, document) = try await ground.generate(Wish(service: service))
      #expect(ending.code == 0, "\(ending.errors)")
      try await document.expectWholeImages(2, width: 1024, height: 1024, format: .png)
      #expect(document.paths.allSatisfy { $0.hasSuffix(".png") })
    }
  }

  /// Every way in which the pictures can come back ends in the same files.
  @Test(arguments: [
    (SimulatedService.waveSpeed, "sync"), (.waveSpeed, "base64"), (.atlasCloud, "base64"),
  ])
  func eachDeliveryCompletesAGroup(_ service: SimulatedService, _ delivery: String) async throws {
    try await Ground.lend { ground in
      let wish = Wish(service: service, options: ["--delivery", delivery])
      let (ending, document) = try await ground.generate(wish)
      #expect(ending.code == 0, "\(ending.errors)")
      try await ground.expectOnePaidSequence(document)
      let body = try #require(ground.submits.first?.body)
      let flag = delivery == "sync" ? "enable_sync_mode" : "enable_base64_output"
      #expect(body[flag] == true)
      #expect(document.value["delivery"]?.text == delivery)
      if delivery == "sync" { #expect(ground.requests(.result).isEmpty) }
      if delivery == "base64" { #expect(ground.requests(.download).isEmpty) }
    }
  }

  /// The recipe beside the pictures holds the body that went over the wire.
  @Test(arguments: SimulatedService.allCases)
  func theRecipeHoldsTheBodyThatWasSent(_ service: SimulatedService) async throws {
    try await Ground.lend { ground in
      let (_, document) = try await ground.generate(Wish(service: service))
      let recipe = try Document(
        String(decoding: ground.bytes(document.folder + "/recipe.json"), as: UTF8.self)
      )
      let sent = try #require(recipe.value["sent"]?["body"]?.text)
      #expect(try Document(sent).value == ground.submits.first?.body)
    }
  }

  private func expectWaveSpeedPolls(_ ground: Ground, _ document: SequenceDocument) {
    let path = "/api/v3/predictions/\(document.predictionID ?? "")/result"
    #expect(!ground.requests(.result).isEmpty)
    #expect(ground.requests(.result).allSatisfy { $0.path == path && $0.method == "GET" })
  }

  private func expectAtlasPolls(_ ground: Ground, _ document: SequenceDocument) {
    let path = "/api/v1/model/prediction/\(document.predictionID ?? "")"
    #expect(!ground.requests(.result).isEmpty)
    #expect(ground.requests(.result).allSatisfy { $0.path == path && $0.method == "GET" })
  }

  /// Calls of the service carry the key, files never do; all carry the program's own name.
  private func expectKeyOnlyAtTheService(_ ground: Ground) {
    #expect(ground.server.keyLeaks.isEmpty)
    for request in ground.server.requests {
      let isFile = request.path.hasPrefix("/files/")
      #expect((request.headers["authorization"] == nil) == isFile, "\(request.path)")
      #expect(request.headers["user-agent"]?.hasPrefix("seedream/") == true, "\(request.headers)")
    }
  }
}
