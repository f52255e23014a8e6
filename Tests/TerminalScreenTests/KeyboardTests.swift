import PseudoTerminal
import TerminalScreen
import Testing

/// What a person does at the keyboard, as programs see it.
@Suite struct KeyboardTests {
  /// Shows every byte it gets as `od` does, in a terminal that adds nothing.
  private func recorder(_ modes: String = "") throws -> TerminalScreen {
    try TerminalScreen(
      ["sh", "-c", "stty raw -echo; printf '\(modes)ready'; cat -v"],
      columns: 60,
      rows: 4
    )
  }

  @Test(arguments: [
    ("x", "x"), ("space", " "), ("enter", "\r"), ("tab", "\t"), ("esc", "\u{1b}"),
    ("backspace", "\u{7f}"), ("ctrl-c", "\u{3}"), ("ctrl-space", "\0"), ("ctrl-_", "\u{1f}"),
    ("ctrl-/", "\u{1f}"), ("alt-enter", "\u{1b}\r"), ("alt-b", "\u{1b}b"), ("alt--", "\u{1b}-"),
    ("-", "-"), ("ctrl-alt-a", "\u{1b}\u{1}"), ("shift-tab", "\u{1b}[Z"), ("up", "\u{1b}[A"),
    ("alt-up", "\u{1b}[1;3A"), ("ctrl-shift-left", "\u{1b}[1;6D"), ("home", "\u{1b}[H"),
    ("f1", "\u{1b}OP"), ("f5", "\u{1b}[15~"), ("f12", "\u{1b}[24~"), ("shift-f5", "\u{1b}[15;2~"),
    ("pagedown", "\u{1b}[6~"), ("delete", "\u{1b}[3~"), ("狐", "狐"), ("alt-é", "\u{1b}é"),
  ])
  func keysSendWhatXtermSends(_ name: String, _ bytes: String) {
    #expect(TerminalKey.bytes(name) == Array(bytes.utf8))
  }

  @Test(arguments: ["", "f13", "ctrl-", "ctrl-é", "shift-a", "hyper-x", "xy", "ctrl-enter"])
  func aKeyThatNoTerminalHasIsRefused(_ name: String) {
    #expect(TerminalKey.bytes(name) == nil)
  }

  @Test func cursorKeysFollowTheProgramsMode() async throws {
    #expect(TerminalKey.bytes("up", inApplicationMode: true) == Array("\u{1b}OA".utf8))
    let plain = try recorder()
    try await plain.waitFor("ready")
    try plain.press("up", "q")
    try await plain.waitFor("ready^[[Aq")
    let application = try recorder("\\033[?1h")
    try await application.waitFor("ready")
    try application.press("up", "f5", "ctrl-up")
    try await application.waitFor("ready^[OA^[[15~^[[1;5A")
  }

  @Test func typedTextArrivesAsItStands() async throws {
    let screen = try TerminalScreen(["cat"])
    try screen.type("两只狐狸 and a fox")
    try await screen.waitFor("两只狐狸 and a fox")
  }

  @Test func aPasteIsInBracketsOnlyWhereTheProgramAskedForThem() async throws {
    let bracketed = try recorder("\\033[?2004h")
    try await bracketed.waitFor("ready")
    try bracketed.paste("a\nb")
    try await bracketed.waitFor("ready^[[200~a^Mb^[[201~")
    let plain = try recorder()
    try await plain.waitFor("ready")
    try plain.paste("a\nb")
    try await plain.waitFor("readya^Mb")
  }

  @Test func aMegabyteThatIsEchoedStopsNeitherSide() async throws {
    let screen = try recorder()
    try await screen.waitFor("ready")
    try screen.send([UInt8](repeating: UInt8(ascii: "z"), count: 1 << 20))
    try screen.type("!")
    try await screen.waitFor("z!", atMost: .seconds(30))
    #expect(screen.transcript.count { $0 == UInt8(ascii: "z") } == 1 << 20)
  }

  @Test func aKeyWithoutANameIsAnError() throws {
    let screen = try TerminalScreen(["cat"])
    #expect(throws: TerminalScreen.UnknownKey.self) { try screen.press("f99") }
  }
}
