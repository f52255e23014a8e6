import StudioModel
import Testing

/// Every rule that a request can break, one at a time and together.
struct RequestValidationTests {
  let catalog: ModelCatalog

  init() throws { catalog = try CatalogFixture.load() }

  private func rules(_ request: SequenceRequest) -> [String] {
    RequestValidation.check(request, catalog).map(\.rule)
  }

  private func references(_ count: Int) -> [Reference] {
    (0..<count).map { Reference(source: .url("https://example.com/\($0).png")) }
  }

  @Test func aSoundRequestBreaksNoRuleAtAnyModel() throws {
    for model in catalog.models {
      for delivery in model.deliveries.map(\.value) {
        var request = try CatalogFixture.request(model.id, model.provider)
        request.delivery = delivery
        let assessment = RequestValidation.assess(request, catalog)
        #expect(assessment == RequestAssessment(refusals: [], notices: []))
      }
    }
  }

  @Test func anUnknownModelIsRefusedWithANearSpelling() throws {
    var request = try CatalogFixture.request()
    request.model = ModelID(rawValue: "bytedance/seedream-v4/sequentail")
    let refusal = try #require(RequestValidation.check(request, catalog).first)
    #expect(refusal.rule == "unknown_model")
    #expect(refusal.message.contains("did you mean bytedance/seedream-v4/sequential"))
    request.model = ModelID(rawValue: "x")
    let other = try #require(RequestValidation.check(request, catalog).first)
    #expect(other.message.contains("it has bytedance/seedream-v4/sequential, "))
  }

