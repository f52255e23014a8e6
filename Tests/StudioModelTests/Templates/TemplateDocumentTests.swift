import FoundationEssentials
import StudioModel
import Testing

/// Saved templates, presets and their names.
struct TemplateDocumentTests {
  let catalog: ModelCatalog

  init() throws { catalog = try CatalogFixture.load() }

  private func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  // MARK: Names

  @Test(arguments: [
    ("", NameFault.empty), (" \t\n", .empty), ("a/b", .slash), ("a\\b", .slash),
    (".hidden", .leadingDot), ("..", .leadingDot), ("a\nb", .controlCharacters),
    ("a\tb", .controlCharacters), ("a\u{1B}[0m", .controlCharacters),
    ("a\u{202E}b", .controlCharacters), ("a\u{2028}b", .controlCharacters),
    (String(repeating: "a", count: 61), .tooLong(61, limit: 60)),
    ("e" + String(repeating: "\u{301}", count: 120), .tooManyBytes(241, limit: 240)),
  ])
  func whatIsNoNameIsRefused(text: String, fault: NameFault) {
    #expect(throws: fault) { try SavedName(text) }
    #expect(!fault.message.isEmpty && !fault.advice.isEmpty)
  }

  @Test(arguments: [
    ("Fox at dusk", "Fox at dusk"), ("  分镜 \n", "分镜"), ("v1.5 – été", "v1.5 – été"),
    ("👩‍👩‍👧", "👩‍👩‍👧"),
  ])
  func namesAreKeptWithoutTheSpacesAround(text: String, name: String) throws {
    #expect(try SavedName(text).text == name)
  }

  @Test func sixtyCharactersOfAnyScriptFit() throws {
    #expect(try SavedName(String(repeating: "图", count: 60)).text.count == 60)
  }

