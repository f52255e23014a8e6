import StudioModel

/// A day of the Gregorian calendar, without a zone.
struct CivilDate: Hashable, Sendable {
  var year: Int
  var month: Int
  var day: Int

  init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else {
      return nil
    }
    self.year = year
    self.month = month
    self.day = day
    // A day past the month's end would come back as one of the next month.
    guard CivilDate(daysSinceEpoch: daysSinceEpoch) == self else { return nil }
  }

  /// Counts in years that begin in March, so that the leap day comes last (H. Hinnant,
  /// "chrono-Compatible Low-Level Date Algorithms").
  init(daysSinceEpoch days: Int) {
    let shifted = days + 719_468
    let era = shifted.flooredDivision(by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  var daysSinceEpoch: Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear.flooredDivision(by: 400)
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}

/// Hours, minutes and seconds of a day, with the fraction in milliseconds.
struct ClockTime: Hashable, Sendable {
  var hour = 0
  var minute = 0
  var second = 0
  var millisecond = 0

  /// Reads `12:34`, `12:34:56` and `12:34:56.789…`; a leap second counts as the one before it.
  init?(parsing text: some StringProtocol) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3,
      let hour = parts[0].twoDigits, hour < 24, let minute = parts[1].twoDigits, minute < 60
    else { return nil }
    self.hour = hour
    self.minute = minute
    guard parts.count == 3 else { return }
    let seconds = parts[2].split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
    guard seconds.count <= 2, let second = seconds[0].twoDigits, second <= 60 else { return nil }
    self.second = min(second, 59)
    guard seconds.count == 2 else { return }
    guard seconds[1].plainNumber(digits: 1...12) != nil,
      let thousandths = (seconds[1] + "00").prefix(3).plainNumber(digits: 3...3)
    else { return nil }
    millisecond = thousandths
  }

  var milliseconds: Int64 {
    Int64(hour * 3_600 + minute * 60 + second) * 1_000 + Int64(millisecond)
  }
}

extension Timestamp {
  /// The moment a date and a time name in a zone `offset` minutes east of UTC.
  init(_ date: CivilDate, _ time: ClockTime?, offset: Int = 0) {
    let day = Int64(date.daysSinceEpoch) * 86_400_000
    self.init(milliseconds: day + (time?.milliseconds ?? 0) - Int64(offset) * 60_000)
  }
}

extension StringProtocol {
  /// A number written in ASCII digits alone.
  func plainNumber(digits: ClosedRange<Int>) -> Int? {
    guard digits.contains(utf8.count),
      utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return nil }
    return Int(self)
  }

  fileprivate var twoDigits: Int? { plainNumber(digits: 1...2) }
}

extension BinaryInteger {
  /// Division that rounds down, below zero too.
  func flooredDivision(by divisor: Self) -> Self {
    let quotient = self / divisor
    return self % divisor != 0 && (self < 0) != (divisor < 0) ? quotient - 1 : quotient
  }
}
