/// What opens a line of a shot list: `1. `, `Frame 2: `, `镜头三：`, `- `; kept as it was written.
struct ShotMarker: Hashable, Sendable {
  /// Indent, bullet, emphasis and name: everything before the number, or all of a bullet.
  var before: String
  /// `nil` for a bullet.
  var number: ShotNumber?
  /// What ends the number, with the white space up to the text.
  var after: String

  var text: String { before + (number?.spelling ?? "") + after }

  /// The marker of the line at another place; `nil` when its signs do not go that far.
  func numbered(_ value: Int) -> ShotMarker? {
    guard let number else { return self }
    guard let spelling = number.spelled(value) else { return nil }
    var marker = self
    marker.number = ShotNumber(value: value, form: number.form, spelling: spelling)
    return marker
  }

  /// The marker before a text: `1.` alone in its line gets the space that parts it from one.
  func parted(from text: String) -> ShotMarker {
    let isOpen = after.last.map { !$0.isWhitespace } ?? (number != nil || before.last != " ")
    guard !text.isEmpty, isOpen, !isWide else { return self }
    var marker = self
    marker.after += " "
    return marker
  }

  /// Full-width marks and signs in circles stand close to their text.
  private var isWide: Bool {
    guard let last = after.last else { return number?.form == .circled }
    return "：、．）】，".contains(last)
  }
}

/// The number of a line, with the signs it is written in.
struct ShotNumber: Hashable, Sendable {
  enum Form: Hashable, Sendable {
    /// `1`, and `01` where two places are always filled.
    case digits(places: Int)
    /// `１`
    case wideDigits
    /// `一`
    case chinese
    /// `①`
    case circled
  }

  var value: Int
  var form: Form
  /// As it was written.
  var spelling: String

  /// Another number in the same signs; `nil` when they do not go that far.
  func spelled(_ other: Int) -> String? {
    if other == value { return spelling }
    let digits = String(other)
    switch form {
    case .digits(let places):
      return String(repeating: "0", count: max(0, places - digits.count)) + digits
    case .wideDigits:
      let wide = digits.unicodeScalars.compactMap { Unicode.Scalar($0.value + 0xFEE0) }
      return String(String.UnicodeScalarView(wide))
    case .chinese: return ChineseNumeral.spelled(other)
    case .circled: return CircledNumber.sign(other).map(String.init)
    }
  }
}

/// The signs ① to ㊿, which stand in three places of Unicode.
enum CircledNumber {
  private static let blocks: [(numbers: ClosedRange<Int>, first: UInt32)] = [
    (1...20, 0x2460), (21...35, 0x3251), (36...50, 0x32B1),
  ]

  static func value(_ sign: Unicode.Scalar) -> Int? {
    for block in blocks where sign.value >= block.first {
      let value = Int(sign.value - block.first) + block.numbers.lowerBound
      if block.numbers.contains(value) { return value }
    }
    return nil
  }

  static func sign(_ value: Int) -> Unicode.Scalar? {
    for block in blocks where block.numbers.contains(value) {
      return Unicode.Scalar(block.first + UInt32(value - block.numbers.lowerBound))
    }
    return nil
  }
}
