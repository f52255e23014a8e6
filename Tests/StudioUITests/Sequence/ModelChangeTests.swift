import CellGrid
import StudioModel
import StudioUI
import Testing

@Suite struct ModelChangeTests {
  @Test func theServiceChangesToTheSameFamilyAndKind() {
    for model in [Form.text40, Form.edit40, Form.text45, Form.edit45] {
      var form = Form(model)
      form.press("right")
      #expect(form.settings.provider == .atlascloud)
      #expect(form.settings.model == model)
      form.press("left")
      #expect(form.settings.provider == .wavespeed)
      #expect(form.settings.model == model)
    }
  }

  @Test func theServiceRowSaysHowItsKeyStands() {
    var form = Form()
    #expect(form.row("Provider").contains("ready"))
    form.account.access[.wavespeed] = .checking
    #expect(form.row("Provider").contains("looking for its key"))
    form.account.access[.wavespeed] = .missing(
      reason: "WAVESPEED_API_KEY is not set.",
      advice: "Set it, or run `seedream key`."
    )
    #expect(form.row("Provider").contains("no key: WAVESPEED_API_KEY"))
    #expect(form.shown.contains("no usable key for WaveSpeedAI: WAVESPEED_API_KEY"))
  }

  @Test func theListOfServicesSaysWhyOneCantBeUsed() {
    var form = Form()
    form.account.access[.atlascloud] = .missing(reason: "No key.", advice: "Set one.")
    form.press("enter down")
    #expect(form.overlaid.contains("no key"))
    #expect(form.overlaid.contains("No key. Set one."))
    form.press("enter")
    #expect(form.settings.provider == .atlascloud)
  }

  @Test func aBalanceThatIsNotKnownIsAskedFor() {
    var form = Form(Form.text40, .atlascloud)
    form.press("right")
    #expect(form.takeEffects() == [.loadBalance(.wavespeed)])
    form.account.balances[.wavespeed] = Money(microdollars: 1)
    form.press("left right")
    #expect(form.takeEffects().allSatisfy { $0 != .loadBalance(.wavespeed) })
  }

  @Test func theModelGoesRoundItsService() {
    var form = Form()
    form.go(to: "Model")
    var seen: [ModelID] = []
    for _ in 0..<4 {
      form.press("right")
      seen.append(form.settings.model)
    }
    #expect(seen == [Form.edit40, Form.text45, Form.edit45, Form.text40])
  }

  @Test func whatTheNewModelRefusesBecomesTheNearestAndIsSaid() {
    var form = Form()
    var request = form.settings
    request.size = PixelSize(width: 1024, height: 1024)
    form.adopt(request, .settings)
    form.go(to: "Model")
    form.press("right right")
    let toasts = form.takeToasts()
    #expect(form.settings.size == PixelSize(width: 1920, height: 1920))
    #expect(
      toasts.last
        == "Seedream 4.5 sequential: size 1024×1024 → 1920×1920: too few pixels in all"
    )
    #expect(form.context.check.refusals.isEmpty)
  }

  @Test func goingBackBringsTheChoiceBack() {
    var form = Form(Form.edit40, references: 3)
    form.press("r")
    var request = form.settings
    request.size = PixelSize(width: 1024, height: 1024)
    request.maxImages = 5
    request.delivery = .sync
    form.adopt(request, .settings)
    let before = form.settings
    form.go(to: "Model")
    form.press("right")
    #expect(form.settings.references.isEmpty)
    #expect(form.settings.seed == nil)
    form.press("right left left")
    #expect(form.settings == before)
    #expect(form.takeToasts().last?.contains("3 references back in the list") == true)
  }

  @Test func aChoiceMadeMeanwhileStays() {
    var form = Form()
    form.go(to: "Model")
    form.press("right right")
    form.go(to: "Images")
    form.press("right right")
    form.go(to: "Model")
    form.press("left left")
    #expect(form.settings.maxImages == 6)
  }

  @Test func whatIsDroppedIsNamed() {
    var form = Form(Form.edit40, references: 2)
    form.press("r")
    form.go(to: "Delivery")
    form.press("right")
    #expect(form.settings.delivery == .sync)
    _ = form.takeReactions()
    form.press("g right")
    let toast = form.takeToasts().last ?? ""
    #expect(toast.contains("seed left out: it takes none"))
    #expect(toast.contains("delivery poll: it takes no sync"))
    #expect(form.settings.references.count == 2)
  }

  @Test func tooManyImagesBecomeTheMostThereAre() {
    var form = Form()
    var request = form.settings
    request.maxImages = 15
    form.adopt(request, .settings)
    form.press("right")
    #expect(form.settings.maxImages == 14)
    #expect(form.takeToasts().last?.contains("images 15 → 14: 1–14 allowed") == true)
    form.press("left")
    #expect(form.settings.maxImages == 15)
  }

  @Test func anUndocumentedSizeIsNotCarriedToAnotherModel() {
    var form = Form()
    var request = form.settings
    request.size = PixelSize(width: 512, height: 512)
    request.allowsUndocumentedSize = true
    form.adopt(request, .settings)
    form.press("right")
    #expect(!form.settings.allowsUndocumentedSize)
    #expect(form.settings.size == PixelSize(width: 1024, height: 1024))
  }

  @Test func eSwitchesBetweenTextAndEdit() {
    var form = Form()
    form.press("e")
    #expect(form.settings.model == Form.edit40)
    form.press("e")
    #expect(form.settings.model == Form.text40)
  }

  @Test func theListOfModelsSaysWhatEachTakes() {
    var form = Form()
    form.press("m")
    let text = form.overlaid
    for model in CatalogFile.catalog.models(of: .wavespeed) {
      let row = text.split(separator: "\n").first { $0.contains(" \(model.displayName) ") } ?? ""
      #expect(row.contains(model.price.amount.description))
      #expect(row.contains(model.isEdit ? "edit" : "text"))
      #expect(row.contains(model.isEdit ? "1–10 refs" : "no refs"))
      #expect(row.contains(model.seed == nil ? "no seed" : "seed"))
    }
    form.press("down")
    #expect(form.overlaid.contains("bytedance/seedream-v4/edit-sequential"))
    form.press("G g j j enter")
    #expect(form.settings.model == Form.text45)
    #expect(!form.pane.isModal)
  }

  @Test func leavingAListChangesNothing() {
    for key in ["p", "m", "s"] {
      var form = Form()
      form.press("\(key) down")
      #expect(form.pane.isModal)
      form.press("esc")
      #expect(!form.pane.isModal)
      #expect(form.settings == Form().settings)
      #expect(form.takeReactions().isEmpty)
    }
  }

  @Test func anUnknownModelIsSettledWithOneKey() {
    var form = Form(ModelID(rawValue: "bytedance/seedream-v4/sequentiall"))
    form.size = Size(width: 100, height: 16)
    #expect(form.row("Model").contains("f takes bytedance/seedream-v4/sequential"))
    #expect(form.shown.contains("no price: the model is not known"))
    form.press("f")
    #expect(form.settings.model == Form.text40)
    #expect(form.context.check.refusals.isEmpty)
  }

  @Test func nothingBreaksWithAModelThatIsNotKnown() {
    for command in SequenceCommand.allCases {
      var form = Form(ModelID(rawValue: "unknown"), references: 2)
      form.go(to: "image 1")
      if form.objection(command) == nil { _ = form.pane.perform(command, form.context) }
      _ = form.shown
      _ = form.overlaid
      form.press("enter right t u 5 enter esc esc")
    }
  }
}
