import StudioModel
import Testing

/// A template and settings, multiplied into requests.
struct MatrixPlanTests {
  let catalog: ModelCatalog

  init() throws { catalog = try CatalogFixture.load() }

  private func plan(
    _ text: String,
    _ values: [String: [String]] = [:],
    axes: MatrixAxes = MatrixAxes(),
    base: SequenceRequest? = nil,
    limit: Int = 100
  ) throws -> MatrixPlan {
    try MatrixPlan(
      PromptTemplate(parsing: text),
      values: values,
      axes: axes,
      base: base ?? CatalogFixture.request(),
      catalog: catalog,
      limit: limit
    )
  }

  private func fault(
    _ text: String,
    _ values: [String: [String]] = [:],
    axes: MatrixAxes = MatrixAxes(),
    base: SequenceRequest? = nil,
    limit: Int = 100
  ) throws -> MatrixFault {
    try #require(throws: MatrixFault.self) {
      try plan(text, values, axes: axes, base: base, limit: limit)
    }
  }

  @Test func withoutAxesOneRequestIsTheBaseWithTheResolvedPrompt() throws {
    let found = try plan("A series of {images} images of {s=a fox}")
    var expected = try CatalogFixture.request()
    expected.prompt = "A series of 4 images of a fox"
    #expect(found.runs.map(\.request) == [expected])
    #expect(found.runs.first?.choices == [])
    #expect(found.text == "1 sequence, up to 4 images: up to $0.108")
    #expect(found.repetition == nil)
    #expect(found.notices.isEmpty)
  }

  @Test func axesMultiplyAndTheTotalIsTheirSum() throws {
    let axes = MatrixAxes(
      models: [
        OfferedModel(CatalogFixture.text, at: .wavespeed),
        OfferedModel(CatalogFixture.text45, at: .atlascloud),
      ],
      sizes: [.aspect(AspectRatio(1, 1), nil), .pixels(PixelSize(4_096, 4_096))],
      images: [2, 4]
    )
    let found = try plan("A series of {images} images of a {red|blue} fox", axes: axes)
    #expect(found.runs.count == 2 * 2 * 2 * 2)
    // (2 + 4) images × 2 prompts × 2 sizes at each price.
    #expect(found.images == 48)
    #expect(found.total == Money(microdollars: 24 * 27_000 + 24 * 36_000))
    #expect(found.text == "16 sequences, up to 48 images: up to $1.512, estimate")
    #expect(
      found.runs[1].choices.label
        == "red · images: 2 · model: bytedance/seedream-v4/sequent… · size: 4096x4096"
    )
    #expect(found.runs[0].request.prompt == "A series of 2 images of a red fox")
    #expect(found.runs[15].request.prompt == "A series of 4 images of a blue fox")
    #expect(found.runs[15].request.maxImages == 4)
    // An aspect alone is another size at each model.
    let sizes = found.runs.filter { $0.choices.last?.text == "1:1" }.map(\.request.size)
    #expect(Set(sizes) == [PixelSize(1_448, 1_448), PixelSize(2_048, 2_048)])
    #expect(!found.isStatedByService)
  }

  @Test func seedsAreAnAxisOfModelsThatTakeThem() throws {
    let base = try CatalogFixture.request(CatalogFixture.edit)
    let axes = MatrixAxes(seeds: [.none, .random, .fixed(7)])
    let found = try plan("A series of 4 images of a fox", axes: axes, base: base)
    #expect(found.runs.map(\.request.seed) == [nil, -1, 7])
    #expect(found.runs.map(\.choices.label) == ["seed: none", "seed: random", "seed: 7"])
    #expect(found.runs.allSatisfy { $0.request.references == base.references })
    // Said once, not for every run.
    #expect(found.notices.map(\.kind) == [.seedNotHonoured])
    let refused = try fault("a fox", axes: axes)
    #expect(refused.rule == "seed_not_taken")
    #expect(refused.message.hasPrefix("Run 2 of 3 (seed: random): "))
  }

  @Test func equalRequestsAreLeftOutAndTold() throws {
    let square = PixelSize(2_048, 2_048)
    let axes = MatrixAxes(sizes: [.pixels(square), .pixels(square)], images: [4, 4])
    let found = try plan("A series of 4 images of {a fox|a fox}", axes: axes)
    #expect(found.runs.count == 1)
    #expect(found.repeated == 7)
    #expect(found.total == Money(microdollars: 108_000))
  }

  @Test func theFirstRunThatIsRefusedIsNamedWithItsCombination() throws {
    let found = try fault(
      "{s} in {dawn|dusk}",
      ["s": ["fox", "cat"]],
      axes: MatrixAxes(images: [4, 99])
    )
    guard case .refused(let run, let count, let choices, let refusals) = found else {
      Issue.record("\(found)")
      return
    }
    #expect(run == 4)
    #expect(count == 8)
    #expect(choices.label == "s: fox · dawn · images: 99")
    #expect(refusals.map(\.rule) == ["max_images_too_many"])
    #expect(found.message.hasPrefix("Run 5 of 8 (s: fox · dawn · images: 99): max_images is 99"))
    #expect(found.advice == "Set max_images to 15.")
  }

  @Test func anEmptyPromptAnUnknownModelAndASizeItHasNotAreRefused() throws {
    #expect(try fault("{a fox|}").rule == "prompt_empty")
    let none = OfferedModel(ModelID(rawValue: "none"), at: .wavespeed)
    #expect(try fault("a fox", axes: MatrixAxes(models: [none])).rule == "unknown_model")
    let shape = MatrixAxes(sizes: [.aspect(AspectRatio(7, 1), nil)])
    let found = try fault("a fox", axes: shape)
    #expect(found.rule == "size_aspect_not_offered")
    #expect(found.message.hasPrefix("No documented size"))
  }

  @Test func tooManyRunsAreRefusedBeforeAnyIsMade() throws {
    let hundred = (0..<100).map(String.init)
    let axes = MatrixAxes(images: [2, 3, 4], seeds: [.none, .random])
    let found = try fault("{a} {b}", ["a": hundred, "b": hundred], axes: axes)
    #expect(found.rule == "template_too_many_runs")
    #expect(
      found.message == "This makes 60,000 runs, and the limit is 100: "
        + "{a} 100 × {b} 100 × images 3 × seeds 2."
    )
    #expect(try plan("{a}", ["a": hundred]).runs.count == 100)
    #expect(try fault("{a}", ["a": hundred], limit: 99).rule == "template_too_many_runs")
    let numbers = MatrixAxes(images: Array(1...10_000))
    #expect(try fault("a fox", axes: numbers).message.contains("images 10,000"))
    let seeds = MatrixAxes(seeds: [.none, .random])
    #expect(try fault("{a}", ["a": hundred], axes: seeds).rule == "template_too_many_runs")
  }

  @Test func faultsOfTheTemplateAreTold() throws {
    let found = try fault("{a}")
    #expect(found == .template(.valuesMissing(["a"])))
    #expect(found.rule == "template_values_missing")
    #expect(!found.message.isEmpty && !found.advice.isEmpty)
  }

  @Test func whatIsWorthSayingIsSaidOnce() throws {
    let found = try plan("a {red|blue} fox")
    #expect(found.notices.map(\.kind) == [.countMissing])
    #expect(try plan("A series of 4 images of a {red|blue} fox").notices.isEmpty)
  }
}
