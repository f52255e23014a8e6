import CellGrid
import Testing

@testable import TerminalKit

@Suite struct TerminalReplyTests {
  private func replies(_ text: String) -> [TerminalReply] {
    var decoder = InputDecoder()
    #expect(decoder.decode("a\(text)b".utf8) == [.key(KeyPress("a")), .key(KeyPress("b"))])
    return decoder.takeReplies()
  }

  @Test(arguments: [
    ("\u{1B}[?62;4;22c", TerminalReply.deviceAttributes([62, 4, 22])),
    ("\u{1B}[?1;2c", .deviceAttributes([1, 2])),
    ("\u{1B}_Gi=31;OK\u{1B}\\", .kitty(id: 31, isOK: true)),
    ("\u{1B}_Gi=31,p=2;ENOENT:nothing there\u{1B}\\", .kitty(id: 31, isOK: false)),
    ("\u{1B}_Gi=4294967295;OK\u{7}", .kitty(id: .max, isOK: true)),
    ("\u{1B}P>|kitty(0.41.1)\u{1B}\\", .version("kitty(0.41.1)")),
    ("\u{1B}P>|tmux 3.3a\u{1B}\\", .version("tmux 3.3a")),
    ("\u{1B}P>|a\u{9B}b狐\tc\u{1B}\\", .version("abc")),
    ("\u{1B}[6;20;10t", .cell(CellPixels(width: 10, height: 20))),
    ("\u{1B}[4;480;800t", .window(width: 800, height: 480)),
    ("\u{1B}[0n", .ready), ("\u{1B}[3n", .ready),
    ("\u{1B}[?12;40;1R", .cursor(Point(x: 39, y: 11))),
    ("\u{1B}[12;40R", .cursor(Point(x: 39, y: 11))),
    ("\u{1B}P1$r0;48:2:1:2:3m\u{1B}\\", .trueColour(true)),
    ("\u{1B}P1$r48:2::1:2:3m\u{1B}\\", .trueColour(true)),
    ("\u{1B}P1$r0;48;5;16m\u{1B}\\", .trueColour(false)),
    ("\u{1B}P1+r524742=382F382F38\u{1B}\\", .trueColour(true)),
    ("\u{1B}P1+r5463\u{1B}\\", .trueColour(true)),
    ("\u{1B}P0+r524742\u{1B}\\", .trueColour(false)),
  ])
  func whatATerminalAnswersIsUnderstood(text: String, reply: TerminalReply) {
    #expect(replies(text) == [reply])
  }

  @Test(arguments: [
    "\u{1B}[>41;354;0c", "\u{1B}[=0c", "\u{1B}[?0n", "\u{1B}[1n", "\u{1B}[0;1n", "\u{1B}[6;0;10t",
    "\u{1B}[6;20t", "\u{1B}[8;40;120t", "\u{1B}[6;9999;9999t", "\u{1B}_Gi=;OK\u{1B}\\",
    "\u{1B}_Gi=99999999999;OK\u{1B}\\", "\u{1B}_Gi=31\u{1B}\\", "\u{1B}_Xi=31;OK\u{1B}\\",
    "\u{1B}P1+r544e=787465726d\u{1B}\\", "\u{1B}]11;rgb:0/0/0\u{7}", "\u{1B}P!|00\u{1B}\\",
    "\u{1B}_\u{1B}\\", "\u{1B}P\u{1B}\\", "\u{1B}[?1;2$y",
  ])
  func anythingElseIsNoReplyAndNoKey(text: String) {
    #expect(replies(text).isEmpty)
  }

  @Test func aCancelledOrOverlongStringSaysNothing() {
    #expect(replies("\u{1B}_Gi=31;OK\u{18}").isEmpty)
    #expect(replies("\u{1B}P>|\(String(repeating: "x", count: 300))\u{1B}\\").isEmpty)
    #expect(replies("\u{1B}P>|\(String(repeating: "x", count: 200))\u{1B}\\").count == 1)
  }

  @Test func functionKeysStayKeys() {
    var decoder = InputDecoder()
    let f3 = decoder.decode("\u{1B}[R\u{1B}[1;5R\u{1B}OR\u{1B}[13~\u{1B}[1;2R".utf8)
    #expect(f3.count == 5)
    #expect(f3.allSatisfy { if case .key(let key) = $0 { key.key == .function(3) } else { false } })
    #expect(decoder.takeReplies().isEmpty)
  }

  @Test func repliesInAnyPiecesAreTheSame() {
    let text = "x\u{1B}[?62;4c\u{1B}_Gi=31;OK\u{1B}\\y\u{1B}P>|foot(1.13.1)\u{1B}\\\u{1B}[0n"
    var whole = InputDecoder()
    let keys = whole.decode(text.utf8)
    let expected = whole.takeReplies()
    #expect(expected.count == 4)
    for size in 1...7 {
      var decoder = InputDecoder()
      var inputs: [Input] = []
      var found: [TerminalReply] = []
      var rest = Array(text.utf8)[...]
      while !rest.isEmpty {
        inputs += decoder.decode(rest.prefix(size))
        found += decoder.takeReplies()
        rest = rest.dropFirst(size)
      }
      #expect(inputs == keys && found == expected)
    }
  }

  @Test func aFloodOfRepliesKeepsNoMoreThanAFew() {
    var decoder = InputDecoder()
    for _ in 0..<1_000 { #expect(decoder.decode("\u{1B}[0n".utf8).isEmpty) }
    #expect(decoder.takeReplies().count == 64)
    #expect(decoder.takeReplies().isEmpty)
  }

  @Test func repliesInAPasteAreText() {
    var decoder = InputDecoder()
    let inputs = decoder.decode("\u{1B}[200~\u{1B}[0n\u{1B}[201~".utf8)
    #expect(inputs == [.paste("\u{1B}[0n")] && decoder.takeReplies().isEmpty)
  }
}

@Suite struct TerminalBrandTests {
  @Test(arguments: [
    ("kitty(0.41.1)", "kitty 0.41"), ("ghostty 1.1.3", "ghostty 1.1"),
    ("XTerm(379)", "XTerm 379.0"),
    ("WezTerm 20240203-110809-5046fc22", "WezTerm 20240203.0"), ("foot(1.13.1)", "foot 1.13"),
    ("iTerm2 3.5.0beta", "iTerm2 3.5"), ("Konsole 23.08.1", "konsole 23.8"),
    ("xterm.js(5.5.0)", "xterm.js 5.5"), ("tmux 3.3a", "tmux 3.3"), ("VTE(7200)", "VTE 7200.0"),
    ("kitty", "kitty"),
  ])
  func versionsAreRead(text: String, expected: String) {
    #expect(TerminalBrand(version: text)?.description == expected)
  }

  @Test func placeholdersAreKnownSinceTheirVersion() {
    #expect(TerminalBrand(version: "kitty(0.28.0)")?.knowsPlaceholders == true)
    #expect(TerminalBrand(version: "kitty(0.26.5)")?.knowsPlaceholders == false)
    #expect(TerminalBrand(version: "ghostty 1.0.0")?.knowsPlaceholders == true)
    #expect(TerminalBrand(version: "WezTerm 20240203")?.knowsPlaceholders == false)
    #expect(TerminalBrand(version: "Konsole 24.2.0")?.knowsPlaceholders == false)
    #expect(TerminalBrand(version: "something 9") == nil && TerminalBrand(version: "") == nil)
    #expect(TerminalBrand(version: "kitty 99999999999999999999.1")?.knowsPlaceholders == true)
  }
}
