import StudioModel
import StudioUI
import Synchronization
import Testing

@testable import seedream

@Suite struct EffectLanesTests {
  /// Work that waits until it is let go, and remembers what it did.
  private final class HeldWork: Sendable {
    private struct State {
      var begun: [AppEffect] = []
      var held: [CheckedContinuation<Void, Never>] = []
      var watchers: [(count: Int, CheckedContinuation<Void, Never>)] = []
      var hasEnded = false
    }

    private let state = Mutex(State())

    func carryOut(_ effect: AppEffect) async {
      await withCheckedContinuation { continuation in
        let ready = state.withLock { state in
          state.begun.append(effect)
          var ready = state.watchers.filter { $0.count <= state.begun.count }.map(\.1)
          state.watchers.removeAll { $0.count <= state.begun.count }
          if state.hasEnded { ready.append(continuation) } else { state.held.append(continuation) }
          return ready
        }
        for waiting in ready { waiting.resume() }
      }
    }

    /// Returns once so many effects were begun.
    func begun(_ count: Int) async -> [AppEffect] {
      await withCheckedContinuation { continuation in
        let isReady = state.withLock { state in
          if state.begun.count >= count { return true }
          state.watchers.append((count, continuation))
          return false
        }
        if isReady { continuation.resume() }
      }
      return state.withLock(\.begun)
    }

    func letGo() {
      let next = state.withLock { $0.held.isEmpty ? nil : $0.held.removeFirst() }
      next?.resume()
    }

    /// Nothing is held any more, now or later.
    func end() {
      let held = state.withLock { state in
        state.hasEnded = true
        defer { state.held = [] }
        return state.held
      }
      for continuation in held { continuation.resume() }
    }
  }

  private func search(_ generation: Int, before row: Int64? = nil) -> AppEffect {
    .loadHistory(
      HistoryRequest(
        generation: generation,
        query: HistoryQuery(),
        before: row.map { HistoryCursor(row: $0) },
        limit: 10
      )
    )
  }

  @Test(.timeLimit(.minutes(1))) func whileASearchRunsOnlyTheLatestWaits() async {
    let work = HeldWork()
    defer { work.end() }
    let lanes = EffectLanes { await work.carryOut($0) }
    lanes.add(search(1))
    _ = await work.begun(1)
    for generation in 2...9 { lanes.add(search(generation)) }
    work.letGo()
    #expect(await work.begun(2) == [search(1), search(9)])
    #expect(!lanes.isEmpty)
    work.letGo()
  }

  @Test(.timeLimit(.minutes(1))) func pagesOfOneSearchAllCome() async {
    let work = HeldWork()
    defer { work.end() }
    let lanes = EffectLanes { await work.carryOut($0) }
    lanes.add(search(1))
    _ = await work.begun(1)
    lanes.add(search(1, before: 50))
    lanes.add(search(1, before: 40))
    lanes.add(search(1, before: 40))
    work.letGo()
    _ = await work.begun(2)
    work.letGo()
    let all = [search(1), search(1, before: 50), search(1, before: 40)]
    #expect(await work.begun(3) == all)
  }

  @Test(.timeLimit(.minutes(1))) func starsKeepTheirOrderAndNoneIsDropped() async {
    let work = HeldWork()
    defer { work.end() }
    let lanes = EffectLanes { await work.carryOut($0) }
    let id = SequenceID(rawValue: "a")
    let asked: [AppEffect] = [.star(id, true), .star(id, false), .trash(id), .restore(id)]
    asked.forEach(lanes.add)
    for count in 1...asked.count {
      _ = await work.begun(count)
      work.letGo()
    }
    #expect(await work.begun(asked.count) == asked)
  }

  @Test(.timeLimit(.minutes(1))) func oneLaneDoesNotWaitForAnother() async {
    let work = HeldWork()
    defer { work.end() }
    let lanes = EffectLanes { await work.carryOut($0) }
    lanes.add(.loadSpending)
    lanes.add(.loadPrompts)
    lanes.add(.emptyTrash)
    lanes.add(.lookNow(SequenceID(rawValue: "a")))
    lanes.add(.lookNow(SequenceID(rawValue: "b")))
    #expect(Set(await work.begun(5)).count == 5)
  }

  @Test func whatTheTerminalDoesIsNotCarriedOut() {
    let lanes = EffectLanes { _ in Issue.record("carried out") }
    for effect in [AppEffect.quit, .suspend, .redraw, .openEditor("a"), .setMouse(true)] {
      lanes.add(effect)
    }
    #expect(lanes.isEmpty)
  }

  @Test(.timeLimit(.minutes(1))) func onlyTheLatestDraftWaits() async {
    let work = HeldWork()
    defer { work.end() }
    let lanes = EffectLanes { await work.carryOut($0) }
    let drafts = (0..<5).map { AppEffect.saveDraft(Self.draft("\($0)")) }
    lanes.add(drafts[0])
    _ = await work.begun(1)
    drafts[1...].forEach(lanes.add)
    work.letGo()
    #expect(await work.begun(2) == [drafts[0], drafts[4]])
  }

  static func draft(_ prompt: String) -> Draft {
    Draft(
      request: SequenceRequest(
        provider: .wavespeed,
        model: ModelID(rawValue: "m"),
        prompt: prompt,
        size: PixelSize(width: 1, height: 1),
        maxImages: 1
      ),
      caret: 0
    )
  }
}
