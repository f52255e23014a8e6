import Testing

@testable import StudioModel

/// Numbers in Chinese signs.
struct ChineseNumeralTests {
  @Test func whatIsSpelledIsReadBack() {
    for number in 1...99 {
      #expect(ChineseNumeral.spelled(number).flatMap { ChineseNumeral.value(of: $0) } == number)
    }
    #expect([3, 10, 12, 20, 35].map(ChineseNumeral.spelled) == ["三", "十", "十二", "二十", "三十五"])
  }

  @Test func otherNumbersHaveNoSigns() {
    for number in [Int.min, 0, 100, Int.max] { #expect(ChineseNumeral.spelled(number) == nil) }
    for text in ["", "三四", "百", "十十", "二十三四", "3"] {
      #expect(ChineseNumeral.value(of: text) == nil)
    }
  }
}
