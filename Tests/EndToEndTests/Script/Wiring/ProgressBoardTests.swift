import StudioModel
import Synchronization
import Testing

@testable import seedream

@Suite struct ProgressBoardTests {
  private let fox = SequenceID(rawValue: "fox")
  private let owl = SequenceID(rawValue: "owl")

  private func bytes(_ count: Int64, of frame: Int) -> JobActivity {
    .downloading(index: frame, received: count, total: 100)
  }

  @Test func aBarKeepsItsLatestReportAndIsAnnouncedOnce() {
    let announced = Mutex(0)
    let board = ProgressBoard { announced.withLock { $0 += 1 } }
    for count in 1...1_000 { board.put(fox, bytes(Int64(count), of: 1)) }
    board.put(fox, bytes(7, of: 2))
    board.put(owl, .waiting(until: Timestamp(milliseconds: 5)))
    #expect(announced.withLock { $0 } == 1)
    let expected: Set<StudioEvent> = [
      .jobProgressed(fox, bytes(1_000, of: 1)), .jobProgressed(fox, bytes(7, of: 2)),
      .jobProgressed(owl, .waiting(until: Timestamp(milliseconds: 5))),
    ]
    #expect(Set(board.take()) == expected)
    #expect(board.take().isEmpty)
  }

  @Test func aTransitionDropsTheBarItMadeStale() {
    let board = ProgressBoard {}
    board.put(fox, .waiting(until: Timestamp(milliseconds: 5)))
    board.put(fox, bytes(7, of: 2))
    board.put(owl, bytes(7, of: 1))
    board.drop(fox, allBars: false)
    let left: Set<StudioEvent> = [
      .jobProgressed(fox, bytes(7, of: 2)), .jobProgressed(owl, bytes(7, of: 1)),
    ]
    board.put(owl, bytes(7, of: 1))
    #expect(Set(board.take()) == left)
    board.put(fox, bytes(8, of: 2))
    board.drop(fox, allBars: true)
    #expect(board.take().isEmpty)
  }

  @Test(.timeLimit(.minutes(1))) func afterATakeTheNextAnnouncementKeepsThePace() async {
    let (announcements, announce) = AsyncStream<Void>.makeStream()
    let board = ProgressBoard { announce.yield() }
    board.put(fox, bytes(1, of: 1))
    var iterator = announcements.makeAsyncIterator()
    _ = await iterator.next()
    _ = board.take()
    let begun = ContinuousClock.now
    board.put(fox, bytes(2, of: 1))
    board.put(fox, bytes(3, of: 1))
    _ = await iterator.next()
    #expect(ContinuousClock.now - begun >= .milliseconds(80))
    #expect(board.take() == [.jobProgressed(fox, bytes(3, of: 1))])
  }

  @Test func theTallyKnowsWhatIsWorkedOn() {
    let tally = WorkTally()
    #expect(tally.isEmpty)
    tally.started(fox, afterRests: 0)
    tally.started(owl, afterRests: 0)
    tally.heard(.jobRested(fox))
    #expect(!tally.isEmpty)
    tally.heard(.jobRemoved(owl))
    #expect(tally.isEmpty)
  }

  @Test func aJobThatRestedBeforeTheAnswerCameIsNotWorkedOn() {
    let tally = WorkTally()
    let before = tally.rests(fox)
    tally.heard(.jobRested(fox))
    tally.started(fox, afterRests: before)
    #expect(tally.isEmpty)
    tally.started(fox, afterRests: tally.rests(fox))
    #expect(!tally.isEmpty)
  }
}
