import StudioModel
import StudioUI
import Synchronization
import Testing

@testable import seedream

@Suite struct AccessBoardTests {
  private final class Told: Sendable {
    let all = Mutex<[[ProviderID: Account.Access]]>([])
    var last: [ProviderID: Account.Access]? { all.withLock(\.last) }
    var count: Int { all.withLock(\.count) }
  }

  private let told = Told()
  private let board: AccessBoard

  init() {
    let told = told
    board = AccessBoard { access in told.all.withLock { $0.append(access) } }
    board.found([.wavespeed: .ready, .atlascloud: .ready])
  }

  private func event(
    _ kind: TimelineEntry.Kind,
    _ code: Failure.Code? = nil,
    by provider: ProviderID = .wavespeed
  ) -> StudioEvent {
    var request = EffectLanesTests.draft("a fox").request
    request.provider = provider
    let now = Timestamp(milliseconds: 0)
    var job = Job(
      id: SequenceID(rawValue: "a"),
      request: request,
      createdAt: now,
      estimate: .zero,
      folder: "a"
    )
    job.failure = code.map { Failure($0, "no", cost: .nothing, advice: "Check the key.") }
    return .jobChanged(job, TimelineEntry(kind, at: now))
  }

  private let refused = Account.Access.missing(
    reason: "The key for WaveSpeedAI was refused.",
    advice: "Check the key. Then open the studio again."
  )

  @Test(arguments: [TimelineEntry.Kind.refused, .pollFailed, .failed])
  func aRefusedKeyIsMissingAtItsOwnServiceAlone(_ kind: TimelineEntry.Kind) {
    board.heard(event(kind, .keyRefused))
    #expect(told.last == [.wavespeed: refused, .atlascloud: .ready])
    #expect(told.count == 2)
  }

  @Test(arguments: [TimelineEntry.Kind.accepted, .polled, .uploaded])
  func aLaterSuccessMakesItReady(_ kind: TimelineEntry.Kind) {
    board.heard(event(.pollFailed, .keyRefused))
    board.heard(event(kind, by: .atlascloud))
    #expect(told.last?[.wavespeed] == refused)
    board.heard(event(kind))
    #expect(told.last == [.wavespeed: .ready, .atlascloud: .ready])
    #expect(told.count == 3)
  }

  @Test func nothingNewIsNotTold() {
    board.heard(event(.polled))
    board.heard(event(.pollFailed, .throttled))
    board.heard(event(.failed, .moderated))
    #expect(told.count == 1)
    for _ in 1...3 { board.heard(event(.pollFailed, .keyRefused)) }
    #expect(told.count == 2)
  }

  @Test func anEarlierRefusalSaysNothingWhenSomethingElseHappens() {
    board.heard(event(.decided, .keyRefused))
    guard case .jobChanged(let job, _) = event(.refused, .keyRefused) else { return }
    board.heard(.jobChanged(job, nil))
    board.heard(.jobsChangedElsewhere([job]))
    #expect(told.count == 1)
  }

  @Test func aServiceWithoutAKeyKeepsItsReason() {
    let missing = Account.Access.missing(reason: "There is no key.", advice: "")
    board.found([.wavespeed: missing, .atlascloud: .ready])
    board.refused(.wavespeed, advice: "")
    board.accepted(.wavespeed)
    #expect(told.last == [.wavespeed: missing, .atlascloud: .ready])
    #expect(told.count == 2)
  }
}
