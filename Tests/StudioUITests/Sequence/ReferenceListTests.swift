import CellGrid
import StudioModel
import StudioUI
import Testing

@Suite struct ReferenceListTests {
  private func names(_ form: Form) -> [String] {
    form.settings.references.map { String($0.spelled.split(separator: "/").last ?? "") }
  }

  @Test func eachReferenceHasANumberANameAndWhatWasSeen() {
    let form = Form(Form.edit40, references: 2)
    #expect(form.row("References").contains("2 of 1–10"))
    #expect(form.row("image 1").contains("fox-1.png  PNG 1024×768 · 2.1 MB"))
    #expect(form.row("image 2").contains("fox-2.png"))
  }

  @Test func anEditModelWithoutReferencesAsksForOne() {
    var form = Form(Form.edit40)
    #expect(form.row("References").hasPrefix("!"))
    #expect(form.row("References").contains("press a: needs 1–10 references"))
    form.size = Size(width: 78, height: 9)
    #expect(form.row("References").contains("press a: needs 1–10 references"))
  }

  @Test func dRemovesAndUBringsBackToTheOldPlace() {
    var form = Form(Form.edit40, references: 3)
    form.go(to: "image 2")
    form.press("d")
    #expect(names(form) == ["fox-1.png", "fox-3.png"])
    #expect(form.takeToasts() == ["image 2, fox-2.png, removed: U brings back"])
    #expect(form.selectedRow.contains("fox-3.png"))
    form.press("delete")
    #expect(names(form) == ["fox-1.png"])
    form.press("U")
    #expect(names(form) == ["fox-1.png", "fox-3.png"])
    form.press("U")
    #expect(names(form) == ["fox-1.png", "fox-2.png", "fox-3.png"])
    #expect(form.selectedRow.contains("fox-2.png"))
    #expect(form.objection(.restore) == "No reference was removed.")
  }

  @Test func allOfThemAreRemovedAndBroughtBackAtOnce() {
    var form = Form(Form.edit40, references: 5)
    let before = form.settings
    form.press("D")
    #expect(form.settings.references.isEmpty)
    #expect(form.takeToasts() == ["5 references removed: U brings back"])
    #expect(form.objection(.clearReferences) == "The list is empty.")
    form.press("U")
    #expect(form.settings == before)
  }

  @Test(arguments: [("K", "J"), ("shift-up", "shift-down")])
  func theCursorGoesAlongWhenAReferenceMoves(up: String, down: String) {
    var form = Form(Form.edit40, references: 3)
    form.go(to: "image 3")
    form.press(up)
    #expect(names(form) == ["fox-1.png", "fox-3.png", "fox-2.png"])
    form.press(up)
    #expect(names(form) == ["fox-3.png", "fox-1.png", "fox-2.png"])
    #expect(form.selectedRow.contains("fox-3.png"))
    #expect(form.objection(.moveReferenceUp) == "It is the first one.")
    form.press("\(down) \(down)")
    #expect(names(form) == ["fox-1.png", "fox-2.png", "fox-3.png"])
    #expect(form.objection(.moveReferenceDown) == "It is the last one.")
  }

  @Test func tooManyReferencesLoseTheLastOnes() {
    var form = Form(Form.edit40, references: 12)
    form.go(to: "References")
    #expect(form.row("References").contains("f removes the last 2: at most 10"))
    form.press("f")
    #expect(form.settings.references.count == 10)
    form.press("U")
    #expect(form.settings.references.count == 12)
  }

  @Test func tooManyPicturesTogetherAreSettledByFewerImages() {
    var form = Form(Form.edit40, references: 2)
    var request = form.settings
    request.maxImages = 14
    form.adopt(request, .settings)
    #expect(form.row("Images").contains("f takes 13"))
    form.press("f")
    #expect(form.settings.maxImages == 13)
    #expect(form.context.check.refusals.isEmpty)
  }

  @Test func theFixOfTheCursorsRowComesFirst() {
    var form = Form(Form.edit40, references: 12)
    var request = form.settings
    request.size = PixelSize(width: 10, height: 10)
    form.adopt(request, .settings)
    form.go(to: "Size")
    form.press("f")
    #expect(form.settings.size == PixelSize(width: 1024, height: 1024))
    #expect(form.settings.references.count == 12)
  }

