import CellGrid
import StudioModel
import StudioUI
import Testing

@Suite struct ReferenceAdditionTests {
  private let url = "https://example.com/fox.png"

  private func open(references: Int = 0) -> Form {
    var form = Form(Form.edit40, references: references)
    form.press("a")
    return form
  }

  /// The question for paths that was asked last.
  private func lastQuestion(_ form: inout Form) throws -> PathRequest {
    let questions = form.takeEffects().compactMap {
      if case .completePath(let request) = $0 { request } else { nil }
    }
    return try #require(questions.last)
  }

  private func answer(_ form: inout Form, _ paths: [(String, Bool)]) throws {
    let question = try lastQuestion(&form)
    let candidates = paths.map { PathCandidate(path: $0.0, isFolder: $0.1) }
    form.report(.pathsCompleted(question, candidates))
  }

  @Test func anAddressIsAddedAtOnce() {
    var form = open()
    form.type(url)
    form.press("enter")
    #expect(form.settings.references == [Reference(source: .url(url))])
    #expect(!form.pane.isModal)
    #expect(form.selectedRow.contains("fox.png"))
    #expect(form.takeReactions().contains(.settingsChanged))
  }

  @Test(arguments: [
    ("http://example.com/a.png", "is not an https address"),
    ("data:image/png;base64,AAAA", "carries its picture inside"),
    ("https:///a.png", "names no host"), ("ftp://example.com/a.png", "is not an https address"),
  ])
  func anAddressTheServiceCantFetchIsRefusedInPlace(address: String, reason: String) {
    var form = open()
    form.type(address)
    form.press("enter")
    #expect(form.pane.isModal)
    #expect(form.settings.references.isEmpty)
    #expect(form.asked.contains(reason))
  }

  @Test func aFileIsLookedAtAndAddedWhenItMayBe() {
    var form = open()
    form.type("~/fox.png")
    form.press("enter")
    #expect(form.takeEffects().last == .lookAtReference("~/fox.png"))
    #expect(form.overlaid.contains("looking at ~/fox.png"))
    #expect(form.settings.references.isEmpty)
    let path = "/home/someone/fox.png"
    form.report(.referenceSeen(path: "~/fox.png", .acceptable(path: path, Form.facts)))
    let added = Reference(source: .file(path: path), facts: Form.facts)
    #expect(form.settings.references == [added])
    #expect(form.takeReactions() == [.settingsChanged])
    #expect(!form.pane.isModal)
  }

  @Test func aFileThatMayNotBeIsRefusedInPlaceAndCanBeCorrected() {
    var form = open()
    form.type("fox.txt")
    form.press("enter")
    form.report(.referenceSeen(path: "fox.txt", .refused("It is not an image.")))
    #expect(form.pane.isModal)
    #expect(form.asked.contains("! fox.txt: It is not an image."))
    form.press("backspace backspace backspace")
    form.type("png")
    form.press("enter")
    #expect(form.takeEffects().contains(.lookAtReference("fox.png")))
  }

  @Test func enteringTheSamePathTwiceLooksOnce() {
    var form = open()
    form.type("a.png")
    _ = form.takeReactions()
    form.press("enter enter enter")
    #expect(form.takeEffects() == [.lookAtReference("a.png")])
  }

  @Test func whatWasSeenAfterLeavingIsNotAdded() {
    var form = open()
    form.type("a.png")
    form.press("enter esc")
    form.report(.referenceSeen(path: "a.png", .acceptable(path: "/a.png", Form.facts)))
    #expect(form.settings.references.isEmpty)
  }

  @Test func onePictureIsInTheListOnce() {
    var form = open(references: 1)
    form.type("x.png")
    form.press("enter")
    form.report(
      .referenceSeen(path: "x.png", .acceptable(path: "/home/someone/fox-1.png", Form.facts))
    )
    #expect(form.settings.references.count == 1)
    #expect(form.asked.contains("It is image 1 already."))
  }

  @Test func aFullListTakesNoMore() {
    var form = open(references: 10)
    form.type(url)
    form.press("enter")
    #expect(form.settings.references.count == 10)
    #expect(form.asked.contains("The list is full: this model takes 10."))
  }

  // MARK: Completion

  @Test func everyKeyAsksHowThePathGoesOn() throws {
    var form = open()
    #expect(try lastQuestion(&form).typed == "")
    form.type("/p")
    let question = try lastQuestion(&form)
    #expect(question.typed == "/p")
    form.press("backspace")
    #expect(try lastQuestion(&form).generation > question.generation)
  }

  @Test func anAnswerToAnOlderQuestionIsPassedOver() throws {
    var form = open()
    let old = try lastQuestion(&form)
    form.type("/p")
    form.report(.pathsCompleted(old, [PathCandidate(path: "old", isFolder: false)]))
    #expect(!form.overlaid.contains("old"))
  }

  @Test func tabCompletesWhatAllCandidatesShare() throws {
    var form = open()
    form.type("pi")
    try answer(&form, [("pictures/", true), ("picnic.png", false)])
    #expect(form.overlaid.contains("pictures/"))
    #expect(form.overlaid.contains("picnic.png"))
    form.press("tab")
    #expect(try lastQuestion(&form).typed == "pic")
  }

