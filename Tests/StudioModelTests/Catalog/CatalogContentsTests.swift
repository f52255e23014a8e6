import StudioModel
import Testing

/// What the shipped catalogue must hold.
struct CatalogContentsTests {
  let catalog: ModelCatalog

  init() throws { catalog = try CatalogFixture.load() }

  @Test func theCatalogueContradictsItselfNowhere() {
    #expect(catalog.faults.isEmpty)
  }

  @Test func bothServicesOfferAllFourModels() {
    #expect(catalog.models.count == 8)
    for provider in ProviderID.allCases {
      #expect(
        Set(catalog.models(of: provider).map(\.id)) == [
          CatalogFixture.text, CatalogFixture.edit, CatalogFixture.text45, CatalogFixture.edit45,
        ]
      )
      #expect(catalog.service(provider) != nil)
    }
  }

  @Test(arguments: [
    (ProviderID.wavespeed, CatalogFixture.text, "0.027", 15, 0, 0),
    (.wavespeed, CatalogFixture.edit, "0.027", 14, 1, 10),
    (.wavespeed, CatalogFixture.text45, "0.04", 15, 0, 0),
    (.wavespeed, CatalogFixture.edit45, "0.04", 15, 1, 10),
    (.atlascloud, CatalogFixture.text, "0.027", 14, 0, 0),
    (.atlascloud, CatalogFixture.edit, "0.027", 14, 1, 10),
    (.atlascloud, CatalogFixture.text45, "0.036", 15, 0, 0),
    (.atlascloud, CatalogFixture.edit45, "0.036", 15, 1, 10),
  ])
  func pricesAndCountsAreAsDocumented(
    provider: ProviderID,
    id: ModelID,
    price: String,
    images: Int64,
    fewest: Int64,
    most: Int64
  ) throws {
    let model = try #require(catalog.model(id, provider))
    #expect(model.price.amount == Money(decimal: price))
    #expect(model.price.unit == "image of max_images")
    #expect(model.maxImages.bounds.minimum == 1)
    #expect(model.maxImages.bounds.maximum == images)
    #expect(model.references.minimum == fewest)
    #expect(model.references.maximum == most)
    #expect(model.isEdit == (most > 0))
    #expect(model.startingImageCount == 1)
    #expect(model.defaultSize.size == PixelSize(2048, 2048))
  }

  @Test func onlyWaveSpeedsFirstEditModelTakesASeed() {
    let takers = catalog.models.filter { $0.seed != nil }
    #expect(takers.map(\.id) == [CatalogFixture.edit])
    #expect(takers.first?.provider == .wavespeed)
    #expect(takers.first?.seed?.minimum == -1)
    #expect(takers.first?.seed?.maximum == 2_147_483_647)
  }

  @Test func deliveriesAreOnlyThoseDocumented() {
    for model in catalog.models {
      let taken = Set(model.deliveries.map(\.value))
      switch (model.provider, model.family) {
      case (.wavespeed, _): #expect(taken == [.poll, .sync, .base64])
      case (.atlascloud, "4.0"): #expect(taken == [.poll, .base64])
      case (.atlascloud, _): #expect(taken == [.poll])
      }
    }
  }

  @Test func parametersFollowFromWhatAModelTakes() throws {
    let edit = try #require(catalog.model(CatalogFixture.edit, .wavespeed))
    #expect(edit.parameters == ModelParameter.allCases)
    let newest = try #require(catalog.model(CatalogFixture.text45, .atlascloud))
    #expect(newest.parameters == [.prompt, .size, .maxImages])
  }

  @Test func sizeRulesAreOfTheDocumentedKind() throws {
    for model in catalog.models {
      switch (model.sizeRule, model.provider, model.family) {
      case (.sides(let bounds), _, "4.0"):
        #expect(bounds.minimum == 1024 && bounds.maximum == 4096)
      case (.totalPixels(let bounds, let aspect), .wavespeed, "4.5"):
        #expect(bounds.minimum == 3_686_400 && bounds.maximum == 16_777_216)
        #expect(aspect.value == 16)
        #expect(bounds.source.label == "ByteDance's own API")
      case (.list(let sizes, let source), .atlascloud, "4.5"):
        #expect(sizes.count == 16 && Set(sizes).count == 16)
        #expect(source.authority == .sdk)
      default: Issue.record("\(model.provider) \(model.id) has another kind of rule")
      }
    }
  }

  @Test func everySizeAServiceTakesIsTakenByTheModelUnderneath() throws {
    for model in catalog.models {
      let family = try #require(catalog.family(of: model)).sizeRule
      switch model.sizeRule {
      case .list(let sizes, _): for size in sizes { #expect(family.allows(size)) }
      case .sides(let bounds):
        let ends = [Int(bounds.minimum), Int(bounds.maximum)]
        for width in ends {
          for height in ends { #expect(family.allows(PixelSize(width, height))) }
        }
      case .totalPixels: #expect(model.sizeRule == family)
      }
    }
  }

  @Test func theResolutionTableIsWhole() throws {
    let rows = catalog.presets.rows
    #expect(rows.count == 15)
    for sizeClass in SizeClass.allCases {
      let block = rows.filter { $0.sizeClass == sizeClass }
      #expect(block.map(\.aspect.description) == ["1:1", "3:2", "4:3", "16:9", "21:9"])
    }
    #expect(rows.first?.exact == PixelSize(1448, 1448))
    #expect(rows.last?.rounded == PixelSize(576, 256))
    // Sums tell of any digit that was copied wrong.
    #expect(rows.map(\.exact.width).reduce(0, +) == 17_451)
    #expect(rows.map(\.exact.height).reduce(0, +) == 11_428)
    #expect(rows.map(\.rounded.width).reduce(0, +) == 17_344)
    #expect(rows.map(\.rounded.height).reduce(0, +) == 11_392)
    #expect(rows.allSatisfy { $0.rounded.width % 64 == 0 && $0.rounded.height % 64 == 0 })
    #expect(catalog.presets.bothOrientations.count == 27)
    #expect(catalog.largerSizes.rows.count == 9)
    #expect(catalog.largerSizes.rows.allSatisfy { $0.aspect.matches($0.size) })
  }

  @Test func everyMarkOfAuthorityIsExplained() {
    #expect(Set(catalog.authorities.keys) == Set(Authority.allCases.map(\.rawValue)))
  }

  @Test func serviceFactsAreAsDocumented() throws {
    let first = try #require(catalog.service(.wavespeed))
    #expect(first.imagesPerMinute == 10)
    #expect(first.tasksAtOnce == 3)
    #expect(first.defaultTier?.name == "Bronze")
    #expect(first.pollFloor == .seconds(2))
    #expect(first.retentionDays?.value == 7)
    #expect(first.hasBalance.value && first.hasQuote.value && first.hasHistory.value)
    #expect(first.baseAddress == "https://api.wavespeed.ai")
    #expect(first.apiKeyVariable == "WAVESPEED_API_KEY")
    let second = try #require(catalog.service(.atlascloud))
    #expect(second.imagesPerMinute == nil)
    #expect(second.tasksAtOnce == nil)
    #expect(second.pollFloor == nil)
    #expect(second.hasBalance.value && !second.hasQuote.value && !second.hasHistory.value)
    #expect(second.baseAddress == "https://api.atlascloud.ai")
    #expect(second.apiKeyVariable == "ATLASCLOUD_API_KEY")
    #expect(second.baseAddressVariable == "ATLASCLOUD_BASE_URL")
  }

  @Test func faultsOfACatalogueAreNamed() throws {
    var broken = catalog
    broken.models[0].family = "9"
    broken.models[1].defaultSize.size = PixelSize(10, 10)
    broken.models[2].deliveries = []
    broken.models.append(catalog.models[3])
    #expect(broken.faults.count == 4)
  }
}

/// Looking models up.
struct CatalogLookupTests {
  @Test(arguments: [
    ("bytedance/seedream-v4/sequental", "bytedance/seedream-v4/sequential"),
    ("seedream-v4/sequential", "bytedance/seedream-v4/sequential"),
    ("ByteDance/Seedream-V4.5/Sequential", "bytedance/seedream-v4.5/sequential"),
    ("bytedance/seedream-v4/edit_sequential", "bytedance/seedream-v4/edit-sequential"),
    ("seedream-v4.5/edit-sequential", "bytedance/seedream-v4.5/edit-sequential"),
  ])
  func aMisspelledModelIsGuessed(typed: String, meant: String) throws {
    let guesses = try CatalogFixture.load().suggestions(
      for: ModelID(rawValue: typed),
      provider: .wavespeed
    )
    #expect(guesses.first?.rawValue == meant)
    #expect(guesses.count <= 3)
  }

  @Test func whatResemblesNothingIsNotGuessed() throws {
    let catalog = try CatalogFixture.load()
    for typed in ["", "dall-e", String(repeating: "bytedance", count: 100_000)] {
      #expect(
        catalog.suggestions(for: ModelID(rawValue: typed), provider: .wavespeed).isEmpty
      )
    }
  }

  @Test func siblingsDifferInWhetherTheyEdit() throws {
    let catalog = try CatalogFixture.load()
    for model in catalog.models {
      let other = try #require(catalog.sibling(of: model, edit: !model.isEdit))
      #expect(other.provider == model.provider && other.family == model.family)
      #expect(other.isEdit != model.isEdit)
    }
  }
}
