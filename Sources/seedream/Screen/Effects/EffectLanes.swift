import StudioModel
import StudioUI
import Synchronization

/// Lets effects be carried out off the thread that reads keys: those of one lane in order and one
/// at a time, those of different lanes side by side.
final class EffectLanes: Sendable {
  /// What must not overtake each other.
  enum Lane: Hashable, Sendable {
    case admissions
    /// Stars, the trash: the order in which they were asked for is what the person means.
    case library
    case sequence(SequenceID)
    case history, spending, prompts, preferences, draft, paths
    case job(SequenceID)
    case timeline(SequenceID)
    case pastRuns(ProviderID, ModelID)
    case balance(ProviderID)
    case reference(String)
  }

  /// For each lane at work, what waits in it.
  private let lanes = Mutex<[Lane: [AppEffect]]>([:])
  private let work: @Sendable (AppEffect) async -> Void

  init(_ work: @escaping @Sendable (AppEffect) async -> Void) { self.work = work }

  /// True while nothing is carried out and nothing waits.
  var isEmpty: Bool { lanes.withLock(\.isEmpty) }

  /// Returns at once. What the new effect makes pointless, and has not begun, is dropped.
  func add(_ effect: AppEffect) {
    guard let lane = Lane(effect) else { return }
    let isAtWork = lanes.withLock { lanes in
      guard var waiting = lanes[lane] else {
        lanes[lane] = []
        return false
      }
      waiting.removeAll { effect.replaces($0) }
      lanes[lane] = waiting + [effect]
      return true
    }
    if !isAtWork { Task.detached { await self.run(effect, in: lane) } }
  }

  private func run(_ first: AppEffect, in lane: Lane) async {
    var next: AppEffect? = first
    while let effect = next {
      await work(effect)
      next = lanes.withLock { lanes in
        guard var waiting = lanes[lane], !waiting.isEmpty else {
          lanes[lane] = nil
          return nil
        }
        let effect = waiting.removeFirst()
        lanes[lane] = waiting
        return effect
      }
    }
  }
}

extension EffectLanes.Lane {
  /// `nil` for what the thread that has the terminal does itself.
  init?(_ effect: AppEffect) {
    switch effect {
    case .admit: self = .admissions
    case .decide(_, let id), .setPolling(_, let id), .lookNow(let id), .takeUp(let id):
      self = .sequence(id)
    case .star, .trash, .restore, .emptyTrash: self = .library
    case .loadHistory: self = .history
    case .loadJob(let id): self = .job(id)
    case .loadTimeline(let id): self = .timeline(id)
    case .loadPastRuns(let provider, let model): self = .pastRuns(provider, model)
    case .loadSpending: self = .spending
    case .loadBalance(let provider): self = .balance(provider)
    case .loadPrompts: self = .prompts
    case .saveDraft, .takeDraft, .putAside, .dropAside: self = .draft
    case .rememberFirstRun: self = .preferences
    case .completePath: self = .paths
    case .lookAtReference(let path): self = .reference(path)
    case .openEditor, .copy, .notify, .setMouse, .changePictureBudget, .redraw, .suspend, .quit:
      return nil
    }
  }
}

extension AppEffect {
  /// True when carrying `waiting` out is pointless once this one was asked for; both are of one
  /// lane.
  func replaces(_ waiting: AppEffect) -> Bool {
    switch (self, waiting) {
    case (.loadHistory(let new), .loadHistory(let old)):
      new.generation != old.generation || new == old
    case (.completePath, .completePath), (.saveDraft, .saveDraft), (.loadSpending, .loadSpending),
      (.loadBalance, .loadBalance), (.loadPrompts, .loadPrompts), (.loadJob, .loadJob),
      (.loadTimeline, .loadTimeline), (.loadPastRuns, .loadPastRuns),
      (.lookAtReference, .lookAtReference):
      true
    default: false
    }
  }
}
