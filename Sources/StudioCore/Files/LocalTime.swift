import Glibc
public import StudioModel

/// A moment as the clock on a wall shows it, for names of folders.
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

  /// The moment in the time zone of this machine (`TZ`, else `/etc/localtime`).
  public init(_ moment: Timestamp) {
    self.init(moment, offset: Self.offset(at: moment))
  }

  /// Seconds east of Greenwich here at that moment, summer time included.
  public static func offset(at moment: Timestamp) -> Int {
    var seconds = time_t(moment.milliseconds.flooredDivision(by: 1_000))
    var parts = tm()
    return localtime_r(&seconds, &parts) == nil ? 0 : parts.tm_gmtoff
  }

  /// `2026-03-09`
  public var date: String { "\(Self.padded(year, 4))-\(Self.padded(month))-\(Self.padded(day))" }

  /// `070905`
  public var compactTime: String {
    Self.padded(hour) + Self.padded(minute) + Self.padded(second)
  }

  static func padded(_ number: Int, _ width: Int = 2) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
