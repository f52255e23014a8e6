import StudioCore
import StudioModel
import StudioUI

extension EffectWork {
  /// How many earlier prompts are offered.
  private static let mostPrompts = 500

  func loadHistory(_ request: HistoryRequest) async {
    if let page = await door.firstPage(for: request) {
      return tell(.historyLoaded(request, page))
    }
    do throws(Failure) {
      let page = try await reading { (store) async throws(StoreFailure) in
        try await store.history(request.query, before: request.before, limit: request.limit)
      }
      tell(.historyLoaded(request, page))
    } catch {
      tell(.historyFailed(request, error))
    }
  }

  func loadJob(_ id: SequenceID) async {
    await trying("read the sequence") { () async throws(Failure) in
      let job = try await reading { (store) async throws(StoreFailure) in try await store.job(id) }
      if let job { tell(.jobLoaded(job)) }
    }
  }

  func loadTimeline(_ id: SequenceID) async {
    await trying("read the timeline", of: .loadTimeline(id)) { () async throws(Failure) in
      let entries = try await reading { (store) async throws(StoreFailure) in
        try await store.timeline(id)
      }
      tell(.timelineLoaded(id, entries))
    }
  }

  /// A guess at a duration is not worth a complaint.
  func loadPastRuns(_ provider: ProviderID, _ model: ModelID) async {
    let runs = try? await door.studio().pastRuns(provider: provider, model: model)
    tell(.pastRunsLoaded(provider, model, runs ?? []))
  }

  func loadSpending() async {
    await trying("read what was spent") { () async throws(Failure) in
      tell(.spendingLoaded(try await door.studio().spending()))
    }
  }

  func loadBalance(_ provider: ProviderID) async {
    await standBack()
    do throws(Failure) {
      if let balance = try await door.connectedStudio().balance(of: provider) {
        tell(.balanceLoaded(provider, balance))
        access.accepted(provider)
      }
    } catch {
      if error.code == .keyRefused { access.refused(provider, advice: error.advice) }
      // Nobody asked for it: the log is enough.
      let text = "\(provider.displayName)'s balance could not be read: \(error.message)"
      tell(.noted(LogLine(.detail, at: StudioClock.live.now, text)))
    }
  }

  func loadPrompts() async {
    let prompts = try? await reading { (store) async throws(StoreFailure) in
      try await store.recentPrompts(limit: Self.mostPrompts)
    }
    let unsent = try? await reading { (store) async throws(StoreFailure) in
      try await store.textsAside()
    }
    tell(.promptsLoaded(prompts ?? [], unsent: unsent ?? []))
  }

  func star(_ id: SequenceID, _ isStarred: Bool) async {
    await trying(
      isStarred ? "star the sequence" : "take the star off",
      of: .star(id, isStarred)
    ) {
      () async throws(Failure) in
      try await door.studio().star(id, isStarred)
    }
  }

  func trash(_ id: SequenceID) async {
    await trying("throw the sequence away", of: .trash(id)) { () async throws(Failure) in
      tell(.trashed(try await door.studio().trash(id)))
    }
  }

  func restore(_ id: SequenceID) async {
    await trying("take the sequence out of the trash", of: .restore(id)) {
      () async throws(Failure) in
      tell(.restored(try await door.studio().restore(id)))
    }
  }

  func emptyTrash() async {
    await trying("empty the trash") { () async throws(Failure) in
      let emptied = try await door.studio().emptyTrash()
      tell(.trashEmptied(count: emptied.count, bytes: emptied.byteCount))
    }
  }

  func save(_ draft: Draft) async {
    do throws(Failure) {
      if let failure = try await door.studio().saveDraft(draft) { throw failure }
      drafts.keep(draft)
    } catch {
      if drafts.fail() { tell(.refused(what: "keep what you write", error)) }
    }
  }

  /// A name alone: there is nothing that could fail.
  func takeDraft(_ id: DraftID) async { try? await door.studio().takeDraft(id) }

  func putAside(_ draft: Draft, as id: DraftID?) async {
    do throws(Failure) {
      try await door.studio().putAside(draft, as: id)
      drafts.keepAside(draft)
    } catch {
      if drafts.fail() { tell(.refused(what: "keep what you wrote", error)) }
    }
  }

  func dropAside(_ text: String) async {
    await trying("drop the text") { () async throws(Failure) in
      try await door.studio().dropAside(text)
    }
  }

  func rememberFirstRun() async {
    _ = try? await door.studio().store.setPreference(Preference.greeted, "yes")
  }
}

/// Names of what the library remembers for the studio.
enum Preference {
  /// Set once a person has read the first-run screen.
  static let greeted = "studio.greeted"
}
