/// What a process used over time, and whether that grew.
struct VitalSigns: Sendable {
  struct Sample: Sendable {
    /// Seconds since the run began.
    let second: Double
    let look: ProcessLook
  }

  private(set) var samples: [Sample] = []

  mutating func add(_ look: ProcessLook, at second: Double) {
    samples.append(Sample(second: second, look: look))
  }

  /// The samples of the second half of the time: what a program has to learn is learnt by then.
  var laterHalf: [Sample] {
    guard let last = samples.last else { return [] }
    return samples.filter { $0.second >= last.second / 2 }
  }

  var earlierHalf: [Sample] {
    guard let last = samples.last else { return [] }
    return samples.filter { $0.second < last.second / 2 }
  }

  /// The growth of a figure in the second half, an hour, by least squares.
  func growthPerHour(_ figure: (ProcessLook) -> Int) -> Double {
    let points = laterHalf.map { (x: $0.second, y: Double(figure($0.look))) }
    guard points.count > 2 else { return 0 }
    let count = Double(points.count)
    let meanX = points.map(\.x).reduce(0, +) / count
    let meanY = points.map(\.y).reduce(0, +) / count
    let spread = points.map { ($0.x - meanX) * ($0.x - meanX) }.reduce(0, +)
    guard spread > 0 else { return 0 }
    return points.map { ($0.x - meanX) * ($0.y - meanY) }.reduce(0, +) / spread * 3_600
  }

  static func highest(_ samples: [Sample], _ figure: (ProcessLook) -> Int) -> Int {
    samples.map { figure($0.look) }.max() ?? 0
  }

  /// A figure at the start, at the middle and at the end of the run, and the most it ever was.
  func course(_ figure: (ProcessLook) -> Int) -> String {
    guard let first = samples.first, let last = samples.last else { return "none" }
    let middle = laterHalf.first ?? last
    let most = Self.highest(samples, figure)
    return "\(figure(first.look)) → \(figure(middle.look)) → \(figure(last.look)), most \(most)"
  }
}
