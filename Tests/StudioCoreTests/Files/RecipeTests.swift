import Glibc
import StudioCore
import StudioModel
import Testing

@Suite struct RecipeTests {
  private static let hostile =
    "A series of 4: \"fox\"\\ \u{1B}[31m\u{9B}2J \0 \r\n\t \u{202E}gpj \u{2028} 狐狸 👩‍👩‍👧 e\u{301}"
    + " \u{E000}\u{10EEEE}"

  private func job(prompt: String = Self.hostile) -> Job {
    let request = SequenceRequest(
      provider: .wavespeed,
      model: ModelID(rawValue: "bytedance/seedream-v4/edit-sequential"),
      prompt: prompt,
      size: PixelSize(width: 2_048, height: 1_152),
      maxImages: 4,
      references: [
        Reference(
          source: .file(path: "fox's/\u{1B}.png"),
          facts: ReferenceFacts(
            sha256: String(repeating: "ab", count: 32),
            byteCount: 123,
            format: .png,
            size: PixelSize(width: 640, height: 480)
          )
        ),
        Reference(source: .url("https://example.com/a.png?sig=1&x=2")),
      ],
      seed: -1,
      delivery: .sync,
      allowsUndocumentedSize: true
    )
    var job = Job(
      id: SequenceID(rawValue: "1a2b3c4d5e"),
      request: request,
      status: .partial,
      createdAt: Timestamp(milliseconds: 1_772_953_745_999),
      estimate: Money(microdollars: 108_000),
      folder: "/library/x"
    )
    job.referenceURLs = ["https://files.example.com/1.png", "https://example.com/a.png?sig=1&x=2"]
    job.submittedAt = Timestamp(milliseconds: 1_772_953_746_000)
    job.acceptedAt = Timestamp(milliseconds: 1_772_953_746_500)
    job.predictionID = PredictionID(rawValue: "pred/1")
    job.serviceRequestID = "req-1"
    job.frames = [
      Frame(
        index: 1,
        status: .stored,
        url: "https://example.com/1.jpg?X-Sign=a%20b",
        fileName: "01.jpg",
        format: .jpeg,
        size: PixelSize(width: 2_048, height: 1_152),
        byteCount: 456,
        sha256: String(repeating: "0f", count: 32),
        isNSFW: false
      ),
      Frame(
        index: 2,
        status: .failed,
        isNSFW: true,
        failure: Failure(
          .moderated,
          "refused \u{1B}",
          cost: .charged,
          advice: "Reword.",
          httpStatus: 200,
          serviceCode: "1200"
        )
      ),
    ]
    job.failure = Failure(.fewerImages, "1 of 4 came.", cost: .charged)
    return job
  }

  @Test func whatIsWrittenIsReadBackExactly() throws {
    let scratch = try ScratchFolder()
    let recipe = Recipe(job: job(), requestBody: "{\"prompt\":\"fox\"}", program: "seedream 1")
    try recipe.write(to: scratch.path)
    let read = try Recipe.read(scratch("recipe.json"))
    #expect(read == recipe)
    #expect(Array(read.request.prompt.utf8) == Array(Self.hostile.utf8))
    #expect(read.request == job().request)
    #expect(scratch.mode("recipe.json") == 0o600)
  }

  /// Escapes make it three times as long in the file.
  @Test func aLongNameOfInvisibleSignsIsReadBackExactly() throws {
    var job = job()
    let name = String(repeating: "\u{200B}", count: 80) + "t"
    job.predictionID = PredictionID(rawValue: name)
    let scratch = try ScratchFolder()
    try Recipe(job: job, requestBody: nil, program: "p").write(to: scratch.path)
    #expect(try Recipe.read(scratch("recipe.json")).predictionID?.rawValue == name)
  }

  @Test func theFileIsSafeToPrintAndReadsInOrder() throws {
    let text = Recipe(job: job(), requestBody: nil, program: "seedream 1").text
    for scalar in text.unicodeScalars where scalar != "\n" {
      #expect(scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value))
      #expect(![.format, .privateUse, .unassigned].contains(scalar.properties.generalCategory))
    }
    #expect(text.hasPrefix("{\n  \"recipe\": 1,\n  \"program\": \"seedream 1\",\n  \"id\":"))
    #expect(text.hasSuffix("}\n"))
    #expect(text.contains("\"references\": [\n      {\n        \"path\": \"fox's/\\u001b.png\""))
    #expect(text.contains("\"created\": \"2026-03-08T07:09:05.999Z\""))
    #expect(text.contains("狐狸"))
    #expect(text == Recipe(job: job(), requestBody: nil, program: "seedream 1").text)
  }

