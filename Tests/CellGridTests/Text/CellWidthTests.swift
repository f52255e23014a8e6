import CellGrid
import Glibc
import Testing

@Suite struct CellWidthTests {
  /// Where the C library sees another width. None of these is ever drawn as itself: the first
  /// three are invisible and left out of plain text; the last changed its category after the
  /// library's tables were made.
  private static let exceptions: Set<UInt32> = [0xAD, 0x3164, 0xFFA0, 0x1171E]

  @Test func everyScalarIsAsWideAsTheCLibrarySays() throws {
    let locale = try #require(newlocale(LC_CTYPE_MASK, "C.UTF-8", nil))
    let before = uselocale(locale)
    defer {
      uselocale(before)
      freelocale(locale)
    }
    typealias WidthCall = @convention(c) (wchar_t) -> Int32
    let symbol = try #require(dlsym(nil, "wcwidth"))
    // The symbol is the C function of exactly this type; Swift's overlay does not show it.
    let width = unsafeBitCast(symbol, to: WidthCall.self)
    var compared = 0
    for value in UInt32(0x20)...0x10FFFF where !Self.exceptions.contains(value) {
      // The library gives -1 to what its Unicode version does not know.
      guard let scalar = Unicode.Scalar(value), width(wchar_t(value)) >= 0 else { continue }
      let expected = Int(width(wchar_t(value)))
      if CellWidth.of(scalar) != expected {
        Issue.record("U+\(String(value, radix: 16)) is \(CellWidth.of(scalar)), not \(expected)")
      }
      compared += 1
    }
    #expect(compared > 200_000)
  }

  @Test(arguments: [
    ("a", 1), ("é", 1), ("e\u{301}", 1), ("狐", 2), ("한", 2), ("\u{1112}\u{1161}\u{11AB}", 2),
    ("👨‍👩‍👧‍👦", 2), ("👍🏽", 2), ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 2), ("🇩🇪", 2), ("🇩", 1), ("❤️", 1), ("❤", 1), ("1️⃣", 1),
    ("☎︎", 1), ("\u{200B}", 0), ("\u{FE0F}", 0), ("クﾞ", 3), ("कि", 2), ("क्ष", 2), ("", 0),
    ("日本 ok", 7), ("\u{301}", 0),
  ])
  func aCharacterIsAsWideAsWhatIsDrawnOfIt(text: String, cells: Int) {
    #expect(CellWidth.of(text) == cells)
  }

  @Test(arguments: [
    ("👨‍👩‍👧‍👦", "👨"), ("👍🏽", "👍"), ("🏽", "🏽"), ("🇩🇪", "DE"), ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏴"), ("❤️", "❤"), ("☎︎", "☎"),
    ("a\u{200D}", "a"), ("\u{202E}", ""), ("\u{115F}", ""),
    ("e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}", "e\u{301}\u{302}\u{303}\u{304}"),
    ("\u{1112}\u{1161}\u{11AB}", "\u{1112}\u{1161}\u{11AB}"), ("क्‍ष", "क्ष"),
  ])
  func clustersAreDrawnAsWhatEveryTerminalShares(cluster: String, drawn: String) {
    let result = cluster.map { CellWidth.drawn($0) }.joined()
    #expect(Array(result.unicodeScalars) == Array(drawn.unicodeScalars))
    #expect(CellWidth.of(result) == CellWidth.of(cluster))
  }
}
