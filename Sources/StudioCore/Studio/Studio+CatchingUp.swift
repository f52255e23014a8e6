public import StudioModel

extension Studio {
  /// What happened after a number of the log of changes, whoever did it, as the core tells it once
  /// somebody listens. For what was shown before this studio was open; ask after `watchLibrary`.
  public func missed(after number: Int64) async -> [StudioEvent] {
    guard let changes = try? await bench.store.changes(after: number) else { return [] }
    var events: [StudioEvent] = changes.isTooMuch ? [.libraryChanged] : []
    if !changes.jobs.isEmpty { events.append(.jobsChangedElsewhere(changes.jobs)) }
    return events + changes.removed.map { .jobRemoved($0) }
  }
}
