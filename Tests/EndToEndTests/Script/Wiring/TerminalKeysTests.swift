import PseudoTerminal
import TerminalScreen
import Testing

@Suite(.inTurn) struct TerminalKeysTests {
  @Test func keysThatOnlyATerminalsDescriptionTellsWork() async throws {
    try await Ground.lend { ground in
      let studio = try await ground.openStudio([], ["TERM": "sun"], columns: 80, rows: 24)
      try await studio.typeAndSee("a fox")
      // F5, as nothing but that description has it.
      try studio.type("\u{1b}[228z")
      try await studio.waitFor("finished", atMost: .seconds(30))
      try await studio.quit()
    }
  }
}
