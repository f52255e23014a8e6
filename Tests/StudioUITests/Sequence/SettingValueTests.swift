import CellGrid
import StudioModel
import StudioUI
import Testing

@Suite struct SettingValueTests {
  @Test func theCursorStaysOnTheRows() {
    var form = Form()
    form.press("up up k")
    #expect(form.selectedRow.contains("Provider"))
    form.press("down j")
    #expect(form.selectedRow.contains("Size"))
    form.press("G")
    #expect(form.selectedRow.contains("Delivery"))
    form.press("down pagedown")
    #expect(form.selectedRow.contains("Delivery"))
    form.press("home")
    #expect(form.selectedRow.contains("Provider"))
  }

  @Test func imagesStepWithinTheBounds() {
    var form = Form()
    form.go(to: "Images")
    form.press("right l + =")
    #expect(form.settings.maxImages == 8)
    form.press("left h -")
    #expect(form.settings.maxImages == 5)
    for _ in 0..<20 { form.press("left") }
    #expect(form.settings.maxImages == 1)
    for _ in 0..<30 { form.press("right") }
    #expect(form.settings.maxImages == 15)
    #expect(form.row("Images").contains("up to 15"))
    #expect(form.shown.contains("up to 15 × $0.027 = $0.405"))
  }

  @Test func referencesNarrowTheImages() {
    var form = Form(Form.edit40, references: 6)
    form.go(to: "Images")
    for _ in 0..<30 { form.press("right") }
    #expect(form.settings.maxImages == 9)
    #expect(form.row("Images").contains("1–9 with 6 references"))
  }

  @Test func everyChangeIsReportedOnce() {
    var form = Form()
    form.go(to: "Images")
    form.press("right")
    #expect(form.takeReactions() == [.settingsChanged])
    for _ in 0..<20 { form.press("left") }
    _ = form.takeReactions()
    form.press("left")
    #expect(form.takeReactions().isEmpty)
  }

  @Test func imagesCanBeTyped() {
    var form = Form()
    form.go(to: "Images")
    form.press("enter")
    #expect(form.overlaid.contains("1–15 allowed"))
    form.type("12")
    form.press("enter")
    #expect(form.settings.maxImages == 12)
    #expect(!form.pane.isModal)
  }

  @Test func aDigitOnTheImagesRowBeginsTyping() {
    var form = Form()
    form.go(to: "Images")
    form.type("9")
    #expect(form.pane.isModal)
    #expect(form.pane.takesTyping)
    form.press("enter")
    #expect(form.settings.maxImages == 9)
  }

  @Test(arguments: ["16", "0", "99999999999999999999", "-1", "-"])
  func numbersOutsideAreRefusedInPlace(text: String) {
    var form = Form()
    form.go(to: "Images")
    form.press("enter")
    form.type(text)
    form.press("enter")
    #expect(form.settings.maxImages == 4)
    #expect(form.pane.isModal)
    #expect(form.overlaid.contains("1–15 allowed") || form.overlaid.contains("not a number"))
    form.press("esc")
    #expect(!form.pane.isModal)
  }

  @Test func theSeedRowIsThereOnlyWhereTheModelTakesOne() {
    #expect(Form(Form.text40).row("Seed").isEmpty)
    #expect(!Form(Form.edit40, references: 1).row("Seed").isEmpty)
    #expect(Form(Form.edit40, .atlascloud, references: 1).row("Seed").isEmpty)
  }

  @Test func theSeedIsTypedRandomOrCleared() {
    var form = Form(Form.edit40, references: 1)
    form.go(to: "Seed")
    form.press("r")
    #expect(form.settings.seed == -1)
    #expect(form.row("Seed").contains("random"))
    form.press("backspace")
    #expect(form.settings.seed == nil)
    form.type("7")
    form.type("42")
    form.press("enter")
    #expect(form.settings.seed == 742)
    form.press("enter ctrl-u enter")
    #expect(form.settings.seed == nil)
    form.press("enter r")
    #expect(form.settings.seed == -1)
  }

  @Test func theSeedStepsFromNoneOverRandomUpwards() {
    var form = Form(Form.edit40, references: 1)
    form.go(to: "Seed")
    var seen: [Int64?] = []
    for key in ["right", "right", "right", "left", "left", "left", "left"] {
      form.press(key)
      seen.append(form.settings.seed)
    }
    #expect(seen == [-1, 0, 1, 0, -1, nil, nil])
  }

  @Test func aSeedOutsideIsRefused() {
    var form = Form(Form.edit40, references: 1)
    form.go(to: "Seed")
    form.press("enter")
    form.type("2147483648")
    form.press("enter")
    #expect(form.settings.seed == nil)
    #expect(form.overlaid.contains("-1…2147483647 allowed"))
    form.press("backspace enter")
    #expect(form.settings.seed == 214_748_364)
  }

  @Test func aSeedThatIsNotHonouredIsSaid() {
    var form = Form(Form.edit40, references: 1, size: Size(width: 58, height: 30))
    form.press("r")
    #expect(form.said.contains("accepts a seed but does not honour it"))
  }

  @Test func deliveryGoesThroughWhatTheModelTakes() {
    var form = Form()
    form.go(to: "Delivery")
    var seen: [Delivery] = []
    for _ in 0..<3 {
      form.press("right")
      seen.append(form.settings.delivery)
    }
    #expect(seen == [.sync, .base64, .poll])
    form.press("left")
    #expect(form.settings.delivery == .base64)
    var atlas = Form(Form.text40, .atlascloud)
    atlas.go(to: "Delivery")
    atlas.press("right")
    #expect(atlas.settings.delivery == .base64)
    atlas.press("right")
    #expect(atlas.settings.delivery == .poll)
  }

  @Test func deliveryCanBeChosenFromAList() {
    var form = Form()
    form.go(to: "Delivery")
    form.press("enter down")
    #expect(form.overlaid.contains("the call stays open up to 90 s, then as poll"))
    form.press("enter")
    #expect(form.settings.delivery == .sync)
  }

  @Test func theSizeStepsThroughWhatTheModelTakes() {
    var form = Form()
    form.go(to: "Size")
    var seen: Set<PixelSize> = []
    for _ in 0..<60 {
      form.press("right")
      seen.insert(form.settings.size)
      #expect(form.context.check.refusals.isEmpty)
    }
    #expect(seen.count > 8)
    #expect(seen.contains(PixelSize(width: 4096, height: 4096)))
    let there = form.settings.size
    form.press("right left")
    #expect(form.settings.size == there)
  }

  @Test func theSizeIsTurned() {
    var form = Form()
    #expect(form.objection(.turnSize) == "The size is square.")
    var request = form.settings
    request.size = PixelSize(width: 2304, height: 1728)
    form.adopt(request, .settings)
    form.press("t")
    #expect(form.settings.size == PixelSize(width: 1728, height: 2304))
  }

  @Test func theMousePicksRowsAndASecondClickOpensThem() {
    var form = Form()
    form.mouse(.pressed, y: 0)
    #expect(form.overlaid.contains("Atlas Cloud"))
    form.press("esc")
    let lines = form.shown.split(separator: "\n", omittingEmptySubsequences: false)
    let y = lines.firstIndex { $0.contains("Images") } ?? 0
    form.mouse(.pressed, y: y)
    #expect(form.selectedRow.contains("Images"))
    form.mouse(.wheelUp, y: y)
    #expect(form.selectedRow.contains("Size"))
    form.mouse(.pressed, y: 15)
    #expect(!form.pane.isModal)
  }
}
