extension StringProtocol {
  /// A number written in ASCII digits alone.
  public func plainNumber(digits: ClosedRange<Int>) -> Int? {
    guard digits.contains(utf8.count),
      utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return nil }
    return Int(self)
  }

  var twoDigits: Int? { plainNumber(digits: 1...2) }
}

extension BinaryInteger {
  /// Division that rounds down, below zero too.
  public func flooredDivision(by divisor: Self) -> Self {
    let quotient = self / divisor
    return self % divisor != 0 && (self < 0) != (divisor < 0) ? quotient - 1 : quotient
  }
}