  @Test func anEarlyRecipeWithoutFramesIsRead() throws {
    var early = job()
    early.frames = []
    early.referenceURLs = []
    early.failure = nil
    early.predictionID = nil
    let recipe = Recipe(job: early, requestBody: nil, program: "seedream 1")
    let scratch = try ScratchFolder()
    try recipe.write(to: scratch.path, replacing: false)
    #expect(try Recipe.read(scratch("recipe.json")) == recipe)
    #expect(throws: FileFailure(.exists, .write, path: scratch("recipe.json"))) {
      try recipe.write(to: scratch.path, replacing: false)
    }
  }

  @Test func aLargeBodyIsLeftOutSoThatTheRecipeStaysReadable() throws {
    let scratch = try ScratchFolder()
    let body = String(repeating: "A", count: 5 << 20)
    try Recipe(job: job(), requestBody: body, program: "x").write(to: scratch.path)
    #expect(try Recipe.read(scratch("recipe.json")).requestBody == nil)
  }

  @Test func aRecipeOfALaterVersionIsReadAsFarAsItIsUnderstood() throws {
    let recipe = try read(
      #"""
      {"recipe": 9, "mood": {"new": [1, 2]}, "status": "dreaming", "error": 7,
       "request": {"provider": "atlascloud", "model": "m/x", "prompt": "", "size": "1024x1024",
        "max_images": 2, "delivery": "pigeon", "style": "oil"},
       "frames": [{"index": 1, "file": "../../.bashrc", "size": "bad"}, {"index": 0}, 5,
        {"index": 2, "status": "melting"}]}
      """#
    )
    #expect(recipe.version == 9)
    #expect(recipe.request.delivery == .poll)
    #expect(recipe.status == nil && recipe.failure == nil)
    #expect(recipe.frames.map(\.index) == [1, 2])
    #expect(recipe.frames.allSatisfy { $0.fileName == nil && $0.size == nil })
  }

  private static let whole =
    #"{"recipe": 1, "request": {"provider": "wavespeed", "model": "m", "prompt": "p", "#
    + #""size": "1024x1024", "max_images": 1, "references": []}}"#

  @Test(arguments: [
    (#""recipe": 1"#, #""recipe": 0"#, "recipe"),
    (#""request""#, #""question""#, "request"),
    (#""wavespeed""#, #""elsewhere""#, "request.provider"),
    (#""model": "m""#, #""model": [1]"#, "request.model"),
    (#""model": "m""#, #""model": """#, "request.model"),
    (#""prompt": "p""#, #""prompt": 7"#, "request.prompt"),
    (#""1024x1024""#, #""99999999999x1""#, "request.size"),
    (#""max_images": 1"#, #""max_images": 9223372036854775807"#, "request.max_images"),
    (#""max_images": 1"#, #""max_images": -1"#, "request.max_images"),
    (#""references": []"#, #""references": [{"path": 1}]"#, "request.references[0]"),
    ("}}", "}", nil),
  ])
  func aBrokenRecipeIsRefusedByTheFieldThatBreaksIt(old: String, new: String, field: String?) throws
  {
    #expect(throws: Never.self) { try read(Self.whole) }
    let broken = Self.whole.split(separator: old, maxSplits: 1, omittingEmptySubsequences: false)
    #expect(broken.count == 2)
    let problem = #expect(throws: RecipeProblem.self) {
      try read(broken.joined(separator: new))
    }
    #expect(problem?.kind == field.map { .field($0) } ?? .malformed)
    #expect(problem?.message.hasSuffix(".") == true)
  }

  @Test func damagedBytesNeverTrap() throws {
    let scratch = try ScratchFolder()
    let whole = Array(Recipe(job: job(), requestBody: "{}", program: "x").text.utf8)
    var seed: UInt64 = 7
    for _ in 0..<400 {
      var bytes = whole
      for _ in 0..<3 {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let place = Int(seed >> 33) % bytes.count
        switch (seed >> 20) & 3 {
        case 0: bytes[place] = UInt8(truncatingIfNeeded: seed >> 8)
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + 9))
        case 2: bytes.insert(contentsOf: Array("9999999999999999999999".utf8), at: place)
        default: bytes.removeLast(min(bytes.count - 1, place))
        }
      }
      try FileSystem().write(bytes, to: scratch("recipe.json"))
      if let recipe = try? Recipe.read(scratch("recipe.json")) { _ = recipe.text }
    }
  }

  @Test func deepLargeAndStrangeFilesAreRefused() throws {
    let scratch = try ScratchFolder()
    for text in ["", "[", String(repeating: "[", count: 200_000), "null", "[]", "\"recipe\""] {
      #expect((try? read(text)) == nil)
    }
    try scratch.fill("recipe.json", "")
    #expect(truncate(scratch("recipe.json"), (4 << 20) + 1) == 0)
    let problem = #expect(throws: RecipeProblem.self) { try Recipe.read(scratch("recipe.json")) }
    #expect(
      problem?.kind
        == .file(FileFailure(.tooLarge(limit: 4 << 20), .read, path: scratch("recipe.json")))
    )
    #expect(throws: RecipeProblem.self) { try Recipe.read(scratch("none.json")) }
  }

  private func read(_ text: String) throws -> Recipe {
    let scratch = try ScratchFolder()
    try scratch.fill("r.json", text)
    return try Recipe.read(scratch("r.json"))
  }
}
