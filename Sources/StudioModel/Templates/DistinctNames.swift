/// Names in the order they came, each once.
struct DistinctNames: Hashable, Sendable {
  private(set) var list: [String] = []
  private var known: Set<String> = []

  func contains(_ name: String) -> Bool { known.contains(name) }

  mutating func insert(_ name: String) {
    if known.insert(name).inserted { list.append(name) }
  }
}
