import CellGrid
import StudioModel
import Testing

@testable import StudioUI

/// The pane inside the whole app.
@Suite struct SequenceInTheStudioTests {
  @Test func everyCommandHasATitleAHintAndAFreeKey() {
    let keymap = Keymap()
    for command in SequenceCommand.allCases {
      #expect(!command.title.isEmpty)
      #expect(!command.hint.isEmpty)
      #expect(keymap.keys(of: .sequence(command)).count == command.keys.count)
      for key in command.keys.compactMap(KeyPress.init(spelled:)) {
        #expect(keymap.invocation(for: key, in: .sequence) == .sequence(command))
      }
    }
  }

  @Test func theKeysOfTheWholeStudioStayFree() {
    let keymap = Keymap()
    for spelling in ["f1", "f5", "tab", "1", "2", "3", "4", "?", ":", "z", "q", "i", "ctrl-c"] {
      let key = KeyPress(spelled: spelling)
      guard let key, case .app? = keymap.invocation(for: key, in: .sequence) else {
        Issue.record("\(spelling) is taken")
        continue
      }
    }
  }

  @Test func aChangeIsSavedAndChangesThePrice() {
    var desk = Desk.ready()
    desk.press("alt-2 down down down right")
    #expect(desk.screen.contains("up to 5 × $0.027 = $0.135"))
    let saved = desk.takeEffects().compactMap {
      if case .saveDraft(let draft) = $0 { draft.request.maxImages } else { nil }
    }
    #expect(saved == [5])
  }

  @Test func dialogsTakeEveryKeyUntilTheyAreLeft() {
    var desk = Desk.ready()
    desk.press("alt-2 s 1 2 3 4 x 5 6 7")
    #expect(desk.screen.contains("1234x567"))
    desk.press("esc esc alt-3")
    #expect(desk.app.focus == .live)
  }

  @Test func aDialogOpenedFromElsewhereIsSeen() {
    var form = Form()
    form.isFocused = false
    form.press("m")
    #expect(form.takeReactions() == [.focus(.sequence)])
    form.press("esc")
    form.press("r")
    #expect(form.takeReactions().isEmpty)
  }

  @Test func picturesDroppedOnThePaneReachIt() {
    var desk = Desk.ready()
    desk.press("alt-2 e")
    _ = desk.takeEffects()
    desk.paste("/a.png\n/b.png")
    #expect(desk.takeEffects() == [.lookAtReference("/a.png"), .lookAtReference("/b.png")])
    desk.report(.referenceSeen(path: "/a.png", .acceptable(path: "/a.png", Form.facts)))
    desk.report(.referenceSeen(path: "/b.png", .acceptable(path: "/b.png", Form.facts)))
    #expect(desk.screen.contains("2 of 1–10"))
  }

  @Test(arguments: [(40, 10), (80, 24), (120, 40), (60, 16), (110, 20)])
  func aWholeScreenShowsTheFormAndThePrice(width: Int, height: Int) {
    var desk = Desk.ready(width: width, height: height)
    desk.press("alt-2")
    #expect(desk.screen.contains("WaveSpeedAI"))
    #expect(desk.screen.contains("2048×2048"))
    #expect(desk.screen.contains(" up to 4 × $0.027 = $0.108"))
  }
}