  @Test func aModelOfTheOtherServiceOnlyIsRefusedByNamingThatService() throws {
    var smaller = catalog
    smaller.models.removeAll { $0.provider == .atlascloud && $0.id == CatalogFixture.text }
    let request = try CatalogFixture.request(CatalogFixture.text, .atlascloud)
    let found = RequestValidation.check(request, smaller)
    #expect(
      found == [.modelNotOffered(request.model, by: .atlascloud, offeredBy: [.wavespeed])]
    )
    #expect(found.first?.message.contains("Atlas Cloud does not offer") == true)
    #expect(found.first?.message.contains("WaveSpeedAI does.") == true)
  }

  @Test(arguments: ["", " ", "\n\t ", "\u{3000}", "\u{200B}", "\u{1B}", "\u{FEFF} \u{0}"])
  func aPromptWithoutAnythingToReadIsEmpty(prompt: String) throws {
    var request = try CatalogFixture.request()
    request.prompt = prompt
    #expect(rules(request) == ["prompt_empty"])
  }

  @Test func maxImagesHasItsOwnBoundsAtEveryModel() throws {
    for model in catalog.models {
      let most = Int(model.maxImages.bounds.maximum)
      var request = try CatalogFixture.request(model.id, model.provider)
      for (count, rule) in [
        (Int.min, "max_images_too_few"), (0, "max_images_too_few"), (1, nil),
        (most - (model.isEdit ? 1 : 0), nil), (most + 1, "max_images_too_many"),
        (Int.max, "max_images_too_many"),
      ] {
        request.maxImages = count
        #expect(rules(request) == (rule.map { [$0] } ?? []), "\(count) at \(model.id)")
        for refusal in RequestValidation.check(request, catalog) {
          #expect(refusal.message.contains("1–\(most)"))
          #expect(refusal.message.contains(model.maxImages.bounds.source.label))
        }
      }
    }
  }

  @Test func theNearestNumberOfImagesIsAlwaysAllowed() throws {
    for model in catalog.models where model.isEdit {
      for given in 1...12 {
        for images in -1...17 {
          var request = try CatalogFixture.request(model.id, model.provider)
          request.references = references(given)
          request.maxImages = images
          for refusal in RequestValidation.check(request, catalog) {
            switch refusal {
            case .tooFewImages(_, _, let nearest), .tooManyImages(_, _, let nearest),
              .tooManyPictures(_, _, _, let nearest):
              request.maxImages = nearest
            case .tooManyReferences(_, let limit):
              request.references = references(Int(limit.maximum))
            default: Issue.record("\(refusal)")
            }
          }
          #expect(rules(request).isEmpty, "\(given) references, \(images) images")
        }
      }
    }
  }

  @Test func referencesAndImagesTogetherAreCounted() throws {
    var request = try CatalogFixture.request(CatalogFixture.edit, .wavespeed, images: 6)
    request.references = references(10)
    let refusal = try #require(RequestValidation.check(request, catalog).first)
    #expect(refusal.rule == "references_plus_images_too_many")
    #expect(
      refusal.message == "10 references and 6 images are 16 pictures, but ByteDance's own API "
        + "handles 15 together; the nearest allowed max_images is 5."
    )
    request.maxImages = 5
    #expect(rules(request).isEmpty)
  }

  @Test func anEditModelNeedsReferencesAndATextModelTakesNone() throws {
    for model in catalog.models {
      var request = try CatalogFixture.request(model.id, model.provider)
      request.references = model.isEdit ? [] : references(2)
      let refusal = try #require(RequestValidation.check(request, catalog).first)
      #expect(refusal.rule == (model.isEdit ? "references_missing" : "references_not_taken"))
      let other = try #require(catalog.sibling(of: model, edit: !model.isEdit))
      #expect(refusal.advice.contains(other.id.rawValue))
      request.references = references(11)
      #expect(rules(request) == [model.isEdit ? "references_too_many" : "references_not_taken"])
    }
  }

  @Test func aSeedIsTakenOnlyWhereItIsDocumented() throws {
    for model in catalog.models {
      var request = try CatalogFixture.request(model.id, model.provider)
      request.seed = 7
      #expect(rules(request) == (model.seed == nil ? ["seed_not_taken"] : []))
    }
    var request = try CatalogFixture.request(CatalogFixture.edit, .wavespeed)
    for (seed, nearest) in [
      (-1, nil), (2_147_483_647, nil), (-2, -1), (2_147_483_648, 2_147_483_647),
      (Int64.min, -1), (Int64.max, 2_147_483_647),
    ] as [(Int64, Int64?)] {
      request.seed = seed
      let found = RequestValidation.check(request, catalog)
      guard let nearest else {
        #expect(found.isEmpty)
        continue
      }
      #expect(found.map(\.rule) == ["seed_out_of_range"])
      #expect(found.first?.message.contains("nearest allowed seed is \(nearest).") == true)
    }
  }

  @Test func aSeedThatChangesNothingIsSaid() throws {
    var request = try CatalogFixture.request(CatalogFixture.edit, .wavespeed)
    request.seed = 7
    let notices = RequestValidation.assess(request, catalog).notices
    #expect(notices.map(\.kind) == [.seedNotHonoured])
    #expect(notices.first?.fix?.applied(to: request).seed == nil)
  }

  @Test func aDeliveryThatIsNotDocumentedIsRefusedWithThoseThatAre() throws {
    for model in catalog.models {
      for delivery in Delivery.allCases where !model.takes(delivery) {
        var request = try CatalogFixture.request(model.id, model.provider)
        request.delivery = delivery
        let refusal = try #require(RequestValidation.check(request, catalog).first)
        #expect(refusal.rule == "delivery_not_taken")
        #expect(refusal.message.contains("it takes poll"))
        #expect(refusal.advice == "Set the delivery to poll.")
      }
    }
  }

  @Test func everyBrokenRuleIsNamedAtOnce() throws {
    var request = try CatalogFixture.request(CatalogFixture.text45, .atlascloud)
    request.prompt = " "
    request.maxImages = 16
    request.size = PixelSize(100, 5_000)
    request.references = [Reference(source: .url("ftp://example.com/a.png"))]
    request.seed = 1
    request.delivery = .sync
    #expect(
      rules(request) == [
        "prompt_empty", "reference_address", "references_not_taken", "max_images_too_many",
        "seed_not_taken", "delivery_not_taken", "size_not_listed", "size_too_few_pixels",
        "size_aspect_too_extreme",
      ]
    )
    request.model = ModelID(rawValue: "none")
    #expect(rules(request) == ["unknown_model", "prompt_empty", "reference_address"])
  }

  @Test func aRefusalIsAFailureThatCostsNothingAndSaysWhatToDo() throws {
    var request = try CatalogFixture.request()
    request.maxImages = 99
    let failure = try #require(RequestValidation.check(request, catalog).first).failure
    #expect(failure.code == .invalidRequest)
    #expect(failure.cost == .nothing)
    #expect(failure.advice == "Set max_images to 15.")
    #expect(
      failure.message == "max_images is 99, but WaveSpeed's page of the model gives 1–15; "
        + "the nearest allowed number is 15."
    )
  }

  @Test func sentencesStayShortWhateverCameFromOutside() throws {
    var request = try CatalogFixture.request(CatalogFixture.edit, .wavespeed)
    let long = String(repeating: "e\u{301}", count: 50_000)
    request.model = ModelID(rawValue: long)
    request.references = [Reference(source: .url(long))]
    for refusal in RequestValidation.check(request, catalog) {
      #expect(refusal.message.utf8.count < 500)
    }
  }
}

