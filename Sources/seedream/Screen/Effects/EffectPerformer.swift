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
  private let lastResort: LastResort
  private let door: CoreDoor
  private let lanes: EffectLanes
  private let beginning: Beginning
  private let hasBegun = Atomic(false)
  private let start = Mutex<Task<Void, Never>?>(nil)

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
    let lastResort = LastResort(session.paths)
    door = CoreDoor(session, reading: reading, access: access) { studio in
      let subscription = studio.events.subscribe()
      let pump = EventPump(progress: progress, tally: tally, access: access, tell: tell)
      Task.detached { await pump.run(subscription) }
      await lastResort.takeUp(into: studio)
    }
    self.progress = progress
    self.lastResort = lastResort
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

  /// Lets the studio go on with what was left, once the library can be opened. Called once.
  func begin() {
    let task = Task.detached {
      await self.beginning.run()
      self.hasBegun.store(true, ordering: .releasing)
      if await !self.door.isOpen { await self.beginLate() }
    }
    start.withLock { $0 = task }
  }

  /// The library could not be opened at first: what it refused until now comes after all.
  private func beginLate() async {
    guard await door.openAtLast() else { return }
    for text in drafts.unkeptAside { lanes.add(.putAside(text)) }
    if let draft = drafts.unkept { lanes.add(.saveDraft(draft)) }
    let late = Beginning(
      door: door,
      tally: tally,
      showsFirstRun: beginning.showsFirstRun,
      // They were told.
      warnings: [],
      tell: beginning.tell
    )
    await late.run()
    lanes.add(.loadSpending)
    lanes.add(.loadPrompts)
  }

  /// Returns at once.
  func perform(_ effect: AppEffect) {
    switch effect {
    case .saveDraft(let draft): drafts.want(draft)
    case .putAside(let draft, _): drafts.wantAside(draft)
    default: break
    }
    lanes.add(effect)
  }

  /// The progress of jobs since the last call.
  func takeProgress() -> [StudioEvent] { progress.take() }

  /// True while nothing is carried out, no job is worked on and the start is over; everything there
  /// was to report has been sent then.
  var isIdle: Bool { lanes.isEmpty && tally.isEmpty && hasBegun.load(ordering: .acquiring) }

  /// Keeps the draft, lets go of every job and closes the library. Answers to calls on the wire are
  /// waited for.
  ///
  /// A text that the library has not taken goes into a file before anything is waited for: there
  /// may be no time for more.
  func leave() async {
    start.withLock { $0?.cancel() }
    let (draft, aside) = (drafts.unkept, drafts.unkeptAside)
    for text in aside + [draft].compactMap(\.self) where text.hasText {
      drafts.rescue(text, to: lastResort)
    }
    let isKept = await door.leave(saving: draft, aside: aside, patience: .milliseconds(250))
    if isKept || drafts.unkept == nil && drafts.unkeptAside.isEmpty {
      drafts.dropRescued(from: lastResort)
    }
  }

  /// Where the texts are that the library has not taken; to be asked at the very end.
  var rescued: [DraftKeeping.Rescue] { drafts.rescued }
}
