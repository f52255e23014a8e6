import CellGrid
import StudioModel
import StudioUI
import Testing

@Suite struct SizeChoiceTests {
  private func form(
    _ size: PixelSize = PixelSize(width: 2048, height: 2048),
    _ model: ModelID = Form.text40,
    _ provider: ProviderID = .wavespeed,
    allowed: Bool = false
  ) -> Form {
    var form = Form(model, provider)
    form.screen = Size(width: 120, height: 40)
    var request = form.settings
    request.size = size
    request.allowsUndocumentedSize = allowed
    form.adopt(request, .settings)
    _ = form.takeReactions()
    return form
  }

  @Test func theTableShowsEveryPresetExactAndRounded() {
    var form = form()
    form.press("s")
    let text = form.overlaid
    for preset in CatalogFile.catalog.presets.rows {
      #expect(text.contains(preset.exact.description))
      #expect(text.contains(preset.rounded.description))
    }
    for larger in CatalogFile.catalog.largerSizes.rows where larger.size.width >= larger.size.height
    {
      #expect(text.contains(larger.size.description))
    }
    #expect(text.contains("Seedream 4.0 sequential takes 1024–4096 pixels a side"))
  }

  @Test func thePresentSizeIsUnderTheCursorAndMarked() {
    var form = form()
    form.press("s")
    #expect(form.overlaid.contains("•2048×2048"))
    #expect(form.overlaid.contains("2048×2048 · 1:1 · 4.2 MP · taken"))
    form.press("enter")
    #expect(form.settings.size == PixelSize(width: 2048, height: 2048))
    #expect(form.takeReactions().isEmpty)
  }

  @Test func aSizeIsTakenFromEitherColumn() {
    var form = form()
    form.press("s g enter")
    #expect(form.settings.size == PixelSize(width: 1448, height: 1448))
    form.press("s g right enter")
    #expect(form.settings.size == PixelSize(width: 1408, height: 1408))
    #expect(form.takeReactions() == [.settingsChanged, .settingsChanged])
  }

  @Test func tTurnsTheTable() {
    var form = form()
    form.press("s t g down")
    #expect(form.overlaid.contains("Size, portrait"))
    #expect(form.overlaid.contains("1182×1773"))
    form.press("enter")
    #expect(form.settings.size == PixelSize(width: 1182, height: 1773))
    form.press("s")
    #expect(form.overlaid.contains("Size, portrait"))
    #expect(form.overlaid.contains("•1182×1773"))
  }

  @Test func whatTheModelRefusesIsMarkedWithItsReasonBelow() {
    var form = form()
    form.press("s g down down down down")
    #expect(form.overlaid.contains("2212×948 !"))
    #expect(form.asked.contains("refused: The size 2212×948 is outside 1024–4096 pixels a side"))
    let surface = form.overlay
    let lines = SurfaceDump.text(surface).split(separator: "\n", omittingEmptySubsequences: false)
    let y = lines.firstIndex { $0.contains("495×212 !") } ?? 0
    let x = lines[y].distance(
      from: lines[y].startIndex,
      to: lines[y].firstIndex(of: "×") ?? lines[y].startIndex
    )
    #expect(surface[x, y].style == Theme.standard.disabled)
  }

  @Test func aRefusedSizeOffersTheNearestAndTakesItOnTheSecondEnter() {
    var form = form()
    form.press("s g down down down down enter")
    #expect(form.pane.isModal)
    #expect(form.asked.contains("2212×948 is refused. Enter takes 2389×1024 instead"))
    form.press("enter")
    #expect(form.settings.size == PixelSize(width: 2389, height: 1024))
    #expect(!form.settings.allowsUndocumentedSize)
  }

  @Test func escLeavesTheOfferThenTheTable() {
    var form = form()
    form.press("s g down down down down enter esc")
    #expect(form.pane.isModal)
    #expect(form.asked.contains("refused: The size 2212×948"))
    form.press("esc")
    #expect(!form.pane.isModal)
    #expect(form.takeReactions().isEmpty)
  }

  @Test func uSendsARefusedSizeAnywayWithItsWarning() {
    var form = form()
    form.press("s g down down down down u")
    #expect(form.settings.size == PixelSize(width: 2212, height: 948))
    #expect(form.settings.allowsUndocumentedSize)
    #expect(form.context.check.refusals.isEmpty)
    #expect(form.takeToasts().last?.hasPrefix("Allowed on purpose: The size 2212×948") == true)
    #expect(form.row("Size").contains("undocumented, allowed on purpose"))
  }

  @Test func uOnAnAllowedSizeJustTakesIt() {
    var form = form()
    form.press("s g u")
    #expect(form.settings.size == PixelSize(width: 1448, height: 1448))
    #expect(!form.settings.allowsUndocumentedSize)
    #expect(form.takeToasts().isEmpty)
  }

