import Glibc
public import StudioModel

extension LocalTime {
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
}
