extension JobStatus {
  /// Words people use for more than one status.
  static let searchWords: [(word: String, statuses: Set<JobStatus>)] = [
    ("done", [.finished, .partial]),
    ("running", Set(allCases.filter(\.isInFlight))),
  ]

  /// Every status a typed word, or its beginning, may mean; none when nothing was typed.
  static func named(_ word: String) -> Set<JobStatus> {
    guard !word.isEmpty else { return [] }
    if let exact = searchWords.first(where: { $0.word == word }) { return exact.statuses }
    if let exact = JobStatus(rawValue: word) { return [exact] }
    var found = Set(allCases.filter { $0.rawValue.hasPrefix(word) })
    for (name, statuses) in searchWords where name.hasPrefix(word) { found.formUnion(statuses) }
    return found
  }
}

extension ModelCatalog {
  /// Models whose id or name has every word of `name`: whole words of theirs where that finds any
  /// (`v4` is not `v4.5`), parts of them otherwise. `name` is in small letters.
  func models(named name: String) -> Set<ModelID> {
    let words = name.split(whereSeparator: \.isWhitespace)
    guard !words.isEmpty else { return [] }
    let exact = models.filter { model in
      let parts = Set(
        "\(model.id.rawValue) \(model.displayName)".lowercased().split { "/- ".contains($0) }
      )
      return words.allSatisfy { parts.contains($0) }
    }
    let found =
      exact.isEmpty
      ? models.filter { model in
        let text = "\(model.id.rawValue) \(model.displayName)".lowercased()
        return words.allSatisfy { text.contains($0) }
      } : exact
    return Set(found.map(\.id))
  }
}