  @Test func referencesRecalledIntoATextModelAreNotLost() {
    var form = Form()
    form.adopt(Form(Form.edit40, references: 2).settings, .references)
    #expect(form.settings.references.count == 2)
    #expect(form.row("References").contains("f takes bytedance/seedream-v4/e"))
    form.press("f")
    #expect(form.settings.model == Form.edit40)
    #expect(form.settings.references.count == 2)
    #expect(form.context.check.refusals.isEmpty)
  }

  @Test func namesFromOutsideCannotDrawOnTheScreen() {
    var form = Form(Form.edit40)
    var request = form.settings
    request.references = [
      Reference(source: .file(path: "/tmp/a\u{1b}[31m\nb\u{202E}c.png"), facts: Form.facts),
      Reference(source: .url("https://example.com/\u{1b}]0;x\u{7}.png?key=1#top")),
      Reference(source: .file(path: "/")), Reference(source: .file(path: "")),
    ]
    form.adopt(request, .references)
    #expect(form.row("image 1").contains("a bc.png"))
    #expect(!form.shown.contains("\u{1b}"))
    #expect(form.row("image 2").contains(".png  not a usable https address"))
  }

  // MARK: Adopting

  @Test func settingsAndReferencesAreTakenOverApart() {
    var other = Form(Form.edit45, references: 3)
    other.go(to: "Images")
    other.press("right")
    var form = Form()
    form.adopt(other.settings, .settings)
    #expect(form.settings.model == Form.edit45)
    #expect(form.settings.maxImages == 5)
    #expect(form.settings.references.isEmpty)
    form.adopt(other.settings, .references)
    #expect(form.settings.references.count == 3)
    #expect(form.takeReactions() == [.settingsChanged, .settingsChanged])
    form.adopt(other.settings, .prompt)
    #expect(form.takeReactions().isEmpty)
  }

  @Test func settingsOfAModelThatIsGoneStayOutWithAMessage() {
    var form = Form()
    var request = Form(Form.edit40, references: 1).settings
    request.model = ModelID(rawValue: "bytedance/seedream-v9")
    let before = form.settings
    form.adopt(request, .settings)
    #expect(form.settings == before)
    #expect(
      form.takeToasts()
        == ["WaveSpeedAI has no model bytedance/seedream-v9: the settings stay as they are"]
    )
    form.adopt(request, .all)
    #expect(form.settings.references.count == 1)
    #expect(form.settings.model == Form.text40)
  }

  @Test func thePromptOfARequestIsNotKept() {
    var form = Form()
    var request = Form(Form.text45).settings
    request.prompt = "A series of cats"
    form.adopt(request, .all)
    #expect(form.settings.prompt.isEmpty)
  }

  @Test func adoptedFilesThatWereNotLookedAtAre() {
    var form = Form(Form.edit40)
    var request = form.settings
    let path = "/home/someone/cat.png"
    request.references = [
      Reference(source: .file(path: path)), Form.picture(1),
      Reference(source: .url("https://example.com/a.png")),
    ]
    form.adopt(request, .references)
    #expect(form.takeEffects() == [.lookAtReference(path)])
    #expect(form.row("image 1").contains("not looked at yet"))
    form.report(.referenceSeen(path: path, .acceptable(path: path, Form.facts)))
    #expect(form.row("image 1").contains("PNG 1024×768"))
    #expect(form.takeReactions() == [.settingsChanged])
  }

  @Test func anAdoptedFileThatIsGoneSaysSo() {
    var form = Form(Form.edit40)
    var request = form.settings
    request.references = [Reference(source: .file(path: "/gone.png"))]
    form.adopt(request, .references)
    form.report(.referenceSeen(path: "/gone.png", .refused("It does not exist.")))
    #expect(form.row("image 1").hasPrefix("!"))
    #expect(form.row("image 1").contains("It does not exist."))
    form.report(.referenceSeen(path: "/other.png", .refused("It does not exist.")))
    #expect(form.settings == form.settings)
  }

  @Test func noticesAreSettled() {
    var form = Form(Form.edit40, references: 1)
    form.press("r")
    form.pane.apply(.withoutSeed)
    #expect(form.settings.seed == nil)
    form.pane.apply(.maxImages(7))
    #expect(form.settings.maxImages == 7)
    form.pane.apply(.prompt("x"))
    #expect(form.settings.prompt.isEmpty)
  }
}
