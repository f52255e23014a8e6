import CellGrid
import StudioModel
import Testing

@testable import StudioUI

@Suite struct PromptFinderTests {
  private static let prompts = [
    "A series of 4 images: a lighthouse through the seasons",
    "一组四张图片：一只狐狸在雪中\n第二行",
    "Portrait of a fox, oil on canvas",
    "Three cups of tea",
  ]

  private func desk(_ text: String = "mine") -> PromptDesk {
    PromptDesk(text, earlier: Self.prompts)
  }

  @Test func theListTakesEveryKeyUntilItIsClosed() {
    var desk = desk()
    desk.press("alt-r")
    #expect(desk.pane.isModal)
    desk.press("f o x")
    #expect(desk.pane.text == "mine")
    desk.press("esc")
    #expect(!desk.pane.isModal)
    #expect(desk.pane.text == "mine")
    #expect(desk.takeReactions().isEmpty)
  }

  @Test(
    arguments: [
      ("f o x", 2), ("狐", 1), ("雪 space 狐", 1), ("l h", 0), ("t e a", 3), ("down", 1),
      ("down down up", 1),
      ("alt-r alt-r", 2), ("pagedown", 3), ("ctrl-n", 1), ("s e a s o n", 0),
    ]
  )
  func enterPutsTheChosenOneIntoTheEditorAsOneEdit(keys: String, expected: Int) {
    var desk = desk()
    desk.press("alt-r \(keys) enter")
    #expect(!desk.pane.isModal)
    #expect(desk.pane.text == Self.prompts[expected])
    #expect(desk.takeReactions() == [.promptChanged])
    desk.press("ctrl-_")
    #expect(desk.pane.text == "mine")
  }

  @Test func enterOnAnEmptyListDoesNothing() {
    var desk = desk()
    desk.press("alt-r z z z enter")
    #expect(desk.pane.isModal)
    #expect(desk.pane.text == "mine")
    #expect(SurfaceDump.text(desk.overlay).contains("No earlier prompt has this."))
  }

  @Test func whatWasNeverSentIsMarkedAndCanBeDropped() {
    var desk = PromptDesk("mine")
    desk.report(.promptsLoaded(["a fox"], unsent: ["a kite", "an owl"]))
    desk.press("alt-r")
    let lines = SurfaceDump.text(desk.overlay).split(separator: "\n")
    #expect(lines.contains { $0.contains("a kite") && $0.contains("unsent") })
    #expect(!lines.contains { $0.contains("a fox") && $0.contains("unsent") })
    #expect(lines.contains { $0.contains("^X drops it") })
    desk.press("ctrl-x")
    #expect(desk.takeReactions() == [.effect(.dropAside("a kite"))])
    #expect(desk.pane.finder?.chosen == .take("an owl"))
    desk.press("ctrl-x ctrl-x")
    // The last one was sent.
    #expect(desk.takeReactions() == [.effect(.dropAside("an owl"))])
    #expect(!SurfaceDump.text(desk.overlay).contains("^X"))
  }

  @Test func withoutAPatternTheNewestStandsFirst() throws {
    let finder = PromptFinder(Self.prompts)
    #expect(finder.found.map(\.prompt) == [0, 1, 2, 3])
  }

  @Test func equalMatchesKeepTheNewestFirst() {
    var finder = PromptFinder(["a fox", "a fox", "a fox"])
    _ = finder.take(.paste("fox"), visible: 5)
    #expect(finder.found.map(\.prompt) == [0, 1, 2])
  }

  @Test func pastedTextIsSearchedAndAClickChooses() {
    var desk = desk()
    desk.press("alt-r")
    _ = desk.pane.handle(.paste("of a"), desk.context)
    #expect(desk.pane.finder?.found.count == 3)
    let room = PromptFinder.Room(desk.screen, desk.theme)
    let row = room.inside.y + room.list.y + 1
    desk.mouse(.pressed, x: room.inside.x + 3, y: row)
    #expect(desk.pane.isModal)
    desk.mouse(.pressed, x: room.inside.x + 3, y: row)
    #expect(!desk.pane.isModal)
    #expect(Self.prompts.contains(desk.pane.text))
  }

  @Test func theListIsDrawnWithItsLettersAndAPreview() {
    var desk = desk()
    desk.press("alt-r")
    Golden.expect(desk.overlay, "prompt-finder-80x24")
    desk.press("f o x")
    Golden.expect(desk.overlay, "prompt-finder-fox-80x24", styled: true)
  }

  @Test func whatIsFoundFarBehindIsShown() {
    var desk = PromptDesk("", earlier: [String(repeating: "word ", count: 60) + "needle here"])
    desk.press("alt-r n e e d l e")
    #expect(SurfaceDump.text(desk.overlay).contains("needle here"))
  }

  @Test(arguments: [(1, 1), (5, 3), (20, 6), (40, 10), (200, 60)])
  func everyScreenHoldsIt(width: Int, height: Int) {
    var desk = desk()
    desk.screen = Size(width: width, height: height)
    desk.press("alt-r down pagedown up a")
    #expect(desk.overlay.size == desk.screen)
  }

  @Test func controlsInEarlierPromptsAreShownAsSigns() {
    var desk = PromptDesk("", earlier: ["red\u{1B}[31m\tfox\u{202E}"])
    desk.press("alt-r")
    #expect(SurfaceDump.text(desk.overlay).contains("red␛[31m␉fox␦"))
  }
}