  @Test(arguments: [
    ("2000x1500", PixelSize(width: 2000, height: 1500)),
    ("2000X1500", PixelSize(width: 2000, height: 1500)),
    ("2000*1500", PixelSize(width: 2000, height: 1500)),
    ("16:9@2mp", PixelSize(width: 1936, height: 1089)),
    ("9:16", PixelSize(width: 1089, height: 1936)),
  ])
  func anySizeCanBeTyped(text: String, size: PixelSize) {
    var form = form()
    form.press("s")
    form.type(text)
    #expect(form.pane.takesTyping)
    form.press("enter")
    #expect(form.settings.size == size)
  }

  @Test(arguments: ["20", "2000x", "0x0", "x", "7:3", "1:1@9mp", "999999x"])
  func whatIsNoSizeIsNotTaken(text: String) {
    var form = form()
    form.press("s 5 backspace")
    form.type(text)
    form.press("enter")
    #expect(form.pane.isModal)
    form.press("u")
    #expect(form.pane.isModal)
    #expect(form.settings.size == PixelSize(width: 2048, height: 2048))
  }

  @Test func lettersThatAreInNoSizeAreNotTyped() {
    var form = form()
    form.press("s")
    form.type("2000qzx1500")
    form.press("enter")
    #expect(form.settings.size == PixelSize(width: 2000, height: 1500))
  }

  @Test func aTypedSizeOutsideOffersTheNearest() {
    var form = form()
    form.press("s")
    form.type("800x600")
    #expect(form.asked.contains("refused: The size 800×600 is outside"))
    form.press("enter enter")
    #expect(form.settings.size == PixelSize(width: 1365, height: 1024))
  }

  @Test func changingTheTypedSizeTakesTheOfferBack() {
    var form = form()
    form.press("s")
    form.type("800x600")
    form.press("enter backspace")
    form.type("0")
    form.press("enter")
    #expect(form.pane.isModal)
    #expect(form.settings.size == PixelSize(width: 2048, height: 2048))
  }

  @Test func escLeavesTypingThenTheTable() {
    var form = form()
    form.press("s 2 esc")
    #expect(form.pane.isModal)
    #expect(!form.pane.takesTyping)
    form.press("esc")
    #expect(!form.pane.isModal)
  }

  @Test func aDigitOnTheSizeRowBeginsTyping() {
    var form = form()
    form.go(to: "Size")
    form.type("5000x5000")
    form.press("enter")
    #expect(form.overlaid.contains("Enter takes 4096×4096 instead"))
  }

  @Test func aModelWithAListShowsWhatElseIsOnIt() {
    var form = form(PixelSize(width: 2048, height: 2048), Form.text45, .atlascloud)
    form.press("s")
    #expect(form.overlaid.contains("Seedream 4.5 sequential takes 16 sizes and no other"))
    form.press("G")
    let text = form.overlaid
    #expect(text.contains("6240×2656"))
    #expect(text.contains("5504×3040"))
    #expect(!text.contains("3040×5504"))
    form.press("t G")
    #expect(form.overlaid.contains("3040×5504"))
  }

  @Test func aRefusedSizeIsSettledWithOneKey() {
    var form = form(PixelSize(width: 800, height: 600))
    #expect(form.row("Size").hasPrefix("!"))
    #expect(form.row("Size").contains("f takes 1365×1024"))
    #expect(form.shown.contains("The size 800×600 is outside 1024–4096"))
    form.press("f")
    #expect(form.settings.size == PixelSize(width: 1365, height: 1024))
    #expect(form.row("Size").hasPrefix(" "))
    #expect(form.objection(.fix) == "Nothing here needs settling.")
  }

  @Test func uAllowsTheSizeOfTheFormAndTakesItBack() {
    var form = form(PixelSize(width: 800, height: 600))
    form.press("u")
    #expect(form.context.check.refusals.isEmpty)
    #expect(form.takeToasts().count == 1)
    form.press("u")
    #expect(!form.context.check.refusals.isEmpty)
    form.press("f")
    #expect(form.objection(.allowSize) == "1365×1024 is allowed as it is.")
  }

  @Test func turningKeepsAnAllowanceAndDropsItWhereItIsNotNeeded() {
    var form = form(PixelSize(width: 800, height: 600), allowed: true)
    form.press("t")
    #expect(form.settings.size == PixelSize(width: 600, height: 800))
    #expect(form.settings.allowsUndocumentedSize)
  }

  @Test func everyScreenShowsTheCursorsSize() {
    for height in [1, 2, 3, 4, 6, 9, 10, 13, 24, 40] {
      for width in [1, 10, 40, 64, 120] {
        var form = form()
        form.screen = Size(width: width, height: height)
        form.press("s g j j j")
        _ = form.overlaid
        guard height >= 10, width >= 40 else { continue }
        #expect(form.overlaid.contains("1936×1089"))
        form.press("G")
        #expect(form.overlaid.contains("1296×3024") || form.overlaid.contains("4096×4096"))
        form.type("2000x1500")
        #expect(form.overlaid.contains("2000x1500"))
        #expect(form.overlay.cursor != nil)
      }
    }
  }
}
