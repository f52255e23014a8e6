/// How fast a terminal takes pictures, told by when it answers a question sent after one, and how
/// many bytes a picture may have.
public struct LinkMeter: Hashable, Sendable {
  /// Bytes a picture may have, from the least to the most.
  public static let ladder = [8_000, 15_000, 30_000, 55_000, 120_000, 240_000]
  /// Where it starts: under 60 KB.
  public static let usualStep = 3
  /// How long a picture may take on its way.
  static let wishedTime = 0.5
  /// Fewer bytes tell more of the round trip than of the link.
  static let leastMeasured = 2_000

  /// Smoothed; `nil` before the first measurement.
  public private(set) var bytesPerSecond: Double?
  /// The shortest seen.
  public private(set) var roundTrip: Duration?
  /// What the person chose; `nil` leaves it to the link.
  public private(set) var chosenStep: Int?
  private var linkStep = usualStep

  /// - Parameter budget: bytes to start with and not to leave by itself; `nil` follows the link.
  public init(budget: Int? = nil) {
    chosenStep = budget.map { budget in
      Self.ladder.lastIndex { $0 <= budget } ?? 0
    }
  }

  /// The place on the ladder.
  public var step: Int { chosenStep ?? linkStep }
  /// Bytes that a picture may have now.
  public var budget: Int { Self.ladder[step] }

  /// One step up or down from here, which holds from then on; false at the end of the ladder.
  public mutating func adjust(up isUp: Bool) -> Bool {
    let wanted = step + (isUp ? 1 : -1)
    guard Self.ladder.indices.contains(wanted) else { return false }
    chosenStep = wanted
    return true
  }

  /// Leaves the budget to the link again.
  public mutating func follow() { chosenStep = nil }

  /// A question alone was answered after this time.
  public mutating func note(roundTrip time: Duration) {
    guard time > .zero else { return }
    roundTrip = roundTrip.map { min($0, time) } ?? time
  }

  /// So many bytes and a question after them were answered after this time.
  ///
  /// - Parameter includesRoundTrip: nothing else was on the way when they were sent.
  public mutating func note(bytes: Int, in time: Duration, includesRoundTrip: Bool = true) {
    guard bytes >= Self.leastMeasured else {
      if includesRoundTrip { note(roundTrip: time) }
      return
    }
    let idle = includesRoundTrip ? roundTrip.map { min($0, time) } ?? .zero : .zero
    let seconds = max(Self.seconds(time - idle), 0.000_5)
    let rate = Double(bytes) / seconds
    bytesPerSecond = bytesPerSecond.map { $0 * 0.6 + rate * 0.4 } ?? rate
    choose()
  }

  /// The largest step that is on its way no longer than wished; up again only with room to spare,
  /// so that it does not go back and forth.
  private mutating func choose() {
    guard let rate = bytesPerSecond else { return }
    let room = rate * Self.wishedTime
    while linkStep > 0, Double(Self.ladder[linkStep]) > room { linkStep -= 1 }
    while linkStep < Self.usualStep, Double(Self.ladder[linkStep + 1]) * 1.5 <= room {
      linkStep += 1
    }
  }

  static func seconds(_ time: Duration) -> Double {
    Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
  }
}