  @Test func tabOnOneFolderGoesIn() throws {
    var form = open()
    form.type("pi")
    try answer(&form, [("pictures", true)])
    form.press("tab")
    #expect(try lastQuestion(&form).typed == "pictures/")
  }

  @Test func tabTakesTheCandidateUnderTheCursor() throws {
    var form = open()
    form.type("p")
    try answer(&form, [("pa.png", false), ("pb.png", false)])
    form.press("down down tab")
    #expect(try lastQuestion(&form).typed == "pb.png")
  }

  @Test func tabThatCantCompleteMovesIntoTheList() throws {
    var form = open()
    form.type("p")
    try answer(&form, [("pa.png", false), ("pb.png", false)])
    form.press("tab enter")
    #expect(form.takeEffects() == [.lookAtReference("pa.png")])
  }

  @Test func enterOnAFolderGoesInAndOnAFileTakesIt() throws {
    var form = open()
    form.type("p")
    try answer(&form, [("pictures", true), ("p.png", false)])
    form.press("down enter")
    #expect(form.pane.isModal)
    try answer(&form, [("pictures/fox.png", false)])
    form.press("down enter")
    #expect(form.takeEffects() == [.lookAtReference("pictures/fox.png")])
  }

  @Test func enterOnATypedFolderGoesIn() throws {
    var form = open()
    form.type("pictures")
    try answer(&form, [("pictures/", true)])
    form.press("enter")
    #expect(try lastQuestion(&form).typed == "pictures/")
    #expect(form.settings.references.isEmpty)
  }

  @Test func upFromTheFirstCandidateLeadsBackToTheLine() throws {
    var form = open()
    form.type("p")
    try answer(&form, [("pa.png", false)])
    form.press("down down up enter")
    #expect(form.takeEffects() == [.lookAtReference("p")])
  }

  // MARK: Pasting

  @Test func severalPastedPathsAreEachLookedAt() {
    var form = open()
    _ = form.takeReactions()
    form.paste("'/a b/1.png' '/2.png' \(url)")
    #expect(form.takeEffects() == [.lookAtReference("/a b/1.png"), .lookAtReference("/2.png")])
    #expect(form.settings.references.count == 1)
    form.report(.referenceSeen(path: "/2.png", .acceptable(path: "/2.png", Form.facts)))
    form.report(.referenceSeen(path: "/a b/1.png", .refused("It does not exist.")))
    #expect(form.settings.references.map(\.spelled) == [url, "/2.png"])
    #expect(form.pane.isModal)
    #expect(form.asked.contains("1.png: It does not exist."))
    form.press("esc")
    #expect(!form.pane.isModal)
  }

  @Test func onePastedPathFillsTheLine() {
    var form = open()
    form.paste("'/with blank.png'\n")
    #expect(form.overlaid.contains("> /with blank.png"))
    form.press("enter")
    #expect(form.takeEffects().last == .lookAtReference("/with blank.png"))
  }

  @Test func picturesDroppedOnThePaneAreAdded() {
    var form = Form(Form.edit40)
    form.paste("/a.png\n/b.png\n")
    #expect(form.takeEffects() == [.lookAtReference("/a.png"), .lookAtReference("/b.png")])
    form.report(.referenceSeen(path: "/a.png", .acceptable(path: "/a.png", Form.facts)))
    form.report(.referenceSeen(path: "/b.png", .acceptable(path: "/b.png", Form.facts)))
    #expect(form.settings.references.count == 2)
    #expect(!form.pane.isModal)
  }

  @Test(arguments: [
    "A series of 4 images", "", "  \n ", "cat", String(repeating: "/a", count: 99_999),
  ])
  func otherTextDroppedOnThePaneIsNotLookedFor(text: String) {
    var form = Form(Form.edit40)
    form.paste(text)
    #expect(!form.pane.isModal)
    #expect(form.takeToasts() == ["Only paths and addresses of pictures can be pasted here."])
  }

  // MARK: Text models

  @Test func aTextModelOffersTheEditModelWithItsPrice() {
    var form = Form()
    form.press("a")
    #expect(form.asked.contains("Seedream 4.0 sequential works from text alone."))
    #expect(form.asked.contains("Seedream 4.0 edit sequential takes 1–10 references"))
    #expect(form.asked.contains("costs $0.027 an image, the same."))
    form.press("esc")
    #expect(form.settings.model == Form.text40)
    form.press("a enter")
    #expect(form.settings.model == Form.edit40)
    #expect(form.overlaid.contains("Add a reference"))
  }

  @Test func picturesDroppedOnATextModelAreAddedAfterTheSwitch() {
    var form = Form()
    form.paste(url)
    #expect(form.asked.contains("works from text alone"))
    form.press("y")
    #expect(form.settings.model == Form.edit40)
    #expect(form.settings.references.map(\.spelled) == [url])
    #expect(!form.pane.isModal)
  }

  @Test func everyScreenShowsTheLine() {
    for height in [1, 2, 3, 4, 5, 10, 24] {
      for width in [1, 5, 40, 80] {
        var form = open()
        form.screen = Size(width: width, height: height)
        form.paste("/some/long/path/to/a/picture.png")
        _ = form.overlaid
        guard width >= 40, height >= 3 else { continue }
        #expect(form.overlaid.contains("picture.png"))
        #expect(form.overlay.cursor != nil)
      }
    }
  }
}
