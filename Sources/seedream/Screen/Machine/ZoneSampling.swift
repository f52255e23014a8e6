import StudioCore
import StudioModel
import StudioUI

extension ZoneTable {
  /// The zone of this machine around a moment: looked up month by month for ten years either way,
  /// with each change then found to the second.
  static func ofThisMachine(around now: Timestamp) -> ZoneTable {
    sampled(around: now) { LocalTime.offset(at: $0) }
  }

  static func sampled(
    around now: Timestamp,
    offset: (Timestamp) -> Int
  ) -> ZoneTable {
    let month = Duration.hours(24 * 30)
    let start = now + .hours(-24 * 3_653)
    var changes = [(from: start, offset: offset(start))]
    var earlier = start
    for _ in 0..<244 {
      let later = earlier + month
      let found = offset(later)
      if let last = changes.last, found != last.offset {
        changes.append((change(from: earlier, to: later, offset), found))
      }
      earlier = later
    }
    return ZoneTable(changes)
  }

  /// The first second at which the offset is the one of `later`.
  private static func change(
    from earlier: Timestamp,
    to later: Timestamp,
    _ offset: (Timestamp) -> Int
  ) -> Timestamp {
    let goal = offset(later)
    var low = earlier.milliseconds / 1_000
    var high = later.milliseconds / 1_000
    while high - low > 1 {
      let middle = (low + high) / 2
      if offset(Timestamp(milliseconds: middle * 1_000)) == goal {
        high = middle
      } else {
        low = middle
      }
    }
    return Timestamp(milliseconds: high * 1_000)
  }
}
