import StudioModel
import Testing

/// Rules of size, the nearest allowed size, and the table.
struct SizeTests {
  let catalog: ModelCatalog

  init() throws { catalog = try CatalogFixture.load() }

  private func model(_ id: ModelID, _ provider: ProviderID) throws -> CatalogModel {
    try #require(catalog.model(id, provider))
  }

  @Test func theNearestSizeIsAlwaysAllowedAndAnAllowedSizeIsItsOwnNearest() throws {
    var steps = CatalogFixture.Steps()
    var sizes = [
      PixelSize(1, 1), PixelSize(1, 999_999), PixelSize(999_999, 1), PixelSize(16, 1),
      PixelSize(0, 0), PixelSize(-5, 7), PixelSize(.max, .max), PixelSize(.min, .max),
      PixelSize(4096, 4097), PixelSize(1023, 4096), PixelSize(16_384, 1024),
      PixelSize(16_385, 1024), PixelSize(7680, 480), PixelSize(7679, 480),
    ]
    for _ in 0..<3_000 {
      let reach = [50, 2_000, 6_000, 20_000, 999_999].randomElement(using: &steps) ?? 2_000
      sizes.append(
        PixelSize(.random(in: 1...reach, using: &steps), .random(in: 1...reach, using: &steps))
      )
    }
    for model in catalog.models {
      for size in sizes {
        let nearest = try #require(model.sizeRule.nearest(to: size))
        #expect(model.sizeRule.allows(nearest), "\(size) → \(nearest) at \(model.id)")
        if model.sizeRule.allows(size) { #expect(nearest == size) }
      }
    }
  }

  @Test(arguments: [
    ("1x1", "1024x1024"), ("800x600", "1365x1024"), ("600x800", "1024x1365"),
    ("8192x8192", "4096x4096"), ("7680x4320", "4096x2304"), ("2212x948", "2389x1024"),
    ("5000x500", "4096x1024"), ("4096x1000", "4096x1024"), ("323x323", "1024x1024"),
  ])
  func sidesAreScaledTogether(wanted: String, nearest: String) throws {
    let rule = try model(CatalogFixture.text, .wavespeed).sizeRule
    let size = try #require(PixelSize(parsing: wanted))
    #expect(rule.nearest(to: size)?.plainForm == nearest)
  }

  @Test(arguments: [
    ("1024x1024", "2048x2048"), ("4000x4000", "4096x4096"), ("1920x1080", "2848x1600"),
    ("5500x3100", "5504x3040"), ("1080x1920", "1600x2848"), ("3000x2000", "2496x1664"),
    ("4900x3300", "4992x3328"), ("2100x900", "3136x1344"), ("6200x2600", "6240x2656"),
    ("20000x100", "3136x1344"),
  ])
  func aListGivesTheNearestAspectThenTheNearestArea(wanted: String, nearest: String) throws {
    let rule = try model(CatalogFixture.text45, .atlascloud).sizeRule
    let size = try #require(PixelSize(parsing: wanted))
    #expect(rule.nearest(to: size)?.plainForm == nearest)
  }

  @Test(arguments: [
    ("1024x1024", "1920x1920"), ("1920x1080", "2560x1440"), ("8000x8000", "4096x4096"),
    ("999999x1", "7680x480"), ("1x999999", "480x7680"), ("10x100", "607x6074"),
    ("999999x9999", "16384x1024"),
  ])
  func totalPixelsAreReachedAtTheSameAspect(wanted: String, nearest: String) throws {
    let rule = try model(CatalogFixture.text45, .wavespeed).sizeRule
    let size = try #require(PixelSize(parsing: wanted))
    #expect(rule.nearest(to: size)?.plainForm == nearest)
  }

  @Test func everyRowIsJudgedAtEveryModel() throws {
    let taken: Set<PixelSize> = [
      PixelSize(1448, 1448), PixelSize(1408, 1408), PixelSize(1773, 1182), PixelSize(1728, 1152),
      PixelSize(1672, 1254), PixelSize(1664, 1216), PixelSize(1936, 1089), PixelSize(1920, 1088),
      PixelSize(1024, 1024),
    ]
    for model in catalog.models {
      let rows = catalog.sizeAssessments(for: model, portrait: true)
      #expect(rows.count == 27)
      for verdict in rows.flatMap({ [$0.exact, $0.rounded] }) {
        let landscape =
          verdict.size.width >= verdict.size.height ? verdict.size : verdict.size.turned
        let expected = model.family == "4.0" && taken.contains(landscape)
        #expect(verdict.isAllowed == expected, "\(verdict.size) at \(model.provider) \(model.id)")
        #expect((verdict.reason == nil) == expected)
      }
    }
  }

  @Test func aSmallRowIsRefusedByTheServiceAndByTheModelUnderneath() throws {
    let model = try model(CatalogFixture.text, .wavespeed)
    let rows = catalog.sizeAssessments(for: model)
    #expect(
      rows[10].exact.refusals.map(\.rule) == ["size_side_out_of_range", "size_too_few_pixels"]
    )
    // 1254×836 breaks the page's range and has pixels enough for the model underneath.
    #expect(rows[6].exact.refusals.map(\.rule) == ["size_side_out_of_range"])
  }

