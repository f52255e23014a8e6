import Glibc
import PseudoTerminal
import TerminalScreen
import TestSupport
import Testing

/// What was typed is kept, and the editor of one's own can be used for it.
@Suite(.inTurn) struct StudioKeepingTests {
  @Test func aKilledStudioLosesNothingThatWasTyped() async throws {
    try await Ground.lendStudio { ground, studio in
      try await studio.typeAndSee("halfway through a 狐狸 thought")
      try await ground.waitUntilKept("halfway through a 狐狸 thought")
      studio.signal(SIGKILL)
      #expect(try await studio.ended() == .signalled(SIGKILL))
      let next = try await ground.openStudio(isFirst: false)
      try await next.waitFor("halfway through a 狐狸 thought")
      try await next.typeAndSee(" that goes on")
      try await next.quit()
    }
  }

  @Test func settingsAndTextSurviveALeave() async throws {
    try await Ground.lendStudio { ground, studio in
      try await studio.typeAndSee("kept over night")
      try studio.press("alt-2")
      try await studio.waitFor("up to 1 ×")
      // Down to the number of images, and two more of them.
      try studio.press("down", "down", "down", "right", "right")
      try await studio.waitFor("up to 3 ×")
      try await studio.quit()
      let next = try await ground.openStudio(isFirst: false)
      try await next.waitFor("kept over night")
      try await next.waitFor("up to 3 × $0.027 = $0.081")
    }
  }

  // MARK: - $EDITOR

  /// A studio whose editor is a shell script that gets the file as `$1`.
  private func lendEditor(
    _ script: String,
    _ body: (TerminalScreen) async throws -> Void
  ) async throws {
    try await Ground.lend { ground in
      // Not run by itself: a file just written may be held open by another test's new child.
      let editor = try ground.write(script, to: "editor")
      let studio = try await ground.openStudio([], ["EDITOR": "sh \(editor)"])
      try await studio.typeAndSee("typed before")
      try studio.press("alt-e")
      try await body(studio)
      #expect(studio.content.isAlternate && studio.content.hasPaste)
      try await studio.typeAndSee(", typed after")
      try await studio.quit()
    }
  }

  @Test func theEditorsTextTakesThePlaceOfThePrompt() async throws {
    try await lendEditor("printf ' and edited 狐狸' >> \"$1\"") { studio in
      try await studio.waitFor("typed before and edited 狐狸")
      try studio.press("end")
    }
  }

  @Test(arguments: ["printf gone > \"$1\"; exit 1", "printf gone > \"$1\"; kill -9 $$"])
  func anEditorThatFailedChangesNothing(_ script: String) async throws {
    try await lendEditor(script) { studio in
      let content = try await studio.waitFor("the prompt stays")
      #expect(content.contains("typed before") && !content.contains("gone"))
    }
  }

  @Test func theEditorHasTheTerminalAsAShellWouldGiveIt() async throws {
    try await lendEditor("printf 'press a key '; read x") { studio in
      let content = try await studio.waitFor("press a key")
      #expect(!content.isAlternate && content.isCursorVisible && !content.hasPaste)
      #expect(studio.settings == .ofNewTerminals)
      try studio.press("enter")
      try await studio.wait(for: "the screen again") {
        $0.isAlternate && $0.contains("typed before") && $0.contains("F1 help")
      }
    }
  }
}
