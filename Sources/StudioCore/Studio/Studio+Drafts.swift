public import StudioModel

/// What the person is writing, kept so that no end of the program loses it.
extension Studio {
  /// Keeps a draft in this program's own slot; returns once it, or a newer one, is on disk.
  ///
  /// Calls count in the order they are made. While one is being written, of those that come
  /// meanwhile only the newest is written. Returns why it could not be kept, `nil` when it was.
  @discardableResult
  public func saveDraft(_ draft: Draft) async -> Failure? {
    draftCount += 1
    waitingDraft = draft
    var failure: Failure?
    while waitingDraft != nil || draftSaving != nil {
      if let draftSaving {
        failure = await draftSaving.value
      } else if let draft = waitingDraft {
        waitingDraft = nil
        let task = Task {
          let failure = await self.write(draft)
          self.draftSaving = nil
          return failure
        }
        draftSaving = task
        failure = await task.value
      }
    }
    return failure
  }

  private func write(_ draft: Draft) async -> Failure? {
    do throws(StoreFailure) {
      try await bench.store.saveDraft(
        draft,
        id: draftID,
        owner: bench.owner,
        at: bench.clock.now
      )
      return nil
    } catch {
      return error.asFailure()
    }
  }

  /// What to start with: the newest text that a program left when it ended; else the settings used
  /// last; `nil` when no draft was ever kept.
  ///
  /// Nobody else gets that text from here on, but it is in nothing that this program writes to:
  /// `takeDraft` makes it the text at hand, `putAside` under its name keeps it for later. Until
  /// then the end of this program leaves it as it was. Texts of programs that still run are left to
  /// them.
  public func openDraft() async -> OpenedDraft? {
    guard let drafts = try? await bench.store.drafts() else { return nil }
    let slots = drafts.filter { $0.owner != DraftsTable.nobody }
    for stored in slots where stored.kept.draft.hasText && isLeft(stored) {
      if await take(stored) { return .recovered(stored.kept) }
    }
    await dropEmpty(slots.dropFirst().filter { !$0.kept.draft.hasText })
    return slots.first.map { .settings($0.kept.draft.withoutText) }
  }

  /// Puts aside whatever other texts ended programs left, so that none of them shows up unasked at
  /// some later start. Returns how many.
  public func putAsideWhatIsLeft() async -> Int {
    var count = 0
    for stored in (try? await bench.store.drafts()) ?? []
    where stored.owner != DraftsTable.nobody && stored.kept.draft.hasText && isLeft(stored) {
      let isAside = try? await bench.store.passDraft(
        stored.kept.id,
        from: stored.owner,
        to: DraftsTable.nobody
      )
      if isAside == true { count += 1 }
    }
    return count
  }

  /// The opened draft is the text at hand: what is saved from here on takes its place, and what was
  /// saved before is no longer of use.
  public func takeDraft(_ id: DraftID) async {
    guard id != draftID else { return }
    let former = draftID
    draftID = id
    try? await bench.store.removeDraft(former)
    _ = try? await bench.store.passDraft(id, from: DraftsTable.nobody, to: bench.owner)
  }

  /// Keeps a text that gave way to another one, until it is sent or dropped.
  ///
  /// - Parameter id: the name it has already; the same name twice is one text.
  public func putAside(_ draft: Draft, as id: DraftID? = nil) async throws(Failure) {
    let id = id ?? DraftID(rawValue: "aside-" + String(bench.ids.randomBits(), radix: 16))
    do throws(StoreFailure) {
      try await bench.store.putAside(KeptDraft(id: id, draft: draft, savedAt: bench.clock.now))
    } catch {
      throw error.asFailure()
    }
  }

  /// Keeps a text as one that an ended program left, where `openDraft` finds it. A draft that is
  /// there already is not kept twice.
  public func leaveDraft(_ draft: Draft, as id: DraftID) async throws(Failure) {
    do throws(StoreFailure) {
      guard try await !bench.store.drafts().contains(where: { $0.kept.draft == draft }) else {
        return
      }
      let ended = LeaseOwnerID(rawValue: "ended")
      try await bench.store.saveDraft(draft, id: id, owner: ended, at: bench.clock.now)
    } catch {
      throw error.asFailure()
    }
  }

  /// Throws a text that was put aside away.
  public func dropAside(_ text: String) async throws(Failure) {
    do throws(StoreFailure) {
      try await bench.store.dropAside(text)
    } catch {
      throw error.asFailure()
    }
  }

  private func isLeft(_ stored: StoredDraft) -> Bool {
    stored.owner != bench.owner
      && ProcessLock.isAlive(stored.owner, in: settings.paths.locks) == false
  }

  private func take(_ stored: StoredDraft) async -> Bool {
    let isOurs = try? await bench.store.passDraft(
      stored.kept.id,
      from: stored.owner,
      to: bench.owner
    )
    return isOurs ?? false
  }

  /// Slots without a text are of use only for the newest settings.
  private func dropEmpty(_ drafts: [StoredDraft]) async {
    for stored in drafts where isLeft(stored) {
      try? await bench.store.removeDraft(stored.kept.id)
    }
  }
}
