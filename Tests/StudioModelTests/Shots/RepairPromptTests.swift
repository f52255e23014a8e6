import StudioModel
import Testing

/// What a repair says to the model.
struct RepairPromptTests {
  let catalog: ModelCatalog

  init() throws { catalog = try CatalogFixture.load() }

  @Test func aChinesePromptIsContinuedInChinese() throws {
    var request = try SetFixture.request(lines: 4)
    request.prompt = "一组4张图片，水彩狐狸。\n镜头一：清晨\n镜头二：正午\n镜头三：黄昏\n镜头四：夜晚"
    let some = RepairedSet(
      request,
      SetFixture.part("ss--", verdicts: [1: .accepted, 2: .accepted])
    )
    #expect(
      try SetRepair.plan(some, catalog: catalog).request.prompt
        == "图1至图2属于这组图片，请保持其主体与风格。一组2张图片，水彩狐狸。\n镜头一：黄昏\n镜头二：夜晚"
    )
    let one = RepairedSet(request, SetFixture.part("s---", verdicts: [1: .accepted]))
    let plan = try SetRepair.plan(one, catalog: catalog)
    #expect(plan.request.prompt.hasPrefix("图1属于这组图片，请保持其主体与风格。一组3张"))
    #expect(PromptCount.find(in: plan.request.prompt)?.count == 3)
  }

  @Test func aPromptWithoutLinesIsAskedForFewer() throws {
    var request = try SetFixture.request(lines: 4)
    request.prompt = "A series of 4 images of a fox.\n- ink\n- soft light"
    let set = RepairedSet(
      request,
      SetFixture.part("sss-", verdicts: SetFixture.all(1...2, .accepted))
    )
    let plan = try SetRepair.plan(set, redo: [3], catalog: catalog)
    #expect(plan.lines == [3, 4])
    #expect(plan.notes == [.noLines])
    #expect(
      plan.request.prompt == "Images 1 to 2 belong to this series; keep their subject and style. "
        + "A series of 2 images of a fox.\n- ink\n- soft light"
    )
  }

  @Test func linesNamedLikeReferencesAreRenamed() throws {
    var request = try SetFixture.request(lines: 2)
    request.prompt = "A series of 2 images.\nImage 1: day\nImage 2: night"
    let set = RepairedSet(request, SetFixture.part("s-", verdicts: [1: .accepted]))
    #expect(
      try SetRepair.plan(set, catalog: catalog).request.prompt.hasSuffix("1 image.\n1. night")
    )
    let alone = try SetRepair.plan(set, guidance: .promptAlone, catalog: catalog)
    #expect(alone.request.prompt == "1 image.\nImage 1: night")
  }
}
