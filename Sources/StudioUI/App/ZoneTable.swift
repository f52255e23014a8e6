public import StudioModel

/// How far local time is from Greenwich, as it was and will be.
public struct ZoneTable: Hashable, Sendable {
  /// Seconds east of Greenwich from a moment on, ascending.
  private let changes: [Change]

  private struct Change: Hashable, Sendable {
    var from: Timestamp
    var offset: Int
  }

  public static let greenwich = ZoneTable([])

  /// - Parameter changes: offsets in seconds east and since when they hold, in any order; the
  ///   earliest also holds before.
  public init(_ changes: [(from: Timestamp, offset: Int)]) {
    self.changes = changes.map { Change(from: $0.from, offset: $0.offset) }
      .sorted { $0.from < $1.from }
  }

  /// Seconds east of Greenwich at a moment.
  public func offset(at moment: Timestamp) -> Int {
    (changes.last { $0.from <= moment } ?? changes.first)?.offset ?? 0
  }

  /// A moment as the clock on the wall showed it.
  public func local(_ moment: Timestamp) -> LocalTime {
    LocalTime(moment, offset: offset(at: moment))
  }

  /// When the local day of a moment began.
  public func midnight(before moment: Timestamp) -> Timestamp {
    let offset = Int64(offset(at: moment)) * 1_000
    let day: Int64 = 86_400_000
    let local = moment.milliseconds + offset
    return Timestamp(milliseconds: local - ((local % day) + day) % day - offset)
  }
}
