public import StudioModel

extension LocalTime {
  /// When the day of `moment` began here. On a day whose clock is changed it is an hour off.
  public static func midnight(before moment: Timestamp) -> Timestamp {
    let time = LocalTime(moment)
    let seconds = time.hour * 3_600 + time.minute * 60 + time.second
    let milliseconds = moment.milliseconds - Int64(seconds) * 1_000
    return Timestamp(milliseconds: milliseconds - milliseconds % 1_000)
  }
}
