import CellGrid
import StudioModel
import Testing

@testable import StudioUI

/// Which part of the studio a key reaches.
@Suite struct RoutingTests {
  @Test func everyPrintableKeyTypesInThePrompt() {
    var desk = Desk.ready()
    desk.type("?:q1234zi Jk")
    #expect(desk.app.prompt.text == "?:q1234zi Jk")
    #expect(desk.app.layers.isEmpty)
  }

  @Test func escapeMakesSingleKeysCommandsAndITypesAgain() {
    var desk = Desk.ready()
    desk.press("esc")
    desk.type("x")
    #expect(desk.app.prompt.text.isEmpty)
    desk.press("?")
    #expect(!desk.app.layers.isEmpty)
    desk.press("esc i")
    desk.type("x")
    #expect(desk.app.prompt.text == "x")
  }

  @Test func tabGoesRoundAndNumbersGoStraight() {
    var desk = Desk.ready()
    var seen: [PaneID] = []
    for _ in 0..<4 {
      desk.press("tab")
      seen.append(desk.app.focus)
    }
    #expect(seen == [.sequence, .live, .history, .prompt])
    desk.press("shift-tab")
    #expect(desk.app.focus == .history)
    desk.press("3")
    #expect(desk.app.focus == .live)
    desk.press("alt-2")
    #expect(desk.app.focus == .sequence)
  }

  @Test func onAStackedScreenThePaneWithTheFocusShows() {
    var desk = Desk.ready(width: 80, height: 24)
    #expect(desk.screen.contains("1 Prompt") && desk.screen.contains("3 Live"))
    desk.press("alt-4")
    #expect(desk.row(with: "┌")?.contains("1 Prompt") == true)
    #expect(desk.app.layout.frames.keys.contains(.history))
    desk.press("alt-2")
    #expect(desk.app.layout.frames.keys.contains(.sequence))
  }

  @Test func zoomGivesOnePaneTheScreenAndEscapeEndsIt() {
    var desk = Desk.ready()
    desk.press("alt-3 z")
    #expect(desk.app.layout.frames.count == 1)
    desk.press("esc")
    #expect(desk.app.layout.frames.count == 4)
  }

  @Test func aClickFocusesThePaneUnderIt() {
    var desk = Desk.ready()
    desk.click(x: 118, y: 38)
    #expect(desk.app.focus == .history)
    var narrow = Desk.ready(width: 40, height: 10)
    narrow.click(x: 12, y: 0)
    #expect(narrow.app.focus == .sequence)
  }

  @Test func aPasteOverAListGoesIntoThePromptAndRunsNoCommands() {
    var desk = Desk.ready()
    desk.press("alt-3")
    desk.paste("qqq\n")
    #expect(desk.app.focus == .prompt && desk.app.prompt.text == "qqq\n")
    #expect(!desk.takeEffects().contains(.quit))
  }

  @Test func aPersonsOwnKeyGoesBeforeTheEditor() {
    var desk = Desk(keys: ["app.log": ["ctrl-e"]])
    desk.press("ctrl-e")
    #expect(!desk.app.layers.isEmpty)
  }

  @Test func boundKeysThatMeanNothingAreSaidAtTheStart() {
    let desk = Desk(keys: ["app.lgo": ["f2"]])
    #expect(desk.screen.contains("there is no command “app.lgo”"))
  }

  @Test func tooSmallAScreenAsksForRoomAndStillLeaves() {
    var desk = Desk.ready(width: 30, height: 3)
    #expect(desk.screen.contains("needs 40×10"))
    desk.type("q")
    #expect(!desk.takeEffects().contains(.quit))
    desk.press("ctrl-c")
    #expect(desk.takeEffects() == [.quit])
  }

  @Test func noSizeAndNoKeyTripsIt() {
    var desk = Desk.ready()
    desk.report(.unfinishedLoaded([.sample()]))
    let keys = "alt-1 a tab b 3 enter esc 4 / x esc : esc ? down esc f12 esc alt-z ctrl-l"
    for (width, height) in [(0, 0), (1, 1), (40, 10), (41, 11), (60, 16), (80, 24), (110, 20)] {
      desk.resize(width, height)
      for key in keys.split(separator: " ") {
        desk.press(String(key))
        #expect(desk.app.render().size == Size(width: width, height: height))
      }
    }
  }
}
