import CellGrid
import Testing

@testable import StudioUI

@Suite struct EditorKeysTests {
  @Test(
    arguments: [
      ("left", .moveLeft), ("ctrl-left", .moveWordLeft), ("alt-right", .moveWordRight),
      ("home", .moveRowStart), ("ctrl-a", .moveLineStart), ("ctrl-home", .moveBufferStart),
      ("shift-left", .selectLeft), ("ctrl-shift-right", .selectWordRight), ("enter", .newline),
      ("ctrl-h", .deleteBackward), ("ctrl-k", .killToLineEnd), ("ctrl-u", .killToLineStart),
      ("ctrl-w", .killSelection), ("alt-w", .copySelection), ("ctrl-y", .yank), ("alt-y", .yankPop),
      ("ctrl-_", .undo), ("ctrl-/", .undo), ("alt-/", .redo), ("alt-_", .redo), ("ctrl-^", .redo),
      ("alt-<", .moveBufferStart), ("alt->", .moveBufferEnd), ("ctrl-space", .setMark),
      ("alt-backspace", .deleteWordBackward), ("alt-d", .deleteWordForward), ("ctrl-t", .transpose),
      ("ctrl-p", .moveUp), ("ctrl-n", .moveDown), ("pagedown", .movePageDown),
    ] as [(String, EditCommand)]
  )
  func keysDoWhatHandsExpect(key: String, command: EditCommand) throws {
    #expect(EditorKeys.command(for: try #require(KeyPress(spelled: key))) == command)
  }

  @Test(
    arguments: [
      "ctrl-c", "ctrl-z", "ctrl-l", "tab", "shift-tab", "esc", "alt-1", "alt-2", "alt-3", "alt-4",
      "f1", "f5", "f10", "f12", "alt-enter", "alt-l", "alt-r", "alt-e", "alt-up", "alt-down",
    ])
  func keysOfTheStudioAreNotTaken(key: String) throws {
    #expect(EditorKeys.command(for: try #require(KeyPress(spelled: key))) == nil)
  }

  @Test func noKeyStandsTwiceAndEveryKeyCanBeSpelled() {
    #expect(Set(EditorKeys.defaults.map(\.0)).count == EditorKeys.defaults.count)
    for (key, _) in EditorKeys.defaults { #expect(KeyPress(spelled: key.spelled) == key) }
    #expect(EditorKeys.defaults.allSatisfy { $0.0.typed == nil })
  }

  @Test func everyCommandButRareOnesHasAKey() {
    let bound = Set(EditorKeys.defaults.map(\.1))
    let unbound = EditCommand.allCases.filter { !bound.contains($0) }
    #expect(unbound == [.selectLineStart, .selectLineEnd])
  }
}
