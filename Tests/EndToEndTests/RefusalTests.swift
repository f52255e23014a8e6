import FoundationEssentials
import ProviderSimulator
import TestSupport
import Testing

/// What is refused before sending: exit 2, a sentence that says what is allowed, nothing sent,
/// nothing stored.
@Suite(.inTurn) struct RefusalTests {
  /// One bad request. `says` are words that the sentence on stderr has to have.
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var options: [String] = []
    var prompt: String? = "a red fox"
    var says: [String]

    init(_ name: String, _ options: [String], prompt: String? = "a red fox", says: [String]) {
      testDescription = name
      self.options = options
      self.prompt = prompt
      self.says = says
    }
  }

  private static let edit = ["--model", "bytedance/seedream-v4/edit-sequential"]
  private static let atlas = ["--provider", "atlascloud"]
  private static let atlas45 = atlas + ["--model", "bytedance/seedream-v4.5/sequential"]
  private static let elsewhere = "https://pictures.example/fox.png"

  static let requests: [Row] = [
    Row("no prompt", [], prompt: nil, says: ["prompt is missing"]),
    Row("two prompts", ["a red"], prompt: "fox", says: ["quotes"]),
    Row("empty prompt", [], prompt: "", says: ["prompt is empty"]),
    Row("blank prompt", [], prompt: " \t\n ", says: ["prompt is empty"]),
    Row("only controls", [], prompt: "\u{1b}\u{7f}\u{85}", says: ["prompt is empty"]),
    Row("unknown option", ["--sizes", "1:1"], says: ["--sizes", "--size"]),
    Row("value missing", ["--max-images"], prompt: nil, says: ["--max-images"]),
    Row("given twice", ["--size", "1:1", "--size", "16:9"], says: ["--size", "twice"]),
    Row("unknown service", ["--provider", "wavespead"], says: ["wavespeed", "atlascloud"]),
    Row("unknown model", ["--model", "bytedance/seedream-v4/sequental"], says: ["did you mean"]),
    Row("unknown delivery", ["--delivery", "mail"], says: ["poll", "sync", "base64"]),
    Row("delivery not taken", atlas + ["--delivery", "sync"], says: ["sync", "poll"]),
    Row("base64 not taken", atlas45 + ["--delivery", "base64"], says: ["base64", "poll"]),
    Row("no images", ["--max-images", "0"], says: ["1–15", "nearest allowed number is 1"]),
    Row("negative images", ["--max-images", "-3"], says: ["1–15"]),
    Row("too many images", ["--max-images", "16"], says: ["1–15", "is 15"]),
    Row("too many at Atlas", atlas + ["--max-images", "15"], says: ["1–14", "is 14"]),
    Row("images no number", ["--max-images", "four"], says: ["whole number"]),
    Row("size nonsense", ["--size", "big"], says: ["“big” is not a size"]),
    Row("size of nothing", ["--size", "0x0"], says: ["“0x0” is not a size"]),
    Row("side too short", ["--size", "1023x2048"], says: ["1024–4096", "1024"]),
    Row("side too long", ["--size", "4097x4096"], says: ["1024–4096", "nearest"]),
    Row("side beyond numbers", ["--size", "99999999999999999999x1"], says: ["size"]),
    Row("table row refused", ["--size", "21:9@0.1mp"], says: ["495", "1024–4096"]),
    Row("size not listed", atlas45 + ["--size", "2048x2049"], says: ["2048", "nearest"]),
    Row("aspect not offered", atlas45 + ["--size", "5:4"], says: ["5:4"]),
    Row(
      "too few pixels",
      ["--model", "bytedance/seedream-v4.5/sequential", "--size", "1024x1024"],
      says: ["3,686,400", "nearest"]
    ),
    Row(
      "too many pixels",
      ["--model", "bytedance/seedream-v4.5/sequential", "--size", "4097x4096"],
      says: ["16,777,216", "nearest"]
    ),
    Row("seed not taken", ["--seed", "1"], says: ["takes no seed"]),
    Row(
      "seed too large",
      edit + ["--image", elsewhere, "--seed", "2147483648"],
      says: ["2147483647"]
    ),
    Row("seed no number", edit + ["--image", elsewhere, "--seed", "x"], says: ["whole number"]),
    Row("no references", edit, says: ["1–10 references"]),
    Row(
      "references not taken",
      ["--model", "bytedance/seedream-v4/sequential", "--image", elsewhere],
      says: ["takes no references", "edit-sequential"]
    ),
    Row(
      "too many references",
      edit + (1...11).flatMap { _ in ["--image", elsewhere] },
      says: ["11 references", "1–10"]
    ),
    Row(
      "too many together",
      edit + (1...5).flatMap { _ in ["--image", elsewhere] } + ["--max-images", "11"],
      says: ["16 pictures", "15 together", "is 10"]
    ),
    Row("address not https", edit + ["--image", "http://pictures.example/a.png"], says: ["https"]),
    Row("address by ftp", edit + ["--image", "ftp://pictures.example/a.png"], says: ["https"]),
    Row("data address", edit + ["--image", "data:image/png;base64,AAAA"], says: ["address"]),
    Row("address without host", edit + ["--image", "https:///a.png"], says: ["names no host"]),
    Row("no folder's name", ["--out", ""], says: ["--out"]),
  ]

  @Test(arguments: requests)
  func aRequestAgainstTheDocumentsNeverLeaves(_ row: Row) async throws {
    try await Ground.lend { ground in
      try await expectRefused(ground, row.options, row.prompt, says: row.says)
    }
  }

  @Test(arguments: [
    ("missing.png", nil as String?, "does not exist"), ("folder", nil, "can't be read"),
    ("text.png", "plain text, not a picture", "is not an image"), ("empty.jpg", "", "empty"),
  ])
  func aReferenceThatIsNoPictureIsRefusedByName(
    _ name: String,
    _ content: String?,
    _ reason: String
  ) async throws {
    try await Ground.lend { ground in
      try ground.write("", to: "pictures/folder/inside")
      if let content { try ground.write(content, to: "pictures/\(name)") }
      let options = Self.edit + ["--image", ground.home + "/pictures/" + name]
      try await expectRefused(ground, options, "a red fox", says: [name, reason])
    }
  }

  @Test(arguments: [
    ("long.jpg", 6001, 16, "15–6000"), ("tall.jpg", 16, 6001, "15–6000"),
    ("small.jpg", 14, 64, "15–6000"),
  ])
  func aReferenceOutsideThePixelLimitsIsRefusedByName(
    _ name: String,
    _ width: Int,
    _ height: Int,
    _ limit: String
  ) async throws {
    try await Ground.lend { ground in
      let path = try ground.write(Pictures.jpeg(width, height), to: "pictures/\(name)")
      try await expectRefused(
        ground,
        Self.edit + ["--image", path],
        "a red fox",
        says: [name, "\(width)×\(height)", limit]
      )
    }
  }

  @Test func aReferenceOverTenMegabytesIsRefusedByNameAndOneOfTenIsNot() async throws {
    try await Ground.lend { ground in
      // What follows the end of a JPEG belongs to nobody and is allowed.
      let picture = try Pictures.jpeg()
      let padding = [UInt8](repeating: 0, count: 10_000_000 - picture.count)
      let path = try ground.write(picture + padding + [0], to: "pictures/heavy.jpg")
      let options = Self.edit + ["--image", path]
      try await expectRefused(
        ground,
        options,
        "a red fox",
        says: ["heavy.jpg", "10.1 MB", "10 MB"]
      )
      try ground.write(picture + padding, to: path)
      let dry = try await ground.run(["generate", "--dry-run"] + options + ["--", "a red fox"])
      #expect(dry.code == 0, "\(dry.errors)")
    }
  }

  /// Root may read anything, so this one needs an ordinary user.
  @Test(.enabled(if: Privileges.areOrdinary, "root may read every file"))
  func aReferenceThatMayNotBeReadIsRefusedByName() async throws {
    try await Ground.lend { ground in
      let path = try ground.write(Pictures.jpeg(), to: "pictures/secret.jpg")
      Privileges.setMode(path, 0)
      try await expectRefused(
        ground,
        Self.edit + ["--image", path],
        "a red fox",
        says: ["secret.jpg", "can't be read"]
      )
    }
  }

  @Test(arguments: ["01.jpg", "02.png", "recipe.json", ".01.part"])
  func aFolderThatHoldsPicturesIsNotWrittenInto(_ name: String) async throws {
    try await Ground.lend { ground in
      let path = try ground.write("somebody's", to: "out/\(name)")
      let folder = ground.home + "/out"
      try await expectRefused(ground, ["--out", folder], "a red fox", says: [name])
      let isKept = ground.bytes(path) == Array("somebody's".utf8)
      #expect(isKept, "\(name) was overwritten")
    }
  }

  @Test func aFileIsNoFolderToWriteInto() async throws {
    try await Ground.lend { ground in
      let path = try ground.write("somebody's", to: "out")
      try await expectRefused(ground, ["--out", path], "a red fox", says: ["out"])
    }
  }

  /// All that is wrong is told at once, so that nobody has to try again for each.
  @Test func everyRuleThatIsBrokenHasItsSentence() async throws {
    try await Ground.lend { ground in
      let options = ["--size", "64x64", "--max-images", "99", "--seed", "5"]
      let ending = try await expectRefused(ground, options, "", says: ["64×64", "99", "seed"])
      #expect(ending.errors.contains("prompt is empty"))
    }
  }

  @Test func withJSONARefusalIsADocumentToo() async throws {
    try await Ground.lend { ground in
      let ending = try await ground.run(["generate", "--json", "--max-images", "99", "--", "fox"])
      #expect(ending.code == 2)
      let document = try SequenceDocument(ending.output)
      #expect(document.status == "refused")
      #expect(document.errorCode == "invalid_request")
      #expect(document.errorMessage.contains("1–15"))
      #expect(document.value["error"]?["service_code"]?.text == "max_images_too_many")
    }
  }

  @Test(arguments: [
    ["resume", "nothing-of-that-id"], ["wait", "nothing-of-that-id"], ["wait"],
    ["show", "nothing-of-that-id"], ["show"], ["show", "a", "b"], ["resume", "--adopt", "x"],
    ["resume", "a", "--cancel", "--send-again"], ["history", "--limit", "0"],
    ["history", "--limit", "many"], ["sizes", "--model", "bytedance/seedream-v9/sequential"],
    ["models", "--provider", "nobody"], ["simulate", "--port", "99999"], ["generat", "a fox"],
    ["--no-such-option"],
  ])
  func aCommandThatMakesNoSenseSaysSo(_ words: [String]) async throws {
    try await Ground.lend { ground in
      let ending = try await ground.run(words)
      #expect(ending.code == 2, "\(ending.errors)")
      #expect(!ending.errors.isEmpty)
      #expect(ending.output.isEmpty)
      #expect(ground.server.requests.isEmpty)
    }
  }

  @Test(arguments: [
    "http://example.com", "ftp://127.0.0.1", "https://user:secret@127.0.0.1", "127.0.0.1:8080",
    "http://127.0.0.1.example.com", "https://127.0.0.1/api",
  ])
  func anAddressThatMayNotHaveTheKeyIsRefused(_ address: String) async throws {
    try await Ground.lend { ground in
      let ending = try await ground.run(["generate", "fox"], ["WAVESPEED_BASE_URL": address])
      #expect(ending.code == 2, "\(ending.errors)")
      #expect(ending.errors.contains("WAVESPEED_BASE_URL"))
      #expect(!ending.errors.contains("secret"))
      #expect(ground.server.requests.isEmpty)
    }
  }

  /// Runs `generate`, which must refuse in words, send nothing and leave nothing in the library.
  @discardableResult
  private func expectRefused(
    _ ground: Ground,
    _ options: [String],
    _ prompt: String?,
    says: [String],
    _ location: SourceLocation = #_sourceLocation
  ) async throws -> ChildProgram.Ending {
    let words = ["generate"] + options + (prompt.map { [$0] } ?? [])
    let ending = try await ground.run(words)
    #expect(ending.code == 2, "\(ending.errors)", sourceLocation: location)
    #expect(ending.output.isEmpty, sourceLocation: location)
    for word in says {
      #expect(ending.errors.contains(word), "\(ending.errors)", sourceLocation: location)
    }
    #expect(ground.server.requests.isEmpty, "something was sent", sourceLocation: location)
    let past = try await ground.run(["history", "--json"])
    #expect(past.code == 0, "\(past.errors)", sourceLocation: location)
    #expect(past.output == "[]\n", sourceLocation: location)
    #expect(!ground.files.contains { $0.hasPrefix("data/library") }, sourceLocation: location)
    return ending
  }
}
