import StudioModel
import Testing

/// When no repair is planned, and why.
struct RepairRefusalTests {
  let catalog: ModelCatalog

  init() throws { catalog = try CatalogFixture.load() }

  private func refusal(
    _ request: SequenceRequest,
    _ part: SetPart,
    _ repairs: [SetPart] = [],
    redo: Set<Int> = [],
    only: Set<Int>? = nil,
    catalog other: ModelCatalog? = nil
  ) throws -> RepairRefusal {
    let set = RepairedSet(request, part, repairs: repairs)
    let refusal = try #require(throws: RepairRefusal.self) {
      try SetRepair.plan(set, redo: redo, only: only, catalog: other ?? catalog)
    }
    #expect(refusal.message.hasSuffix("."))
    #expect(refusal.advice.hasSuffix("."))
    return refusal
  }

  @Test func nothingMissing() throws {
    let request = try SetFixture.request(lines: 2)
    #expect(try refusal(request, SetFixture.part("ss")) == .nothingMissing)
    #expect(try refusal(request, SetFixture.part("s-"), only: [1]) == .nothingMissing)
  }

  @Test func whatMayStillComeIsNotPaidTwice() throws {
    let request = try SetFixture.request(lines: 2)
    #expect(try refusal(request, SetFixture.part("s-", isFinal: false)) == .stillComing([2]))
    let running = SetFixture.part("-", id: SetFixture.repair, lines: [1], isFinal: false)
    let whole = SetFixture.part("ss", verdicts: [1: .accepted])
    #expect(try refusal(request, whole, [running], redo: [1]) == .stillComing([1]))
  }

  @Test func lockedAndUnknownLinesAreNotMadeAgain() throws {
    let request = try SetFixture.request(lines: 2)
    let part = SetFixture.part("ss", verdicts: [1: .locked])
    #expect(try refusal(request, part, redo: [1, 2]) == .locked([1]))
    #expect(try refusal(request, part, redo: [0, 3]) == .noSuchLine([0, 3]))
    #expect(RepairRefusal.locked([1]).message == "Line 1 is locked.")
    #expect(RepairRefusal.noSuchLine([0, 3]).message == "The set has no lines 0 and 3.")
  }

  @Test func withoutAnAcceptedFrameThePromptAloneIsOffered() throws {
    let request = try SetFixture.request(CatalogFixture.edit, lines: 2, references: 1)
    let part = SetFixture.part("s-", verdicts: [1: .undecided])
    let found = try refusal(request, part)
    #expect(found == .noAcceptedFrame)
    #expect(found.advice.contains("from the prompt alone"))
    let plan = try SetRepair.plan(
      RepairedSet(request, part),
      guidance: .promptAlone,
      catalog: catalog
    )
    #expect(plan.request.model == request.model)
    #expect(plan.request.references == request.references)
    #expect(plan.frames == .none)
    #expect(plan.notes == [.promptAlone])
    #expect(plan.request.prompt == "1 image of a fox.\n1. the fox on day B")
    #expect(plan.request(adding: []) == plan.request)
  }

  @Test func aServiceWithoutAnEditModelIsSaid() throws {
    var poor = catalog
    poor.models.removeAll { $0.isEdit }
    let request = try SetFixture.request(lines: 2)
    let part = SetFixture.part("s-", verdicts: [1: .accepted])
    let found = try refusal(request, part, catalog: poor)
    #expect(found == .noEditModel(CatalogFixture.text, at: .wavespeed))
    let set = RepairedSet(request, part)
    let alone = try SetRepair.plan(set, guidance: .promptAlone, catalog: poor)
    #expect(alone.request.model == CatalogFixture.text)
  }

  @Test func referencesWithoutRoomAreSaid() throws {
    let request = try SetFixture.request(CatalogFixture.edit, lines: 2, references: 10)
    let part = SetFixture.part("s-", verdicts: [1: .accepted])
    guard case .referencesDoNotFit(10, 1, let own) = try refusal(request, part) else {
      Issue.record("It fits.")
      return
    }
    #expect(own.value == 10)
    // Nine references and six images are fifteen already.
    let many = try SetFixture.request(CatalogFixture.edit, lines: 7, references: 9)
    let few = SetFixture.part("s------", verdicts: [1: .accepted])
    guard case .referencesDoNotFit(9, 6, let together) = try refusal(many, few) else {
      Issue.record("It fits.")
      return
    }
    #expect(together.value == 15)
    let fewer = try SetRepair.plan(RepairedSet(many, few), only: [2, 3], catalog: catalog)
    #expect(fewer.frames.referenceCount == 1)
  }

  @Test func theModelsRulesAreApplied() throws {
    let part = SetFixture.part("s-", verdicts: [1: .accepted])
    var unknown = try SetFixture.request(lines: 2)
    unknown.model = ModelID(rawValue: "none")
    #expect(try refusal(unknown, part).rule == "unknown_model")
    var small = try SetFixture.request(lines: 2)
    small.size = PixelSize(320, 320)
    #expect(try refusal(small, part).rule == "size_side_out_of_range")
    small.allowsUndocumentedSize = true
    let plan = try SetRepair.plan(RepairedSet(small, part), catalog: catalog)
    #expect(plan.request.size == small.size)
  }

  @Test func rulesAreWordsForPrograms() {
    let limit = Sourced(10, LimitSource("a page", .docs))
    let all: [RepairRefusal] = [
      .nothingMissing, .stillComing([1]), .locked([1]), .noSuchLine([9]),
      .noEditModel(CatalogFixture.text, at: .wavespeed), .noAcceptedFrame,
      .referencesDoNotFit(given: 1, images: 1, limit: limit),
    ]
    #expect(Set(all.map(\.rule)).count == all.count)
    for refusal in all { #expect(refusal.rule.hasPrefix("repair_")) }
  }
}
