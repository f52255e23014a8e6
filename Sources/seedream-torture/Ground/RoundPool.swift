/// Does many rounds, a few at a time: most of them wait for the programs they started.
struct RoundPool: Sendable {
  let width: Int

  /// Returns once `body` was done for each.
  func run<Round: Sendable>(
    _ rounds: [Round],
    _ body: @escaping @Sendable (Round) async -> Void
  ) async {
    await withTaskGroup(of: Void.self) { group in
      var rest = rounds[...]
      for round in rest.prefix(width) { group.addTask { await body(round) } }
      rest = rest.dropFirst(width)
      for await _ in group {
        guard let round = rest.popFirst() else { continue }
        group.addTask { await body(round) }
      }
    }
  }
}
