import StudioModel

/// Living with other programs on one library.
extension Studio {
  /// From here on what other programs do comes through `events`, and jobs they leave behind are
  /// taken up, but for requests in the queue: sending costs money, and whoever ended that program
  /// may have done so to keep them from being sent. `jobRested` tells of what nobody
  /// works on any more. Read what is shown after this call, so that nothing falls in between.
  ///
  /// Costs nothing while nobody does anything.
  public func watchLibrary() async {
    guard watch == nil, !isDetaching else { return }
    watch = LibraryWatch(locks: settings.paths.locks, own: bench.owner) { [weak self] news in
      Task { await self?.take(news) }
    }
    try? await bench.store.startListening()
  }

  private func take(_ news: LibraryWatch.News) async {
    guard !isDetaching else { return }
    switch news {
    case .libraryTouched: await tellForeignChanges()
    case .programLeft(let owner):
      await tellForeignChanges()
      await takeUpWhat(owner)
    }
  }

  private func tellForeignChanges() async {
    // A look that fails is made up for by the next one: the log keeps its place.
    try? await bench.store.tellForeignChanges { [events = bench.events] changes in
      if changes.isTooMuch { events.send(.libraryChanged) }
      if !changes.jobs.isEmpty { events.send(.jobsChangedElsewhere(changes.jobs)) }
      for id in changes.removed { events.send(.jobRemoved(id)) }
      events.send(.spendingChanged)
    }
  }

  /// Takes up what a program left that ended. The kernel lets its lock go a moment after it closed
  /// the file.
  private func takeUpWhat(_ owner: LeaseOwnerID) async {
    guard owner != bench.owner else { return }
    for _ in 0..<5 where ProcessLock.isAlive(owner, in: settings.paths.locks) == true {
      guard (try? await bench.clock.rest(for: .seconds(1))) != nil else { return }
    }
    for row in (try? await claimableRows()) ?? [] where !isDetaching {
      guard isUnattended(row) else { continue }
      let result = Self.goesOnByItself(row) ? try? await takeUp(row.id, seen: row) : nil
      switch result {
      case .started, .heldElsewhere: break
      case .resting, .lacksKey, nil: bench.events.send(.jobRested(row.id))
      }
    }
  }

  /// False for a job that waits for a person: to be sent, or to be decided about.
  private static func goesOnByItself(_ row: LeaseRow) -> Bool {
    switch row.status {
    case .queued: false
    case .unconfirmed: row.lease != nil || row.nextPollAt != nil
    default: true
    }
  }
}
