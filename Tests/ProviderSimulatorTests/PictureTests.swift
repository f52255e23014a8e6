import StudioImaging
import Testing

@testable import ProviderSimulator

@Suite struct PictureTests {
  private func picture(
    _ bench: Bench,
    _ extra: [String: JSONValue],
    frame: Int = 1,
    model: String = Models.edit
  ) throws -> Raster {
    var fields: [String: JSONValue] = [
      "images": ["https://example.com/a.png"], "seed": 7, "size": "256*256",
    ]
    fields.merge(extra) { $1 }
    let reply = try bench.submit(fields, model: model)
    let id = try #require(reply.json["data"]?["id"]?.text)
    let url = try bench.outputs(id)[frame - 1]
    let bytes = try bench.client.download(url).body
    return try PictureDecoder.decode(bytes: bytes, fitting: (width: 256, height: 256))
  }

  /// The mean difference of two pictures' bytes.
  private func difference(_ one: Raster, _ other: Raster) -> Int {
    zip(one.pixels, other.pixels).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
      / one.pixels.count
  }

  @Test func picturesDifferByPromptSeedAndFrame() throws {
    let bench = try Bench()
    let fox = try picture(bench, ["prompt": "a fox"])
    #expect(try picture(bench, ["prompt": "a fox"]) == fox)
    #expect(difference(try picture(bench, ["prompt": "a red ship"]), fox) > 5)
    #expect(try picture(bench, ["prompt": "a fox", "seed": 8]) != fox)
    #expect(difference(try picture(bench, ["prompt": "a fox"], frame: 2), fox) > 5)
  }

  @Test func aReferenceShowsInTheEdit() throws {
    let bench = try Bench()
    func edited(_ color: (UInt8, UInt8, UInt8)) throws -> Raster {
      let upload = try bench.upload(
        try TestPicture.jpeg(color),
        to: "/api/v3/media/upload/binary"
      )
      let url = try #require(upload.json["data"]?["download_url"])
      return try picture(bench, ["images": [url]])
    }
    func count(_ raster: Raster, _ matches: (Int, Int, Int) -> Bool) -> Int {
      stride(from: 0, to: raster.pixels.count, by: 3).count {
        matches(
          Int(raster.pixels[$0]),
          Int(raster.pixels[$0 + 1]),
          Int(raster.pixels[$0 + 2])
        )
      }
    }
    let magenta = try edited((255, 0, 255))
    #expect(count(magenta) { $0 > 220 && $1 < 50 && $2 > 220 } > 1000)
    let green = try edited((0, 255, 0))
    #expect(count(green) { $0 < 50 && $1 > 220 && $2 < 50 } > 1000)
  }

  @Test func anEarlierFrameCanBeTheReferenceOfAnEdit() throws {
    let bench = try Bench()
    let url = try bench.outputs(try bench.acceptedID())[0]
    let reply = try bench.submit(["images": [.string(url)]], model: Models.edit)
    let id = try #require(reply.json["data"]?["id"]?.text)
    #expect(try bench.client.download(try bench.outputs(id)[0]).status == 200)
  }

  @Test(arguments: [
    ("A series of 4 images of foxes", Subject.fox), ("the old lighthouse", .lighthouse),
    ("一只小猫的四张组图", .cat), ("海上的帆船", .ship), ("热气球", .balloon),
    ("an oak tree, four seasons", .tree), ("a rocket over Mars", .rocket),
  ])
  func theSubjectIsFoundInThePrompt(prompt: String, subject: Subject) {
    #expect(SceneTraits(prompt: prompt, variation: 0).subject == subject)
  }

  @Test func wordsInsideOtherWordsDoNotCount() {
    let traits = SceneTraits(prompt: "education and category theory with a fox", variation: 0)
    #expect(traits.subject == .fox)
    #expect(traits.companion == nil)
  }

  @Test(arguments: [(16, 16), (1, 300), (300, 17), (64, 640)])
  func everyShapeOfPictureCanBeDrawn(width: Int, height: Int) {
    for subject in Subject.allCases {
      let word = subject.words.english[0]
      for season in ["", "winter", "autumn", "spring"] {
        let traits = SceneTraits(prompt: "\(word) \(season)", variation: 3)
        var scene = Scene(traits: traits, frame: 2, of: 3, width: width, height: height)
        scene.draw()
        scene.hang([.card(of: "a"), .card(of: "b")])
        FrameNumber.draw("15/15", &scene.painter, corner: [Float(width), 9], height: 30)
        #expect(Set(scene.painter.raster.pixels).count > 1)
      }
    }
  }
}
