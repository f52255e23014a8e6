import CellGrid
import Testing

@Suite struct TextFlowTests {
  @Test(arguments: [
    ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("狐狸精", 5, "狐狸…"), ("狐狸精", 4, "狐…"),
    ("abc", 1, "…"), ("abc", 0, ""), ("abc", -4, ""), ("", 0, ""),
  ])
  func truncationCountsCells(text: String, width: Int, expected: String) {
    #expect(TextFlow.truncated(text, to: width) == expected)
  }

  @Test func aLongEllipsisIsCutToo() {
    #expect(TextFlow.truncated("abcdef", to: 2, ellipsis: "...") == "..")
  }

  @Test func paddingFillsOrCutsToExactlyTheWidth() {
    #expect(TextFlow.padded("ab", to: 5) == "ab   ")
    #expect(TextFlow.padded("ab", to: 5, .trailing) == "   ab")
    #expect(TextFlow.padded("ab", to: 5, .centre) == " ab  ")
    #expect(TextFlow.padded("狐狸精", to: 4) == "狐… ")
    #expect(TextFlow.padded("ab", to: 0) == "")
  }

  @Test(arguments: [
    ("the quick brown fox", 10, ["the quick", "brown fox"]),
    ("abcdefghij kl", 4, ["abcd", "efgh", "ij", "kl"]),
    ("a\n\nb", 5, ["a", "", "b"]), ("", 5, [""]), ("one  two", 20, ["one  two"]),
    ("  indented text", 10, ["  indented", "text"]),
    ("四只狐狸在雪地里", 6, ["四只狐", "狸在雪", "地里"]),
    ("画狐狸，跑。", 6, ["画狐", "狸，", "跑。"]), ("abc狐狸def", 5, ["abc狐", "狸def"]),
    ("ab（狐）cd", 4, ["ab", "（狐", "）cd"]), ("狐a", 1, ["…", "a"]), ("abc", 0, ["a", "b", "c"]),
    ("end trailing   ", 12, ["end trailing"]),
  ])
  func wrappingKeepsWordsAndPartsWideText(text: String, width: Int, expected: [String]) {
    #expect(TextFlow.wrapped(text, width: width) == expected)
  }

  @Test func noWrappedLineIsWiderThanAsked() {
    let text = "A series of 4 images: 四只狐狸在雪地里奔跑，「真的」。 👨‍👩‍👧 supercalifragilistic！！！！！！"
    for width in 1...40 {
      for line in TextFlow.wrapped(text, width: width) { #expect(CellWidth.of(line) <= width) }
    }
  }

  @Test func aTableAlignsByCells() {
    var table = TextTable([.init("size"), .init("price", .trailing), .init("名", leastWidth: 4)])
    table.add(["2048×2048", "$0.027", "狐狸精狐狸精"])
    table.add(["1024×1024", "$1", "b"])
    table.add(["x"])
    #expect(
      table.lines() == [
        "size        price  名", "2048×2048  $0.027  狐狸精狐狸精", "1024×1024      $1  b", "x",
      ]
    )
    #expect(table.lines(width: 25)[1] == "2048×2048  $0.027  狐狸…")
    #expect(table.lines(width: 3)[1] == "2048×2048  $0.027  狐…")
    #expect(TextTable([.init("")]).lines().isEmpty)
  }
}
