/// How many texts a piece of a template can become and how long the longest is, without making
/// any. Both stop at `Int.max`.
struct TemplateMeasure: Hashable, Sendable {
  var count: Int
  /// Bytes of UTF-8, and one for each piece: so many empty pieces are not free.
  var longest: Int

  static let nothing = TemplateMeasure(count: 1, longest: 0)
  static let impossible = TemplateMeasure(count: 0, longest: 0)

  static func text(_ text: String) -> TemplateMeasure {
    TemplateMeasure(count: 1, longest: text.utf8.count)
  }

  /// One after the other.
  func followed(by next: TemplateMeasure) -> TemplateMeasure {
    TemplateMeasure(
      count: count.saturatingProduct(next.count),
      longest: longest.saturatingSum(next.longest)
    )
  }

  /// One or the other.
  func or(_ other: TemplateMeasure) -> TemplateMeasure {
    TemplateMeasure(
      count: count.saturatingSum(other.count),
      longest: max(longest, other.longest)
    )
  }
}

extension Int {
  /// The sum of two numbers that are not negative, or the largest there is.
  func saturatingSum(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }

  /// The product of two numbers that are not negative, or the largest there is.
  func saturatingProduct(_ other: Int) -> Int {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? .max : product
  }

  /// Digits in groups of three; words for a count that stopped at the largest number there is.
  var spelledCount: String { self == .max ? "uncountably many" : grouped }
}
