import Testing

@testable import TerminalKit

@Suite struct TerminalMessagesTests {
  private func messages(_ environment: [String: String]) -> TerminalMessages {
    TerminalMessages(TerminalCapabilities(environment))
  }

  private func text(_ bytes: [UInt8]?) -> String? {
    bytes.map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ])
  func base64IsThatOfTheStandard(plain: String, encoded: String) {
    #expect(String(decoding: Base64.encode(Array(plain.utf8)), as: UTF8.self) == encoded)
  }

  @Test func textIsCopiedThroughTheTerminal() {
    #expect(text(messages(["TERM": "xterm-256color"]).copy("foo")) == "\u{1B}]52;c;Zm9v\u{7}")
  }

  /// What is copied may be pasted into a shell.
  @Test func controlsAreNotCopied() {
    let sent = messages(["TERM": "xterm-256color"]).copy("f\u{9B}o\u{1B}o\u{7}\u{7F}\r\n\t")
    #expect(text(sent) == "\u{1B}]52;c;Zm9vCgk=\u{7}")
  }

  @Test func tmuxIsAskedItselfAndToHandItOn() {
    let sent = messages(["TERM": "tmux-256color", "TMUX": "/tmp/tmux-0/default,1,0"]).copy("foo")
    let plain = "\u{1B}]52;c;Zm9v\u{7}"
    #expect(text(sent) == plain + "\u{1B}Ptmux;\u{1B}\(plain)\u{1B}\\")
  }

  @Test func screenGetsShortStrings() throws {
    let terminal = messages(["TERM": "screen"])
    #expect(text(terminal.copy("foo")) == "\u{1B}P\u{1B}]52;c;Zm9v\u{7}\u{1B}\\")
    let long = try #require(text(terminal.copy(String(repeating: "x", count: 1_000))))
    #expect(long.split(separator: "\u{1B}\\").allSatisfy { $0.utf8.count <= 252 })
  }

  @Test func theLongestTextIsAHundredThousandBytesOfMessage() {
    let terminal = messages(["TERM": "xterm"])
    let longest = String(repeating: "x", count: TerminalMessages.longestCopy)
    #expect(terminal.copy(longest)?.count == 100_000)
    #expect(terminal.copy(longest + "x") == nil)
  }

  @Test(arguments: ["linux", "vt100", "dumb", "vt220", ""])
  func nothingIsCopiedWhereItWouldShow(term: String) {
    #expect(messages(["TERM": term]).copy("foo") == nil)
    #expect(messages(["TERM": term]).notice(title: "a", text: "b") == nil)
  }

  @Test func noticesHaveTheFormOfTheTerminal() {
    #expect(
      text(messages(["TERM": "foot"]).notice(title: "a;b", text: "done; 4 frames"))
        == "\u{1B}]777;notify;a,b;done; 4 frames\u{7}"
    )
    #expect(
      text(
        messages(["TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"]).notice(
          title: "4;",
          text: "b"
        )
      )
        == "\u{1B}]9;4,: b\u{7}"
    )
    let inside = ["TERM": "tmux-256color", "TMUX": "x", "LC_TERMINAL": "iTerm2"]
    #expect(
      text(messages(inside).notice(title: "a", text: "b"))
        == "\u{1B}Ptmux;\u{1B}\u{1B}]9;a: b\u{7}\u{1B}\\"
    )
  }

  @Test func outsideTextCannotEndAMessage() throws {
    let sent = messages(["TERM": "foot"]).notice(
      title: "a\u{7}\u{1B}\\",
      text: "b\u{1B}]0;x\u{7}\u{9C}c\n"
    )
    let body = try #require(sent).dropFirst(2).dropLast()
    #expect(body.allSatisfy { $0 >= 0x20 && $0 != 0x7F })
  }

  @Test func theBellIsOneByte() { #expect(messages([:]).bell == [7]) }
}

@Suite struct TerminalCapabilitiesTests {
  @Test(arguments: [
    (["TERM": "xterm-256color"], "copy"),
    (["TERM": "xterm-kitty", "KITTY_WINDOW_ID": "1"], "copy links notice"),
    (["TERM": "foot"], "copy links notice"), (["TERM": "alacritty"], "copy links"),
    (["TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"], "copy links notice"),
    (["TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"], "copy links notice"),
    (["TERM": "xterm-256color", "VTE_VERSION": "7002"], "links"),
    (["TERM": "xterm-256color", "VTE_VERSION": "4802"], ""),
    (["TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"], ""),
    (["TERM": "xterm-256color", "WT_SESSION": "x"], "copy links"),
    (["TERM": "tmux-256color", "TMUX": "x"], "tmux copy"),
    (["TERM": "screen-256color", "TMUX": "x"], "tmux copy"),
    (
      [
        "TERM": "tmux-256color", "TMUX": "x", "TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "3.4",
      ],
      "tmux copy links"
    ),
    (
      [
        "TERM": "tmux-256color", "TMUX": "x", "TERM_PROGRAM": "tmux",
        "TERM_PROGRAM_VERSION": "3.3a",
      ],
      "tmux copy"
    ),
    (["TERM": "screen", "STY": "1.pts"], "screen copy"),
    (["TERM": "xterm", "STY": "1"], "screen copy"),
    (["TERM": "linux"], ""), (["TERM": "vt100"], ""), ([:], ""),
    (["TMUX": "", "TERM": "linux"], ""),
    (["TERM": "rxvt-unicode-256color"], "copy notice"),
  ])
  func theEnvironmentTells(environment: [String: String], expected: String) {
    let found = TerminalCapabilities(environment)
    var words: [String] = []
    if found.isInsideTmux { words.append("tmux") }
    if found.isInsideScreen { words.append("screen") }
    if found.canCopy { words.append("copy") }
    if found.canShowLinks { words.append("links") }
    if found.canNotify { words.append("notice") }
    #expect(words.joined(separator: " ") == expected)
  }
}
