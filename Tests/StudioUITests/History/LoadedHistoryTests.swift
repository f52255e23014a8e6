import StudioModel
import Testing

@testable import StudioUI

/// Which of the jobs that are told get a row among those in memory.
@Suite struct LoadedHistoryTests {
  private func loaded(_ ages: [Int], next: HistoryCursor?) -> LoadedHistory {
    var loaded = LoadedHistory()
    let jobs = ages.enumerated().map { job($0.offset, at: $0.element) }
    loaded.replace(with: HistoryPage(jobs: jobs, next: next), from: nil)
    return loaded
  }

  private func job(_ number: Int, at seconds: Int) -> Job {
    .numbered(number, at: HistoryDesk.now + .seconds(seconds))
  }

  @Test func aNewerOneComesFirst() {
    var loaded = loaded([30, 20, 10], next: HistoryCursor(row: 1))
    #expect(loaded.take(job(9, at: 30)) == .inserted(0))
    #expect(loaded.take(job(10, at: 15)) == .inserted(3))
    #expect(loaded.take(job(11, at: 5)) == .none)
  }

  @Test func amongManyOfOneMomentTheRestIsLeftToTheStore() {
    var loaded = loaded(Array(repeating: 7, count: 50), next: HistoryCursor(row: 1))
    for number in 100..<10_100 { #expect(loaded.take(job(number, at: 7)) == .none) }
    #expect(loaded.count == 50)
  }

  @Test func theOldestOfAWholeHistoryComesLast() {
    var loaded = loaded([30, 20], next: nil)
    #expect(loaded.take(job(9, at: 10)) == .inserted(2))
    #expect(loaded.take(job(10, at: 10)) == .inserted(2))
  }
}
