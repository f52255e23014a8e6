/// An amount of US dollars, held in millionths so that 15 × $0.027 is exact.
public struct Money: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
  public var microdollars: Int64

  public static let zero = Money(microdollars: 0)

  public init(microdollars: Int64) { self.microdollars = microdollars }

  /// Reads a plain decimal such as `0.027`, `10` or `-1.5`; `nil` for anything else.
  public init?(decimal text: String) {
    var rest = Substring(text)
    let isNegative = rest.hasPrefix("-")
    if isNegative { rest = rest.dropFirst() }
    let parts = rest.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, !whole.isEmpty, whole.count <= 12, whole.allSatisfy(\.isDigit)
    else { return nil }
    let fraction = parts.count == 2 ? parts[1] : "0"
    guard !fraction.isEmpty, fraction.allSatisfy(\.isDigit) else { return nil }
    let millionths = String(fraction.prefix(6))
    let padded = millionths + String(repeating: "0", count: 6 - millionths.count)
    guard let units = Int64(whole), let micro = Int64(padded) else { return nil }
    microdollars = (units * 1_000_000 + micro) * (isNegative ? -1 : 1)
  }

  /// The nearest millionth to a floating-point amount that a service sent.
  public init(dollars: Double) {
    // Past a trillion it is no price: nought, as for what is not a number.
    microdollars = abs(dollars) < 1e12 ? Int64((dollars * 1_000_000).rounded()) : 0
  }

  public init(from decoder: any Decoder) throws {
    microdollars = try decoder.singleValueContainer().decode(Int64.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(microdollars)
  }

  public var dollars: Double { Double(microdollars) / 1_000_000 }

  /// Digits without a sign of currency: at least two decimals, no trailing zeros past them.
  public var decimal: String {
    let magnitude = microdollars.magnitude
    var fraction = String(magnitude % 1_000_000)
    fraction = String(repeating: "0", count: 6 - fraction.count) + fraction
    while fraction.count > 2, fraction.hasSuffix("0") { fraction.removeLast() }
    return "\(microdollars < 0 ? "-" : "")\(magnitude / 1_000_000).\(fraction)"
  }

  /// For example `$0.108`; a negative amount is `-$1.50`.
  public var description: String {
    microdollars < 0
      ? "-$\(Money(microdollars: -microdollars).decimal)" : "$\(decimal)"
  }

  public static func < (left: Money, right: Money) -> Bool {
    left.microdollars < right.microdollars
  }

  public static func + (left: Money, right: Money) -> Money {
    Money(microdollars: left.microdollars + right.microdollars)
  }

  public static func - (left: Money, right: Money) -> Money {
    Money(microdollars: left.microdollars - right.microdollars)
  }

  public static func * (amount: Money, count: Int) -> Money {
    Money(microdollars: amount.microdollars * Int64(count))
  }
}

extension Character {
  fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
}
