import StudioModel

/// Moments as the services write them: ISO 8601, with the liberties they take.
enum ISO8601 {
  /// Years 1 to 9999 in milliseconds: what four digits can say.
  private static let range: ClosedRange<Int64> = -62_135_596_800_000...253_402_300_799_999

  /// Reads a date, with or without time, fraction and zone; without a zone it is UTC. A zone that
  /// leads out of the years 1 to 9999 makes it none.
  static func parse(_ text: String) -> Timestamp? {
    moment(text).flatMap { range.contains($0.milliseconds) ? $0 : nil }
  }

  private static func moment(_ text: String) -> Timestamp? {
    let text = text.trimmed
    guard text.utf8.count >= 10, text.utf8.count <= 40, text.utf8.allSatisfy({ $0 < 0x80 }) else {
      return nil
    }
    let dateText = text.prefix(10)
    let parts = dateText.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, let year = parts[0].plainNumber(digits: 4...4),
      let month = parts[1].plainNumber(digits: 2...2),
      let day = parts[2].plainNumber(digits: 2...2),
      let date = CivilDate(year: year, month: month, day: day)
    else { return nil }
    var rest = text.dropFirst(10)
    guard let separator = rest.first else { return Timestamp(date, nil) }
    guard "Tt ".contains(separator) else { return nil }
    rest = rest.dropFirst()
    guard let offset = zone(takenFrom: &rest), let time = ClockTime(parsing: rest) else {
      return nil
    }
    return Timestamp(date, time, offset: offset)
  }

  /// Takes the zone off the end and gives its minutes east of UTC.
  private static func zone(takenFrom text: inout Substring) -> Int? {
    for ending in [" UTC", " GMT", "Z", "z"] where text.hasSuffix(ending) {
      text = text.dropLast(ending.count)
      return 0
    }
    guard let sign = text.lastIndex(where: { $0 == "+" || $0 == "-" }) else { return 0 }
    let isWest = text[sign] == "-"
    let parts = text[sign...].dropFirst().split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.count == 1 || parts.allSatisfy({ $0.utf8.count == 2 }),
      let number = parts.joined().plainNumber(digits: 2...4)
    else { return nil }
    let isHoursOnly = parts.count == 1 && parts[0].utf8.count == 2
    guard isHoursOnly || parts.joined().utf8.count == 4 else { return nil }
    let (hours, minutes) = isHoursOnly ? (number, 0) : (number / 100, number % 100)
    guard hours <= 14, minutes < 60 else { return nil }
    text = text[..<sign]
    while text.last == " " { text.removeLast() }
    return (hours * 60 + minutes) * (isWest ? -1 : 1)
  }

  /// Writes UTC, with milliseconds only where there are any: `2026-01-31T08:05:00Z`.
  static func format(_ moment: Timestamp) -> String {
    let bounded = min(max(moment.milliseconds, range.lowerBound), range.upperBound)
    let days = bounded.flooredDivision(by: 86_400_000)
    let ofDay = Int(bounded - days * 86_400_000)
    let date = CivilDate(daysSinceEpoch: Int(days))
    let day = [digits(date.year, 4), digits(date.month, 2), digits(date.day, 2)]
    let seconds = ofDay / 1_000
    let time = [seconds / 3_600, seconds / 60 % 60, seconds % 60].map { digits($0, 2) }
    let fraction = ofDay % 1_000 == 0 ? "" : ".\(digits(ofDay % 1_000, 3))"
    return "\(day.joined(separator: "-"))T\(time.joined(separator: ":"))\(fraction)Z"
  }

  private static func digits(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
}
