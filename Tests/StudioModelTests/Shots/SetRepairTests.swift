import StudioModel
import Testing

/// The request that makes only what is missing.
struct SetRepairTests {
  let catalog: ModelCatalog

  init() throws { catalog = try CatalogFixture.load() }

  /// Six of eight came, the second of them rejected, the others accepted.
  private func set(
    _ id: ModelID = CatalogFixture.text,
    _ provider: ProviderID = .wavespeed,
    references: Int = 0
  ) throws -> RepairedSet {
    var verdicts = SetFixture.all(1...6, .accepted)
    verdicts[2] = .rejected
    return RepairedSet(
      try SetFixture.request(id, provider, references: references),
      SetFixture.part("ssssss--", verdicts: verdicts)
    )
  }

  private func kept(_ indices: [Int]) -> [FrameID] {
    indices.map { FrameID(SetFixture.original, $0) }
  }

  @Test func onlyTheMissingLinesAreMade() throws {
    let set = try set()
    let plan = try SetRepair.plan(set, catalog: catalog)
    #expect(plan.lines == [2, 7, 8])
    #expect(plan.reasons == [.rejected, .neverCame, .neverCame])
    #expect(plan.request.model == CatalogFixture.edit)
    #expect(plan.request.provider == .wavespeed)
    #expect(plan.request.size == set.original.size)
    #expect(plan.request.maxImages == 3)
    #expect(plan.request.references.isEmpty)
    #expect(plan.frames == .each(kept([1, 3, 4, 5, 6])))
    #expect(
      plan.request.prompt
        == "Images 1 to 5 belong to this series; keep their subject and style. "
        + "A series of 3 images of a fox.\n1. the fox on day B\n2. the fox on day G\n"
        + "3. the fox on day H"
    )
    #expect(plan.price.total == Money(microdollars: 81_000))
    #expect(plan.summary == "New images for lines 2, 7 and 8: up to 3 × $0.027 = $0.081.")
    #expect(plan.notes.isEmpty)
  }

  @Test(arguments: [CatalogFixture.text, CatalogFixture.text45], ProviderID.allCases)
  func theFamilyAndTheServiceStay(id: ModelID, provider: ProviderID) throws {
    let plan = try SetRepair.plan(try set(id, provider), catalog: catalog)
    let model = try #require(catalog.model(plan.request.model, provider))
    #expect(model.isEdit)
    #expect(model.family == catalog.model(id, provider)?.family)
    #expect(plan.price.total == model.price.amount * 3)
  }

  @Test func theWholeRequestBreaksNoRuleAndRaisesNoDoubt() throws {
    for references in [0, 2] {
      let id = references == 0 ? CatalogFixture.text : CatalogFixture.edit
      let plan = try SetRepair.plan(try set(id, references: references), catalog: catalog)
      let files = (0..<plan.frames.referenceCount).map {
        Reference(source: .file(path: "/f\($0).png"))
      }
      let whole = try #require(plan.request(adding: files))
      #expect(whole.references.count == references + 5)
      #expect(whole.references.suffix(5) == files[...])
      #expect(RequestValidation.check(whole, catalog).isEmpty)
      #expect(PromptLint.check(whole, catalog: catalog).isEmpty, "\(whole.prompt)")
      #expect(PromptCount.find(in: whole.prompt)?.count == 3)
      #expect(plan.request(adding: Array(files.dropLast())) == nil)
      #expect(plan.request(adding: files + files) == nil)
    }
  }

  @Test func theOriginalsReferencesComeFirst() throws {
    let set = try set(CatalogFixture.edit, references: 2)
    let plan = try SetRepair.plan(set, catalog: catalog)
    #expect(plan.request.references == set.original.references)
    #expect(plan.request.prompt.hasPrefix("Images 3 to 7 belong to this series; "))
  }

  @Test func aSheetStandsForMoreFramesThanFit() throws {
    // Ten references at most, seven of them taken.
    let plan = try SetRepair.plan(try set(CatalogFixture.edit, references: 7), catalog: catalog)
    #expect(plan.frames == .contactSheet(kept([1, 3, 4, 5, 6])))
    #expect(plan.frames.referenceCount == 1)
    #expect(plan.notes == [.contactSheetInstead(frames: 5, room: 3)])
    #expect(plan.request.prompt.hasPrefix("Image 8 is a sheet of frames of this series; "))
  }

  @Test func referencesAndNewImagesAreBoundTogether() throws {
    // Eleven accepted, and ten places; of fifteen, four are for the new images.
    let request = try SetFixture.request(lines: 15)
    let part = SetFixture.part(
      String(repeating: "s", count: 15),
      verdicts: SetFixture.all(1...15, .accepted)
    )
    for (redo, isSheet) in [(6...15, false), (5...15, false), (7...15, false), (1...1, true)] {
      let plan = try SetRepair.plan(
        RepairedSet(request, part),
        redo: Set(redo),
        catalog: catalog
      )
      #expect(plan.frames.referenceCount == (isSheet ? 1 : 15 - redo.count))
      #expect(plan.frames.referenceCount + plan.request.maxImages <= 15)
    }
    let bound = try SetRepair.plan(
      RepairedSet(
        try SetFixture.request(CatalogFixture.edit, lines: 12, references: 3),
        SetFixture.part(
          "ssssssssssss",
          verdicts: SetFixture.all(1...12, .locked).filter { $0.key < 9 }
        )
      ),
      redo: [9, 10, 11, 12],
      catalog: catalog
    )
    #expect(bound.notes == [.contactSheetInstead(frames: 8, room: 7)])
  }

  @Test func oneMissingFrameIsOneImage() throws {
    let set = RepairedSet(
      try SetFixture.request(lines: 2),
      SetFixture.part("s-", verdicts: [1: .locked])
    )
    let plan = try SetRepair.plan(set, catalog: catalog)
    #expect(plan.request.maxImages == 1)
    #expect(plan.frames == .each(kept([1])))
    #expect(
      plan.request.prompt == "Image 1 belongs to this series; keep its subject and style. "
        + "1 image of a fox.\n1. the fox on day B"
    )
    #expect(plan.summary == "New images for line 2: up to 1 × $0.027 = $0.027.")
  }

  @Test func aWishedLineIsMadeAgain() throws {
    let plan = try SetRepair.plan(try set(), redo: [4], only: [7], catalog: catalog)
    #expect(plan.lines == [4, 7])
    #expect(plan.reasons == [.redo, .neverCame])
    #expect(plan.frames == .each(kept([1, 3, 5, 6])))
  }

  @Test func whatChangesIsSaid() throws {
    var request = try SetFixture.request(CatalogFixture.edit, references: 1)
    request.seed = 7
    request.delivery = .sync
    let atlas = try SetFixture.request(CatalogFixture.text, .atlascloud)
    let part = SetFixture.part("s-------", verdicts: [1: .accepted])
    let plan = try SetRepair.plan(RepairedSet(request, part), catalog: catalog)
    #expect(plan.request.seed == nil)
    #expect(plan.request.delivery == .sync)
    #expect(plan.notes == [.seedLeftOut(7)])
    var other = atlas
    other.delivery = .sync
    let changed = try SetRepair.plan(RepairedSet(other, part), catalog: catalog)
    #expect(changed.notes == [.deliveryChanged(from: .sync, to: changed.request.delivery)])
    request.seed = nil
    request.prompt =
      "4 images, 6 frames\n"
      + ShotList(reading: request.prompt).shots
      .enumerated().map { "\($0.offset + 1). \($0.element.text)" }.joined(separator: "\n")
    let doubtful = try SetRepair.plan(RepairedSet(request, part), catalog: catalog)
    #expect(doubtful.notes == [.countContradictory([4, 6])])
    for note in plan.notes + changed.notes + doubtful.notes { #expect(note.message.hasSuffix(".")) }
    #expect(plan.notes.first?.message.contains("seed 7") == true)
  }
}
