/// Numbers from one to ninety-nine in Chinese signs.
enum ChineseNumeral {
  static let digits: [Character: Int] = [
    "一": 1, "二": 2, "两": 2, "兩": 2, "俩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7,
    "八": 8, "九": 9, "十": 10,
  ]

  private static let signs = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]

  /// One to ninety-nine; `nil` for `三四` (three or four) and for anything larger.
  static func value(of text: some Collection<Character>) -> Int? {
    let found = text.map { Self.digits[$0] }
    guard !found.contains(nil) else { return nil }
    let digits = found.compactMap { $0 }
    switch (digits.count, digits.firstIndex(of: 10)) {
    case (1, _): return digits[0]
    case (2, 0) where digits[1] < 10: return 10 + digits[1]
    case (2, 1): return digits[0] * 10
    case (3, 1) where digits[2] < 10: return digits[0] * 10 + digits[2]
    default: return nil
    }
  }

  /// `nil` outside of one to ninety-nine.
  static func spelled(_ number: Int) -> String? {
    guard (1...99).contains(number) else { return nil }
    guard number >= 10 else { return signs[number] }
    return (number < 20 ? "" : signs[number / 10]) + "十" + signs[number % 10]
  }
}
