import StudioModel

/// Amounts as people read them. Everything is ASCII.
public enum Quantities {
  private static let units = ["B", "kB", "MB", "GB", "TB"]

  /// For example `512 B`, `3.4 MB`, `340 MB`; units of a thousand. Negative counts as nothing.
  public static func bytes(_ count: Int64) -> String {
    let count = max(count, 0)
    let power = unit(of: count)
    return "\(amount(count, power)) \(units[power])"
  }

  /// How much of a whole is there, in the unit of the whole: `1.2/3.4 MB`.
  public static func bytes(_ part: Int64, of whole: Int64) -> String {
    let power = unit(of: max(whole, 0))
    return "\(amount(max(part, 0), power))/\(amount(max(whole, 0), power)) \(units[power])"
  }

  /// For example `0 s`, `12 s`, `1 m 12 s`, `2 h 05 m`, `3 d 4 h`; what is left over is dropped.
  /// Negative counts as nothing.
  public static func duration(_ span: Duration) -> String {
    words(seconds: max(span.components.seconds, 0))
  }

  /// The same for a time still to come, rounded up, so that it ends with `1 s` and not with `0 s`.
  public static func timeLeft(_ span: Duration) -> String {
    let (seconds, attoseconds) = max(span, .zero).components
    return words(seconds: attoseconds > 0 && seconds < .max ? seconds + 1 : seconds)
  }

  /// A short measured time: `340 ms`, `1.2 s`, and from ten seconds on as `duration(_:)`.
  public static func latency(_ span: Duration) -> String {
    guard span < .seconds(10) else { return duration(span) }
    let milliseconds = max(span, .zero).milliseconds
    if milliseconds < 1_000 { return "\(milliseconds) ms" }
    return "\(milliseconds / 1_000).\(milliseconds % 1_000 / 100) s"
  }

  private static func words(seconds: Int64) -> String {
    let (minutes, hours, days) = (seconds / 60, seconds / 3_600, seconds / 86_400)
    if minutes == 0 { return "\(seconds) s" }
    if hours == 0 { return "\(minutes) m \(twoDigits(seconds % 60)) s" }
    if days == 0 { return "\(hours) h \(twoDigits(minutes % 60)) m" }
    return "\(days) d \(hours % 24) h"
  }

  static func twoDigits(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }

  /// The largest unit of which there is one, seen after rounding: 999,600 is a megabyte.
  private static func unit(of count: Int64) -> Int {
    var power = 0
    var size: Int64 = 1
    while power < units.count - 1, rounded(count, to: size) >= 1_000 {
      power += 1
      size *= 1_000
    }
    return power
  }

  private static func rounded(_ count: Int64, to size: Int64) -> Int64 {
    let (whole, rest) = count.quotientAndRemainder(dividingBy: size)
    return whole + (rest * 2 >= size ? 1 : 0)
  }

  /// Whole bytes; otherwise one decimal below a hundred.
  private static func amount(_ count: Int64, _ power: Int) -> String {
    guard power > 0 else { return "\(count)" }
    let size = (1..<power).reduce(Int64(1_000)) { size, _ in size * 1_000 }
    let (whole, rest) = count.quotientAndRemainder(dividingBy: size)
    let tenths = whole * 10 + (rest * 10 + size / 2) / size
    if tenths >= 1_000 { return "\(rounded(count, to: size))" }
    return "\(tenths / 10).\(tenths % 10)"
  }
}