/// Sizes inside a request, and the override.
struct SizeValidationTests {
  let catalog: ModelCatalog

  init() throws { catalog = try CatalogFixture.load() }

  @Test(arguments: [
    (CatalogFixture.text, ProviderID.wavespeed, "1023x2048", ["size_side_out_of_range"]),
    (CatalogFixture.text, .wavespeed, "4097x2048", ["size_side_out_of_range"]),
    (CatalogFixture.text, .wavespeed, "1024x4096", []),
    (
      CatalogFixture.text, .wavespeed, "900x900", ["size_side_out_of_range", "size_too_few_pixels"]
    ),
    (
      CatalogFixture.text, .wavespeed, "5000x5000",
      ["size_side_out_of_range", "size_too_many_pixels"]
    ),
    (
      CatalogFixture.text, .atlascloud, "17000x1000",
      ["size_side_out_of_range", "size_too_many_pixels", "size_aspect_too_extreme"]
    ),
    (CatalogFixture.text45, .wavespeed, "1919x1921", ["size_too_few_pixels"]),
    (CatalogFixture.text45, .wavespeed, "2560x1440", []),
    (CatalogFixture.text45, .wavespeed, "4096x4097", ["size_too_many_pixels"]),
    (CatalogFixture.text45, .wavespeed, "16384x1024", []),
    (CatalogFixture.text45, .wavespeed, "16000x999", ["size_aspect_too_extreme"]),
    (CatalogFixture.text45, .wavespeed, "999x16000", ["size_aspect_too_extreme"]),
    (CatalogFixture.text45, .atlascloud, "2048x2048", []),
    (CatalogFixture.text45, .atlascloud, "2560x1440", ["size_not_listed"]),
    (CatalogFixture.text45, .atlascloud, "1344x3136", ["size_not_listed"]),
  ])
  func eachLimitIsItsOwnRefusal(
    id: ModelID,
    provider: ProviderID,
    text: String,
    rules: [String]
  ) throws {
    var request = try CatalogFixture.request(id, provider)
    request.size = try #require(PixelSize(parsing: text))
    let found = RequestValidation.check(request, catalog)
    #expect(found.map(\.rule) == rules)
    for refusal in found {
      let nearest = try #require(refusal.nearestSize)
      #expect(refusal.message.contains("\(nearest)"))
      #expect(refusal.advice.contains("--allow-undocumented-size"))
      #expect(refusal.isAboutDocumentedSize)
      request.size = nearest
      #expect(RequestValidation.check(request, catalog).isEmpty)
    }
  }

  @Test func theOverrideLiftsSizesOnlyAndSaysEachLimitItLifted() throws {
    var request = try CatalogFixture.request(CatalogFixture.text, .atlascloud)
    request.size = PixelSize(323, 323)
    request.maxImages = 20
    request.delivery = .sync
    request.allowsUndocumentedSize = true
    let assessment = RequestValidation.assess(request, catalog)
    #expect(assessment.refusals.map(\.rule) == ["max_images_too_many", "delivery_not_taken"])
    #expect(assessment.notices.map(\.kind) == [.undocumentedSize, .undocumentedSize])
    #expect(assessment.notices.first?.message.contains("1024–4096") == true)
    #expect(assessment.notices.last?.message.contains("921,600") == true)
  }

  @Test func aSideThatIsNotThereIsRefusedEvenWithTheOverride() throws {
    for model in catalog.models {
      for size in [PixelSize(0, 2048), PixelSize(2048, -1), PixelSize(.min, .min)] {
        var request = try CatalogFixture.request(model.id, model.provider)
        request.size = size
        request.allowsUndocumentedSize = true
        #expect(!RequestValidation.check(request, catalog).isEmpty)
      }
    }
  }

  @Test func anUnusualShapeIsOnlySaid() throws {
    var request = try CatalogFixture.request()
    request.size = PixelSize(4096, 1024)
    let assessment = RequestValidation.assess(request, catalog)
    #expect(assessment.refusals.isEmpty)
    #expect(assessment.notices.map(\.kind) == [.unusualAspect])
  }
}
