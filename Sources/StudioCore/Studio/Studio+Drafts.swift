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

  /// What to start with: the newest text that a program left when it ended, which is this
  /// program's from now on; else the settings used last; `nil` when no draft was ever kept.
  ///
  /// Texts of programs that still run are left to them; other texts stay among `draftsLeft`.
  public func openDraft() async -> OpenedDraft? {
    guard let drafts = try? await bench.store.drafts() else { return nil }
    for stored in drafts where stored.kept.draft.hasText && isLeft(stored) {
      guard await take(stored) else { continue }
      draftID = stored.kept.id
      return .recovered(stored.kept)
    }
    await dropEmpty(drafts.dropFirst().filter { !$0.kept.draft.hasText })
    return drafts.first.map { .settings($0.kept.draft.withoutText) }
  }

  /// Texts that ended programs left and nobody has taken up, the newest first.
  public func draftsLeft() async -> [KeptDraft] {
    let drafts = (try? await bench.store.drafts()) ?? []
    return drafts.filter { $0.kept.draft.hasText && isLeft($0) }.map(\.kept)
  }

  /// Makes a left text this program's draft. What its slot held stays among `draftsLeft`.
  ///
  /// `nil` when it is gone or somebody else has it.
  public func takeDraft(_ id: DraftID) async throws(Failure) -> Draft? {
    do throws(StoreFailure) {
      let drafts = try await bench.store.drafts()
      guard let stored = drafts.first(where: { $0.kept.id == id }), isLeft(stored),
        try await bench.store.passDraft(id, from: stored.owner, to: bench.owner)
      else { return nil }
      _ = try await bench.store.passDraft(draftID, from: bench.owner, to: Self.nobody)
      draftID = id
      return stored.kept.draft
    } catch {
      throw error.asFailure()
    }
  }

  /// Keeps a text in a place of its own, as one that an ended program left. The same `id` twice
  /// is one text.
  public func putAside(_ draft: Draft, as id: DraftID) async throws(Failure) {
    do throws(StoreFailure) {
      try await bench.store.saveDraft(draft, id: id, owner: Self.nobody, at: bench.clock.now)
    } catch {
      throw error.asFailure()
    }
  }

  /// Throws a left text away.
  public func dropDraft(_ id: DraftID) async throws(Failure) {
    do throws(StoreFailure) {
      let drafts = try await bench.store.drafts()
      guard let stored = drafts.first(where: { $0.kept.id == id }), isLeft(stored) else { return }
      try await bench.store.removeDraft(id)
    } catch {
      throw error.asFailure()
    }
  }

  /// The owner of drafts that were put aside; no program has this name.
  private static let nobody = LeaseOwnerID(rawValue: "nobody")

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
