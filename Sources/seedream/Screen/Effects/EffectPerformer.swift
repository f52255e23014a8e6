import StudioCore
import StudioModel
import StudioUI
import Synchronization

/// Carries out what the app asks for, off the thread that reads keys, and reports what became of it.
///
/// Nothing here blocks the caller: a core that hangs only leaves reports out.
final class EffectPerformer: Sendable {
  private let progress: ProgressBoard
  private let tally = WorkTally()
  private let drafts = DraftKeeping()
  private let door: CoreDoor
  private let lanes: EffectLanes
  private let beginning: Beginning
  private let hasBegun = Atomic(false)

  /// Starts to open the core.
  ///
  /// - Parameters:
  ///   - showsFirstRun: whether a person who was never here is greeted.
  ///   - send: hands a message to the thread that decides.
  init(
    _ session: Session,
    reading: FirstReading,
    showsFirstRun: Bool,
    warnings: [ConfigWarning],
    send: @escaping @Sendable (StudioMessage) -> Void
  ) {
    let tell: @Sendable (Report) -> Void = { send(.action(.reported($0))) }
    let progress = ProgressBoard { send(.progressed) }
    let tally = tally
    let access = AccessBoard { tell(.accessChanged($0)) }
    door = CoreDoor(session, reading: reading, access: access) { studio in
      let subscription = studio.events.subscribe()
      let pump = EventPump(progress: progress, tally: tally, access: access, tell: tell)
      Task.detached { await pump.run(subscription) }
    }
    self.progress = progress
    let work = EffectWork(
      session: session,
      door: door,
      tally: tally,
      drafts: drafts,
      access: access,
      tell: tell
    )
    lanes = EffectLanes { await work.carryOut($0) }
    beginning = Beginning(
      door: door,
      tally: tally,
      showsFirstRun: showsFirstRun,
      warnings: warnings,
      tell: tell
    )
  }

  /// Lets the studio go on with what was left. Called once.
  func begin() {
    Task.detached {
      await self.beginning.run()
      self.hasBegun.store(true, ordering: .releasing)
    }
  }

  /// Returns at once.
  func perform(_ effect: AppEffect) {
    if case .saveDraft(let draft) = effect { drafts.want(draft) }
    lanes.add(effect)
  }

  /// The progress of jobs since the last call.
  func takeProgress() -> [StudioEvent] { progress.take() }

  /// True while nothing is carried out, no job is worked on and the start is over; everything there
  /// was to report has been sent then.
  var isIdle: Bool { lanes.isEmpty && tally.isEmpty && hasBegun.load(ordering: .acquiring) }

  /// Keeps the draft, lets go of every job and closes the library. Answers to calls on the wire are
  /// waited for.
  func leave() async { await door.leave(saving: drafts.unkept, patience: .seconds(1)) }
}
