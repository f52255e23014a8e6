import StudioCore
import StudioModel
import StudioUI

/// What each effect means for the core and the machine; used by one lane at a time for each of them.
struct EffectWork: Sendable {
  let session: Session
  let door: CoreDoor
  let tally: WorkTally
  let drafts: DraftKeeping
  let access: AccessBoard
  let tell: @Sendable (Report) -> Void
  private let startedAt = ContinuousClock.now

  init(
    session: Session,
    door: CoreDoor,
    tally: WorkTally,
    drafts: DraftKeeping,
    access: AccessBoard,
    tell: @escaping @Sendable (Report) -> Void
  ) {
    self.session = session
    self.door = door
    self.tally = tally
    self.drafts = drafts
    self.access = access
    self.tell = tell
  }

  /// Waits until the first screens of a start are through: what nobody waits for, and what opens
  /// the libraries of the network, has to stand back. A demo needs those anyway.
  func standBack() async {
    guard !session.paths.isDemo else { return }
    try? await Task.sleep(until: startedAt + .milliseconds(400), clock: .continuous)
  }

  /// Returns once it is done and reported.
  func carryOut(_ effect: AppEffect) async {
    switch effect {
    case .admit(let request, let estimate, let ticket): await admit(request, estimate, ticket)
    case .decide(let decision, let id): await decide(decision, id)
    case .setPolling(let isPaused, let id): await setPolling(isPaused, id)
    case .lookNow(let id): await lookNow(id)
    case .takeUp(let id): await takeUp(id)
    case .loadHistory(let request): await loadHistory(request)
    case .loadJob(let id): await loadJob(id)
    case .loadTimeline(let id): await loadTimeline(id)
    case .loadPastRuns(let provider, let model): await loadPastRuns(provider, model)
    case .loadSpending: await loadSpending()
    case .loadBalance(let provider): await loadBalance(provider)
    case .loadPrompts: await loadPrompts()
    case .star(let id, let isStarred): await star(id, isStarred)
    case .trash(let id): await trash(id)
    case .restore(let id): await restore(id)
    case .emptyTrash: await emptyTrash()
    case .saveDraft(let draft): await save(draft)
    case .takeDraft(let id): await takeDraft(id)
    case .putAside(let draft, let id): await putAside(draft, as: id)
    case .dropAside(let text): await dropAside(text)
    case .rememberFirstRun: await rememberFirstRun()
    case .completePath(let request): await complete(request)
    case .lookAtReference(let path): await look(at: path)
    case .openEditor, .copy, .notify, .setMouse, .changePictureBudget, .redraw, .suspend, .quit:
      break
    }
  }

  /// Runs `work`; a failure is reported as something that was asked for and could not be done.
  ///
  /// - Parameter effect: what it is done for, where something on the screen waits for it.
  func trying(
    _ what: String,
    of effect: AppEffect? = nil,
    _ work: () async throws(Failure) -> Void
  ) async {
    do throws(Failure) {
      try await work()
    } catch {
      tell(.refused(what: what, error, of: effect))
    }
  }

  func reading<Value>(
    _ work: (Store) async throws(StoreFailure) -> Value
  ) async throws(Failure) -> Value {
    let store = try await door.store()
    do throws(StoreFailure) {
      return try await work(store)
    } catch {
      throw error.asFailure()
    }
  }
}
