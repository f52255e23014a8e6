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
    await Rounds.run(rows, atOnce: 5, report) { row in
      let round = FaultRound(row)
      let faults = try await round.faults()
      report.count("rows")
      report.count("a fault at \(row.call.rawValue)")
      report.count("ended with \(round.expected.code)")
      report.count(row.fault.family)
      return faults
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

/// Rounds that mostly wait, some at once.
enum Rounds {
  static func run<Round: Sendable & CustomStringConvertible>(
    _ rounds: [Round],
    atOnce width: Int,
    _ report: TrialReport,
    _ body: @escaping @Sendable (Round) async throws -> [String]
  ) async {
    await withTaskGroup(of: Void.self) { group in
      var rest = rounds[...]
      for _ in 0..<width {
        guard let round = rest.popFirst() else { break }
        group.addTask { await done(round, report, body) }
      }
      while await group.next() != nil {
        guard let round = rest.popFirst() else { continue }
        group.addTask { await done(round, report, body) }
      }
    }
  }

  private static func done<Round: CustomStringConvertible>(
    _ round: Round,
    _ report: TrialReport,
    _ body: @Sendable (Round) async throws -> [String]
  ) async {
    do {
      report.fail(try await body(round), in: "\(round)")
    } catch {
      report.fail("\(round): broke off: \(error)")
    }
  }
}