  @Test func largerSizesAreJudgedToo() throws {
    let first = catalog.largerSizeVerdicts(for: try model(CatalogFixture.text, .wavespeed))
    #expect(first.count == 9)
    #expect(first.allSatisfy { $0.isAllowed })
    let listed = catalog.largerSizeVerdicts(for: try model(CatalogFixture.text45, .atlascloud))
    #expect(listed.filter(\.isAllowed).count == 16)
    #expect(
      listed.filter { !$0.isAllowed }.map(\.size.plainForm) == [
        "2560x1440", "1440x2560", "3024x1296",
      ]
    )
  }

  @Test func rulesSurviveARoundTripThroughTheirText() throws {
    for model in catalog.models { #expect(!model.sizeRule.summary.isEmpty) }
    #expect(
      try model(CatalogFixture.text45, .wavespeed).sizeRule.summary
        == "3,686,400–16,777,216 pixels in all, sides at most 16:1"
    )
  }
}

/// What `--size` may say.
struct SizeSpellingTests {
  let catalog: ModelCatalog

  init() throws { catalog = try CatalogFixture.load() }

  @Test(arguments: [
    ("2048x2048", "2048x2048"), ("2048*1024", "2048x1024"), ("2048×1024", "2048x1024"),
    ("7x9", "7x9"),
    ("1:1", "1448x1448"), ("16:9", "1936x1089"), ("9:16", "1089x1936"), ("3:2", "1773x1182"),
    ("3:4", "1254x1672"), ("21:9", "3024x1296"), ("9:21", "1296x3024"),
    ("16:9@1mp", "1365x768"), ("9:16@1mp", "768x1365"), ("9:16@1MP", "768x1365"),
    ("1:1@0.1mp", "323x323"), ("21:9@2mp", "2212x948"), ("2:3@2mp", "1182x1773"),
  ])
  func sizesForTheFirstModel(text: String, size: String) throws {
    let model = try #require(catalog.model(CatalogFixture.text, .wavespeed))
    #expect(try SizeSpelling.size(text, for: model, in: catalog).plainForm == size)
  }

  @Test(arguments: [
    ("1:1", "2048x2048", "2048x2048"), ("4:3", "2304x1728", "2304x1728"),
    ("3:4", "1728x2304", "1728x2304"), ("16:9", "2560x1440", "2848x1600"),
    ("9:16", "1440x2560", "1600x2848"), ("3:2", "2496x1664", "2496x1664"),
    ("21:9", "3024x1296", "3136x1344"), ("1:1@1mp", "1024x1024", "1024x1024"),
  ])
  func sizesForTheNewestModels(text: String, wavespeed: String, atlas: String) throws {
    for (provider, size) in [(ProviderID.wavespeed, wavespeed), (.atlascloud, atlas)] {
      let model = try #require(catalog.model(CatalogFixture.text45, provider))
      #expect(try SizeSpelling.size(text, for: model, in: catalog).plainForm == size)
    }
  }

  @Test func anAspectAloneIsAlwaysAllowedByTheModelItWasAskedOf() throws {
    for model in catalog.models {
      for aspect in catalog.aspects(for: model) {
        let size = try SizeSpelling.aspect(aspect, nil).size(for: model, in: catalog)
        #expect(SizeVerdict(size, model: model, catalog: catalog).isAllowed)
        #expect(aspect.matches(size))
      }
    }
  }

  @Test func anAspectNobodyListsIsRefusedWithThoseThatAre() throws {
    let model = try #require(catalog.model(CatalogFixture.text45, .atlascloud))
    #expect(catalog.aspects.count == 9)
    #expect(catalog.aspects(for: model).count == 8)
    for text in ["9:21", "5:4", "5:4@1mp"] {
      let refusal = #expect(throws: Refusal.self) {
        try SizeSpelling.size(text, for: model, in: catalog)
      }
      #expect(refusal?.rule == "size_aspect_not_offered")
      #expect(refusal?.message.contains("16:9") == true)
      #expect(refusal?.message.contains("9:21 and") == false)
    }
  }

  @Test(arguments: [
    "", " ", "big", "2048", "2048x", "x2048", "0x100", "-5x100", "2048x2048x3", "9999999x5",
    "16:9@", "16:9@3mp", "16:9@1mp@1mp", "16:", ":9", "0:9", "1:1:1", "16：9", "２048x2048",
    "16:9 @1mp", "1000:1", "@1mp", "\u{1B}[31m",
  ])
  func anythingElseIsNotASize(text: String) throws {
    let model = try #require(catalog.model(CatalogFixture.text, .wavespeed))
    let refusal = #expect(throws: Refusal.self) {
      try SizeSpelling.size(text, for: model, in: catalog)
    }
    #expect(refusal?.rule == "size_not_understood")
    #expect(refusal?.failure.code == .invalidRequest)
  }
}