  @Test func namesThatDifferInLetterCaseClash() throws {
    let others = try [SavedName("Storyboard"), SavedName("ÉTÉ")]
    let fault = #expect(throws: NameFault.self) {
      try SavedName("storyBoard").check(among: others)
    }
    #expect(fault == .taken(by: others[0]))
    #expect(fault?.message.contains("“Storyboard”") == true)
    #expect(throws: NameFault.taken(by: others[1])) { try SavedName("été").check(among: others) }
    try SavedName("Storyboard 2").check(among: others)
    #expect(Set(others + [try SavedName("STORYBOARD")]).count == 2)
  }

  // MARK: Templates

  private func document(images: Int = 6, references: Int = 0) throws -> TemplateDocument {
    TemplateDocument(
      name: try SavedName("Foxes"),
      description: "Foxes in a row.",
      template: try PromptTemplate(parsing: "{images} foxes"),
      images: images,
      references: references,
      model: references > 0 ? .edit : .text
    )
  }

  @Test func aTemplateIsKeptAsPlainFields() throws {
    let document = try document()
    let text = try json(document)
    #expect(
      text == "{\"description\":\"Foxes in a row.\",\"images\":6,\"model\":\"text\","
        + "\"name\":\"Foxes\",\"references\":0,\"template\":\"{images} foxes\"}"
    )
    #expect(try JSONDecoder().decode(TemplateDocument.self, from: Data(text.utf8)) == document)
    let bad = text.replacing("Foxes\"", with: "a/b\"")
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(TemplateDocument.self, from: Data(bad.utf8))
    }
  }

  @Test func suggestedSettingsTakeTheModelOfTheKind() throws {
    for model in catalog.models {
      let request = try CatalogFixture.request(model.id, model.provider)
      let text = try document().applied(to: request, catalog)
      #expect(text.maxImages == 6)
      #expect(catalog.model(text.model, text.provider)?.isEdit == false)
      #expect(text.model.rawValue.contains(model.family == "4.5" ? "v4.5" : "v4/"))
      let edit = try document(references: 2).applied(to: request, catalog)
      #expect(catalog.model(edit.model, edit.provider)?.isEdit == true)
      #expect(edit.references == request.references)
    }
    var unknown = try CatalogFixture.request()
    unknown.model = ModelID(rawValue: "none")
    #expect(try document(references: 1).applied(to: unknown, catalog).model == unknown.model)
  }

  @Test func tooFewReferencesAreTold() throws {
    #expect(
      try document(references: 2).shortage(given: 1)
        == "This template works from 2 references, and 1 is given."
    )
    #expect(
      try document(references: 1).shortage(given: 0)
        == "This template works from 1 reference, and 0 are given."
    )
    #expect(try document(references: 2).shortage(given: 2) == nil)
    #expect(try document().shortage(given: 0) == nil)
  }

  // MARK: Presets

  private func preset(_ size: SizeSpelling = .aspect(AspectRatio(16, 9), nil)) throws -> RunPreset {
    RunPreset(
      name: try SavedName("Wide"),
      provider: .wavespeed,
      model: CatalogFixture.edit,
      size: size,
      images: 3,
      delivery: .sync,
      seed: .fixed(7)
    )
  }

  @Test func aPresetIsKeptAsPlainFields() throws {
    let preset = try preset(.aspect(AspectRatio(16, 9), .medium))
    let text = try json(preset)
    #expect(
      text
        == "{\"delivery\":\"sync\",\"images\":3,\"model\":\"bytedance/seedream-v4/edit-sequential\","
        + "\"name\":\"Wide\",\"provider\":\"wavespeed\",\"seed\":\"7\",\"size\":\"16:9@1mp\"}"
    )
    #expect(try JSONDecoder().decode(RunPreset.self, from: Data(text.utf8)) == preset)
    for (part, other) in [("16:9@1mp", "wide"), ("\"7\"", "\"seven\""), ("sync", "pigeon")] {
      let bad = text.replacing(part, with: other)
      #expect(bad != text)
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(RunPreset.self, from: Data(bad.utf8))
      }
    }
  }

  @Test func aPresetSetsEverythingButThePromptAndTheReferences() throws {
    var request = try CatalogFixture.request(CatalogFixture.text45, .atlascloud)
    request.references = [Reference(source: .file(path: "fox.png"))]
    request.allowsUndocumentedSize = true
    let changed = try preset().applied(to: request, catalog)
    #expect(changed.provider == .wavespeed && changed.model == CatalogFixture.edit)
    #expect(changed.size == PixelSize(1_936, 1_089))
    #expect(changed.maxImages == 3 && changed.delivery == .sync && changed.seed == 7)
    #expect(changed.prompt == request.prompt && changed.references == request.references)
    #expect(!changed.allowsUndocumentedSize)
  }

  @Test func aPresetOfARequestGivesItsSettingsBack() throws {
    for model in catalog.models {
      var request = try CatalogFixture.request(model.id, model.provider, images: 5)
      if model.seed != nil { request.seed = -1 }
      let preset = RunPreset(name: try SavedName("x"), of: request)
      var other = try CatalogFixture.request()
      other.prompt = request.prompt
      other.references = request.references
      #expect(try preset.applied(to: other, catalog) == request)
    }
  }

  @Test func aPresetOfAModelOrSizeThatIsGoneIsRefused() throws {
    let request = try CatalogFixture.request()
    let shape = try preset(.aspect(AspectRatio(7, 1), nil))
    let noSize = #expect(throws: Refusal.self) { try shape.applied(to: request, catalog) }
    #expect(noSize?.rule == "size_aspect_not_offered")
    var gone = try preset()
    gone.model = ModelID(rawValue: "none")
    let noModel = #expect(throws: Refusal.self) { try gone.applied(to: request, catalog) }
    #expect(noModel?.rule == "unknown_model")
  }

  @Test(arguments: [
    (nil, SeedPolicy.none, "none"), (-1, .random, "random"), (0, .fixed(0), "0"),
    (Int64.max, .fixed(.max), "9223372036854775807"),
  ])
  func seedsHaveAWord(seed: Int64?, policy: SeedPolicy, word: String) throws {
    #expect(SeedPolicy(seed) == policy)
    #expect(policy.seed == seed)
    #expect(try json(policy) == "\"\(word)\"")
    #expect(
      try JSONDecoder().decode([SeedPolicy].self, from: Data("[\"\(word)\"]".utf8)) == [policy]
    )
  }

  @Test(arguments: ["2048x1024", "16:9", "9:16@1mp", "21:9@0.1mp"])
  func sizesAreSpelledAsTheyAreRead(text: String) {
    #expect(SizeSpelling(parsing: text)?.description == text)
  }
}
