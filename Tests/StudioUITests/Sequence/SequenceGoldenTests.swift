import CellGrid
import StudioModel
import StudioUI
import Testing

/// The pane and its dialogs as people see them, in the sizes of the layouts 40×10, 80×24, 120×40.
@Suite struct SequenceGoldenTests {
  private static let sizes = [
    (Size(width: 38, height: 6), Size(width: 40, height: 10), "40x10"),
    (Size(width: 78, height: 9), Size(width: 80, height: 24), "80x24"),
    (Size(width: 56, height: 15), Size(width: 120, height: 40), "120x40"),
  ]

  private static let themes = [(Theme.standard, "colour"), (Theme.monochrome, "mono")]

  /// Draws a form in every size and theme.
  private func expect(
    _ name: String,
    overlay: Bool = false,
    file: String = #filePath,
    _ make: () throws -> Form
  ) rethrows {
    let form = try make()
    for (size, screen, layout) in Self.sizes {
      for (theme, look) in Self.themes {
        var form = form
        form.size = size
        form.screen = screen
        form.theme = theme
        let surface = overlay ? form.overlay : form.surface
        Golden.expect(surface, "\(name)-\(layout)-\(look)", styled: true, file: file)
      }
    }
  }

  private func busy() -> Form {
    var form = Form(Form.edit40, references: 3)
    form.account.spending = SpendingNow(
      today: Money(microdollars: 1_240_000),
      underWay: Money(microdollars: 108_000),
      dailyCap: Money(microdollars: 10_000_000)
    )
    form.account.balances[.wavespeed] = Money(microdollars: 12_300_000)
    form.press("r")
    return form
  }

  @Test func aTextModel() { expect("text") { Form() } }

  @Test func anEditModelWithReferences() { expect("edit") { busy() } }

  @Test func settingsThatCantBeSent() {
    expect("refused") {
      var form = Form(Form.edit40)
      var request = form.settings
      request.size = PixelSize(width: 800, height: 600)
      request.maxImages = 20
      form.adopt(request, .settings)
      form.account.spending.dailyCap = Money(microdollars: 100_000)
      form.go(to: "Size")
      return form
    }
  }

  @Test func withoutTheFocusAndWithoutAKey() {
    expect("no-key") {
      var form = Form(Form.text45, .atlascloud)
      form.isFocused = false
      form.account.access[.atlascloud] = .missing(
        reason: "ATLASCLOUD_API_KEY is not set.",
        advice: "Set it, or run `seedream check`."
      )
      return form
    }
  }

  @Test func theDemo() {
    expect("demo") {
      var form = Form()
      form.account.isDemo = true
      form.press("G")
      return form
    }
  }

  @Test func theTableOfSizes() {
    expect("sizes", overlay: true) {
      var form = Form()
      form.press("s g down down down down")
      return form
    }
  }

  @Test func aTypedSizeThatIsRefused() {
    expect("size-typed", overlay: true) {
      var form = Form()
      form.press("s")
      form.type("800x600")
      form.press("enter")
      return form
    }
  }

  @Test func theListOfModels() {
    expect("models", overlay: true) {
      var form = Form()
      form.press("m down")
      return form
    }
  }

  @Test func theListOfServices() {
    expect("services", overlay: true) {
      var form = Form()
      form.account.access[.atlascloud] = .missing(
        reason: "ATLASCLOUD_API_KEY is not set.",
        advice: "Set it, or run `seedream check`."
      )
      form.press("p down")
      return form
    }
  }

  @Test func aReferenceBeingAdded() throws {
    try expect("add", overlay: true) {
      var form = busy()
      form.press("a")
      form.paste("/photos/a.txt\n/photos/cat.png")
      form.report(.referenceSeen(path: "/photos/a.txt", .refused("It is not an image.")))
      _ = form.takeReactions()
      form.type("/photos/f")
      let question = try #require(form.takeEffects().last)
      if case .completePath(let request) = question {
        let paths = [("/photos/fjord", true), ("/photos/fox 1.png", false)]
        let candidates = paths.map { PathCandidate(path: $0.0, isFolder: $0.1) }
        form.report(.pathsCompleted(request, candidates))
      }
      form.press("down down")
      return form
    }
  }

  @Test func theOfferOfTheEditModel() {
    expect("offer", overlay: true) {
      var form = Form()
      form.press("a")
      return form
    }
  }

  @Test func aSeedBeingTyped() {
    expect("seed", overlay: true) {
      var form = busy()
      form.go(to: "Seed")
      form.type("999999999999")
      form.press("enter")
      return form
    }
  }

  @Test func everySizeCanBeDrawn() {
    for form in [Form(), busy(), Form(ModelID(rawValue: "unknown"))] {
      for width in [0, 1, 2, 20, 38, 118] {
        for height in [0, 1, 2, 3, 4, 5, 8, 13, 20] {
          var form = form
          form.size = Size(width: width, height: height)
          form.press("G")
          #expect(form.surface.size == form.size)
        }
      }
    }
  }
}
