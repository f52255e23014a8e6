public import StudioModel

/// The `Retry-After` header: a count of seconds or a date.
public enum RetryAfter {
  /// The wait that `text` asks for at `now`; zero for a date that has passed, `nil` for anything
  /// that is neither. Spaces, fractions of seconds and all three date forms of HTTP are taken.
  public static func parse(_ text: String, now: Timestamp) -> Duration? {
    let trimmed = text.trimmedOfSpace
    if let seconds = seconds(trimmed) { return seconds }
    return HTTPDate.parse(trimmed).map { max($0 - now, .zero) }
  }

  private static let longest = 10.0 * 365 * 86_400

  private static func seconds(_ text: String) -> Duration? {
    let looksRight =
      !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2e }
    guard looksRight, let value = Double(text), value.isFinite else { return nil }
    return .milliseconds(Int64(min(value, longest) * 1_000))
  }
}

/// The three forms of a date in HTTP (RFC 9110, 5.6.7).
enum HTTPDate {
  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` or
  /// `Sun Nov  6 08:49:37 1994`. The day of the week is not looked at.
  static func parse(_ text: String) -> Timestamp? {
    let words = text.split { " ,-".contains($0) }.map { $0.lowercased() }
    guard words.count >= 5 else { return nil }
    if months.contains(words[1]) {
      return moment(year: words[4], month: words[1], day: words[2], time: words[3])
    }
    guard words.count == 5 || ["gmt", "utc", "z"].contains(words[5]) else { return nil }
    return moment(year: words[3], month: words[2], day: words[1], time: words[4])
  }

  private static func moment(
    year yearText: String,
    month: String,
    day dayText: String,
    time: String
  ) -> Timestamp? {
    let clock = time.split(separator: ":").compactMap { Int64($0) }
    guard var year = Int64(yearText), let index = months.firstIndex(of: month),
      let day = Int64(dayText), clock.count == 3
    else { return nil }
    if yearText.count == 2 { year += year < 70 ? 2_000 : 1_900 }
    // 60 is a leap second.
    guard (1_970...9_999).contains(year), (1...31).contains(day), (0...23).contains(clock[0]),
      (0...59).contains(clock[1]), (0...60).contains(clock[2])
    else { return nil }
    let days = daysSinceEpoch(year: year, month: Int64(index + 1), day: day)
    let seconds = ((days * 24 + clock[0]) * 60 + clock[1]) * 60 + clock[2]
    return Timestamp(milliseconds: seconds * 1_000)
  }

  /// Days from 1970-01-01 in the Gregorian calendar, counting years from March so that the leap day
  /// comes last.
  private static func daysSinceEpoch(year: Int64, month: Int64, day: Int64) -> Int64 {
    let shifted = month > 2 ? year : year - 1
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}
