import ProviderSimulator

/// Goes through the table of faults: every ending, exit code, charge and picture as expected.
struct FaultTrial: Trial {
  static let name = "faults"
  static let summary = "every fault of a service at every call, with the ending it has to have"

  func run(_ setting: TrialSetting, _ report: TrialReport) async throws {
    var numbers = setting.numbers(0)
    let table = FaultTable.rows.shuffled(using: &numbers)
    let count = setting.times(short: 60, long: table.count)
    let rows = count < table.count ? Self.sample(of: table, atLeast: count) : table
    Self.lineUp(rows, report)
    await Rounds.run(rows, atOnce: 5, report) { row in
      let faults = try await FaultRound(row).faults()
      report.count("rows")
      for line in Self.lines(of: row) { report.count(line) }
      return faults
    }
  }

  /// What a row counts for.
  private static func lines(of row: FaultRow) -> [String] {
    [
      "expected to end with \(FaultModel(row).expectation.code)",
      "a fault at \(row.call.rawValue)", row.fault.family,
    ]
  }

  /// Gives the lines of the report an order before the rows come in any.
  private static func lineUp(_ rows: [FaultRow], _ report: TrialReport) {
    report.count("rows", 0)
    let lines = rows.map { Self.lines(of: $0) }
    for place in 0..<3 {
      for line in Set(lines.map { $0[place] }).sorted() { report.count(line, 0) }
    }
  }

  /// Rows of a shuffled table that meet every fault and every call of each service, and as many
  /// more as are wanted. What has to be waited for is left to the long run.
  static func sample(of table: [FaultRow], atLeast count: Int) -> [FaultRow] {
    let quick = table.filter { row in
      let expected = FaultModel(row).expectation
      return !row.isLasting || expected.interruptAt != nil || expected.code == 0
    }
    var met: Set<String> = []
    var chosen: [FaultRow] = []
    var others: [FaultRow] = []
    for row in quick {
      let news = ["fault \(row.fault.family)", "call \(row.service) \(row.call)"]
        .filter { !met.contains($0) }
      if news.isEmpty {
        others.append(row)
      } else {
        met.formUnion(news)
        chosen.append(row)
      }
    }
    return chosen + others.prefix(max(0, count - chosen.count))
  }
}
