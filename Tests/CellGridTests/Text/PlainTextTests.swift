import CellGrid
import Testing

@Suite struct PlainTextTests {
  @Test(arguments: [
    ("plain", "plain"), ("", ""), ("naïve 狐狸 ok", "naïve 狐狸 ok"),
    ("\u{1B}[31mred\u{1B}[0m", "red"), ("\u{9B}1;31mred\u{9B}m", "red"),
    ("\u{1B}]0;title\u{7}after", "after"),
    ("\u{1B}]8;;http://x\u{1B}\\link\u{1B}]8;;\u{1B}\\", "link"),
    ("\u{9D}0;title\u{9C}after", "after"), ("a\u{1B}Pq#0\u{1B}\\b", "ab"),
    ("a\u{1B}_Gi=1;AAAA\u{1B}\\b", "ab"), ("\u{90}x\u{1B}\\b", "b"), ("a\u{98}x\u{9C}b", "ab"),
    ("\u{1B}(Bx\u{1B}c", "x"), ("\u{1B}#8x", "x"), ("\u{1B}", ""), ("a\u{1B}[", "a"),
    ("\u{1B}[?1049hx", "x"), ("\u{1B}[1;2\u{1B}[3mx", "x"), ("\u{1B}[12狐", "狐"),
    ("\u{1B}\u{1B}[31mx", "x"), ("x\u{8}\u{7F}y\0z", "xyz"), ("a\tb", "a b"),
    ("a\r\nb\nc\rd", "a b c d"),
    ("a\u{2028}b\u{2029}c\u{85}d\u{B}e", "a b c d e"),
    ("abc\u{202E}fdp\u{202C}", "abcfdp"), ("\u{2066}a\u{2069}\u{200E}\u{61C}", "a"),
    ("a\u{200B}b\u{FEFF}c\u{AD}d\u{2060}", "abcd"), ("a\u{E0041}b", "ab"), ("a\u{180E}b", "ab"),
    ("👨‍👩‍👧 family", "👨 family"), ("🇩🇪", "DE"), ("\u{10EEEE}x", "\u{FFFD}x"), ("\u{F8FF}", "\u{FFFD}"),
    ("\u{301}a", "\u{25CC}\u{301}a"), ("a\u{A0}b\u{2003}c", "a b c"), ("全\u{3000}角", "全\u{3000}角"),
    ("\u{378}", "\u{FFFD}"), ("\u{FFFF}", "\u{FFFD}"),
  ])
  func aLineHoldsOnlyWhatCanBeSeen(text: String, expected: String) {
    let line = PlainText.line(text)
    #expect(Array(line.unicodeScalars) == Array(expected.unicodeScalars))
    #expect(PlainText.line(line) == line)
  }

  @Test func anUnfinishedSequenceCannotHideTheRest() {
    #expect(PlainText.line("\u{1B}]0;the reason it failed") == "0;the reason it failed")
    #expect(PlainText.line("a\u{90}b\u{1B}]c") == "abc")
  }

  @Test func aMarkAfterALineBreakStaysOffTheLineBefore() {
    #expect(PlainText.lines("a\n\u{301}b") == "a\n\u{25CC}\u{301}b")
  }

  @Test func linesKeepTheirBreaksInOneForm() {
    #expect(PlainText.lines("a\r\nb\rc\u{2028}d\n\ne\tf\u{1B}[2J") == "a\nb\nc\nd\n\ne f")
    #expect(PlainText.lines("no breaks") == "no breaks")
  }

  @Test func brokenUTF8IsRepaired() {
    #expect(PlainText.line(utf8: [0x61, 0xFF, 0x62, 0xC3]) == "a\u{FFFD}b\u{FFFD}")
    #expect(PlainText.line(utf8: [0x9B, 0x33, 0x31, 0x6D]) == "\u{FFFD}31m")
    #expect(PlainText.line(utf8: [0xC2, 0x9B, 0x33, 0x31, 0x6D, 0x78]) == "x")
    #expect(PlainText.lines(utf8: [0x61, 0x0A, 0x62]) == "a\nb")
  }

  @Test func theVisibleFormLeavesNothingOut() {
    #expect(PlainText.visible("a\u{1B}[31m\n\u{7F}") == "a␛[31m␊␡")
    #expect(PlainText.visible("x\u{202E}y\u{200B}\u{9B}") == "x<U+202E>y<U+200B><U+009B>")
    #expect(PlainText.visible("\u{10EEEE}") == "<U+10EEEE>")
    #expect(PlainText.visible("plain") == "plain")
  }

  @Test func aLineIsCutByCells() {
    #expect(PlainText.line("\u{1B}[1m狐狸狐狸", width: 5) == "狐狸…")
    #expect(PlainText.line("abc", width: 3) == "abc")
    #expect(PlainText.line("abcd", width: 3, ellipsis: "~") == "ab~")
  }

  @Test func theASCIIFormKeepsItsColumns() {
    #expect(PlainText.ascii("2048×2048 · “狐” …") == "2048x2048 . \"??\" ~")
    #expect(PlainText.ascii("plain") == "plain")
    let text = PlainText.line("e\u{301}a 한글 👨‍👩‍👧!")
    #expect(CellWidth.of(PlainText.ascii(text)) == CellWidth.of(text))
    #expect(PlainText.ascii(text).utf8.allSatisfy { $0 < 0x80 })
  }

  @Test func noInputLeavesAnythingUnsafe() {
    var state: UInt64 = 42
    func random(_ bound: UInt32) -> UInt32 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt32(truncatingIfNeeded: state >> 33) % bound
    }
    let favourites: [UInt32] = [
      0x1B, 0x5B, 0x5D, 0x9B, 0x07, 0x5C, 0x0A, 0x0D, 0x200D, 0xFE0F, 0x301, 0x1F1E9, 0x1F468,
      0x202E,
      0x1F3FD, 0x41, 0x20, 0x3042, 0x90, 0x9C, 0x115F, 0x1160, 0x94D, 0x915,
    ]
    for _ in 0..<3_000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<random(24) {
        let value = random(3) == 0 ? random(0x110000) : favourites[Int(random(24))]
        if let scalar = Unicode.Scalar(value) { text.append(scalar) }
      }
      let line = PlainText.line(String(text))
      for scalar in line.unicodeScalars {
        let category = scalar.properties.generalCategory
        #expect(
          category != .control && category != .lineSeparator && category != .privateUse
            && category != .unassigned && !scalar.properties.isBidiControl
            && !scalar.properties.isDefaultIgnorableCodePoint
        )
      }
      if let first = line.unicodeScalars.first { #expect(CellWidth.of(first) > 0) }
      let sum = line.unicodeScalars.reduce(0) { $0 + CellWidth.of($1) }
      #expect(CellWidth.of(line) == sum, "\(Array(text))")
      #expect(PlainText.line(line) == line, "\(Array(text))")
    }
  }
}
