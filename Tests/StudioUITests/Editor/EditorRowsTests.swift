import Testing

@testable import StudioUI

@Suite struct EditorRowsTests {
  /// The rows as text; line breaks shown as `/`.
  private func rows(_ text: String, _ width: Int) -> [String] {
    let content = EditedText(text)
    let rows = EditorRows(content, width: width)
    return (0..<rows.count).map { row in
      String(content.characters(rows.range(ofRow: row, in: content)).map { $0 == "\n" ? "/" : $0 })
    }
  }

  @Test(
    arguments: [
      ("", 5, [""]),
      ("abc", 5, ["abc"]),
      ("abcd", 4, ["abcd", ""]),
      ("one two", 5, ["one ", "two"]),
      ("one two", 4, ["one ", "two"]),
      ("one two", 3, ["one", " ", "two", ""]),
      ("one two three", 8, ["one two ", "three"]),
      ("one  two", 6, ["one  ", "two"]),
      ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
      ("to abcdefghij", 4, ["to ", "abcd", "efgh", "ij"]),
      ("a\nb", 5, ["a/", "b"]),
      ("a\n", 5, ["a/", ""]),
      ("\n\n", 5, ["/", "/", ""]),
      ("abcd\nx", 4, ["abcd", "/", "x"]),
      ("abcd", 1, ["a", "b", "c", "d", ""]),
      ("中文字符", 4, ["中文", "字符", ""]),
      ("中文字符", 5, ["中文", "字符"]),
      ("a中文", 4, ["a中", "文"]),
      ("中文。字", 4, ["中", "文。", "字"]),
      ("「中文」字", 6, ["「中", "文」字", ""]),
      ("中「文字", 5, ["中", "「文", "字"]),
      ("say中文", 4, ["say", "中文", ""]),
      ("中word文", 6, ["中word", "文"]),
      ("中文 字", 4, ["中文", " 字"]),
      ("中\u{3000}文", 4, ["中\u{3000}", "文"]),
      ("🇩🇪🇩🇪🇩🇪", 4, ["🇩🇪🇩🇪", "🇩🇪"]),
      ("👩\u{200D}🎨👩\u{200D}🎨x", 4, ["👩\u{200D}🎨👩\u{200D}🎨", "x"]),
      ("中", 1, ["中", ""]),
      ("中文", 1, ["中", "文", ""]),
      ("\t\t\t", 2, ["\t\t", "\t"]),
      ("a    ", 3, ["a  ", "  "]),
    ] as [(String, Int, [String])]
  )
  func textIsBrokenAfterBlanksAndAtWideCharacters(text: String, width: Int, expected: [String]) {
    #expect(rows(text, width) == expected)
  }

  @Test(arguments: 0..<60)
  func everyCharacterHasOnePlaceAndItsPlaceLeadsBackToIt(seed: UInt64) {
    var numbers = SeededNumbers(seed: seed)
    let content = EditedText(TextBits.text(60, using: &numbers))
    for width in [1, 2, 3, 5, 10, 23, 80] {
      let rows = EditorRows(content, width: width)
      var places: Set<[Int]> = []
      for offset in 0...content.count {
        let row = rows.row(of: offset)
        let column = rows.column(of: offset, in: content)
        #expect(column < width)
        #expect(places.insert([row, column]).inserted)
        #expect(rows.offset(row: row, column: column, in: content) == offset)
      }
    }
  }

  @Test(arguments: 0..<30)
  func noRowHoldsMoreThanItsWidthAndAllRowsMakeUpTheText(seed: UInt64) {
    var numbers = SeededNumbers(seed: seed + 500)
    let content = EditedText(TextBits.text(80, using: &numbers))
    for width in [1, 2, 4, 9, 40] {
      let rows = EditorRows(content, width: width)
      var end = 0
      for row in 0..<rows.count {
        let range = rows.range(ofRow: row, in: content)
        #expect(range.lowerBound == end)
        end = range.upperBound
        let characters = content.characters(range)
        #expect(characters.reduce(0) { $0 + rows.cells($1) } <= width)
        #expect(!characters.dropLast().contains { EditorCharacter.isLineBreak($0) })
      }
      #expect(end == content.count)
    }
  }

  @Test(arguments: 0..<80)
  func rowsThatFollowAnEditAreThoseOfTheNewText(seed: UInt64) {
    var numbers = SeededNumbers(seed: seed + 9_000)
    var content = EditedText(TextBits.text(60, using: &numbers))
    let width = [1, 2, 3, 4, 6, 9, 14, 30][Int(seed) % 8]
    var rows = EditorRows(content, width: width)
    for _ in 0..<60 {
      let low = Int.random(in: 0...content.count, using: &numbers)
      let high = Int.random(in: low...min(low + 6, content.count), using: &numbers)
      let new = TextBits.text(Int.random(in: 0...4, using: &numbers), using: &numbers)
      let (change, _) = content.replace(low..<high, with: new)
      rows.follow(change, in: content)
      #expect(rows == EditorRows(content, width: width))
    }
  }

  @Test(arguments: 0..<40)
  func plainWordsThatAreEditedFlowAsIfTypedAtOnce(seed: UInt64) {
    var numbers = SeededNumbers(seed: seed + 77)
    let bits = ["a", "bb", " ", " ", "ccc", "dddddddd", "\n"]
    var content = EditedText("")
    let width = 3 + Int(seed) % 9
    var rows = EditorRows(content, width: width)
    for _ in 0..<150 {
      let low = Int.random(in: 0...content.count, using: &numbers)
      let isDeleting = Int.random(in: 0...2, using: &numbers) == 0
      let high = isDeleting ? min(low + 2, content.count) : low
      let new = isDeleting ? "" : bits.randomElement(using: &numbers) ?? ""
      let (change, _) = content.replace(low..<high, with: new)
      rows.follow(change, in: content)
      #expect(rows == EditorRows(content, width: width))
    }
  }
}
