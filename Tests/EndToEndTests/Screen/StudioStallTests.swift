import CSQLite
import ProviderSimulator
import PseudoTerminal
import TerminalScreen
import Testing

/// A core that does not answer: keys paint all the same.
@Suite(.inTurn) struct StudioStallTests {
  @Test func keysPaintWhileAServiceNeverAnswers() async throws {
    try await Ground.lend { ground in
      ground.server.script(FaultRule(call: .submit, fault: .stalled(seconds: 120)))
      let studio = try await ground.openStudio()
      try await studio.typeAndSee("a fox")
      try studio.press("f5")
      try await studio.wait(for: "an empty prompt") { !$0.row(2).contains("a fox") }
      try await expectKeysPaint(studio)
    }
  }

  /// Another program holds the library's lock, or the disk hangs: what is written waits, nobody
  /// else.
  @Test func keysPaintWhileTheLibraryCannotBeWritten() async throws {
    try await Ground.lendStudio { ground, studio in
      try await studio.typeAndSee("a fox")
      try await ground.waitUntilKept("a fox")
      let lock = try LibraryLock(ground.database)
      try studio.press("f5")
      try await expectKeysPaint(studio)
      #expect(ground.submits.isEmpty, "it was sent before it was written down")
      lock.release()
      try await studio.waitFor("finished", atMost: .seconds(30))
      #expect(ground.submits.count == 1)
    }
  }

  private func expectKeysPaint(_ studio: TerminalScreen) async throws {
    for word in ["every", "key", "still", "paints"] {
      try await studio.typeAndSee(word, atMost: .seconds(2))
    }
    try studio.press("alt-4")
    try await studio.waitFor("/ search", atMost: .seconds(2))
    try studio.press("alt-1")
    try await studio.typeAndSee("!", atMost: .seconds(2))
  }
}

/// Holds the right to write a library, as a program does that hangs in the middle of a commit.
final class LibraryLock {
  private var database: OpaquePointer?

  struct Failure: Error {
    let code: Int32
  }

  init(_ path: String) throws {
    var code = sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE, nil)
    sqlite3_busy_timeout(database, 5_000)
    if code == SQLITE_OK { code = sqlite3_exec(database, "BEGIN IMMEDIATE", nil, nil, nil) }
    guard code == SQLITE_OK else { throw Failure(code: code) }
  }

  deinit { release() }

  func release() {
    sqlite3_close(database)
    database = nil
  }
}
