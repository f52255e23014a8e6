/// A moment as the clock on a wall shows it, in some zone.
public struct LocalTime: Hashable, Sendable {
  public let year: Int
  public let month: Int
  public let day: Int
  public let hour: Int
  public let minute: Int
  public let second: Int

  /// The moment seen `offset` seconds east of Greenwich.
  public init(_ moment: Timestamp, offset: Int) {
    let seconds = moment.milliseconds.flooredDivision(by: 1_000) + Int64(offset)
    let days = seconds.flooredDivision(by: 86_400)
    let time = Int(seconds - days * 86_400)
    (hour, minute, second) = (time / 3_600, time / 60 % 60, time % 60)
    let date = CivilDate(daysSinceEpoch: Int(days))
    (year, month, day) = (date.year, date.month, date.day)
  }

  /// `2026-03-09`
  public var date: String { "\(Self.padded(year, 4))-\(Self.padded(month))-\(Self.padded(day))" }

  /// `07:09:05`
  public var clockTime: String {
    "\(Self.padded(hour)):\(Self.padded(minute)):\(Self.padded(second))"
  }

  /// `070905`
  public var compactTime: String {
    Self.padded(hour) + Self.padded(minute) + Self.padded(second)
  }

  public static func padded(_ number: Int, _ width: Int = 2) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
