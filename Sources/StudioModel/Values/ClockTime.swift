/// Hours, minutes and seconds of a day, with the fraction in milliseconds.
public struct ClockTime: Hashable, Sendable {
  public var hour = 0
  public var minute = 0
  public var second = 0
  public var millisecond = 0

  /// Reads `12:34`, `12:34:56` and `12:34:56.789…`; a leap second counts as the one before it.
  public init?(parsing text: some StringProtocol) {
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

  public var milliseconds: Int64 {
    Int64(hour * 3_600 + minute * 60 + second) * 1_000 + Int64(millisecond)
  }
}

extension Timestamp {
  /// The moment a date and a time name in a zone `offset` minutes east of UTC.
  public init(_ date: CivilDate, _ time: ClockTime?, offset: Int = 0) {
    let day = Int64(date.daysSinceEpoch) * 86_400_000
    self.init(milliseconds: day + (time?.milliseconds ?? 0) - Int64(offset) * 60_000)
  }
}
