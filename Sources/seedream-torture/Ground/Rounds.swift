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

extension Rounds {
  /// The same for work that reports for itself; an error fails the trial and not the others.
  static func atOnce<Item: Sendable>(
    _ items: [Item],
    width: Int = 4,
    _ report: TrialReport,
    _ work: @escaping @Sendable (Item) async throws -> Void
  ) async {
    await withTaskGroup(of: Void.self) { group in
      for (place, item) in items.enumerated() {
        if place >= width { await group.next() }
        group.addTask {
          do { try await work(item) } catch { report.fail("\(item) broke off: \(error)") }
        }
      }
    }
  }
}
