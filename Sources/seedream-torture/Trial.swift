/// One proof: something that is done to the program many times, and what has to hold afterwards.
protocol Trial: Sendable {
  /// The word for it on the command line.
  static var name: String { get }
  /// What is proved, in one line.
  static var summary: String { get }

  init()

  /// Does it. What does not hold goes to the report; an error ends this trial alone.
  func run(_ setting: TrialSetting, _ report: TrialReport) async throws
}

/// How much is done, and from which seed.
struct TrialSetting: Sendable {
  enum Length: Sendable {
    /// A minute or less each, for CI.
    case short
    /// As often as the README says.
    case long
  }

  let length: Length
  /// Everything random comes from it: the same seed does the same again.
  let seed: UInt64
  /// Replaces the trial's own number of rounds, seconds or kills.
  let times: Int?

  func times(short: Int, long: Int) -> Int { times ?? (length == .short ? short : long) }

  /// Numbers of one part of a trial: the same for the same seed and label, in whatever order the
  /// parts run.
  func numbers(_ label: Int) -> SeededNumbers {
    SeededNumbers(seed: seed &+ UInt64(truncatingIfNeeded: label) &* 0x9E37_79B9_7F4A_7C15)
  }
}

/// SplitMix64.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
