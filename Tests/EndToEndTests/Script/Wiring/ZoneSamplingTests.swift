import StudioModel
import StudioUI
import Testing

@testable import seedream

@Suite struct ZoneSamplingTests {
  private let day: Int64 = 86_400_000

  @Test func eachChangeIsFoundToTheSecond() {
    // Summer time of an invented zone: from day 100 to 200 of each 365, at odd seconds.
    func offset(_ moment: Timestamp) -> Int {
      let seconds = moment.milliseconds / 1_000
      let inYear = seconds % (365 * 86_400)
      return inYear >= 100 * 86_400 + 3_601 && inYear < 200 * 86_400 + 7_199 ? 7_200 : 3_600
    }
    let now = Timestamp(milliseconds: 20_000 * day)
    let table = ZoneTable.sampled(around: now, offset: offset)
    for days in stride(from: Int64(16_400), to: 23_600, by: 1) {
      let moment = Timestamp(milliseconds: days * day + 43_200_000)
      #expect(table.offset(at: moment) == offset(moment))
    }
    let year = now.milliseconds / 1_000 / (365 * 86_400) * 365 * 86_400
    let change = (year + 100 * 86_400 + 3_601) * 1_000
    #expect(table.offset(at: Timestamp(milliseconds: change - 1)) == 3_600)
    #expect(table.offset(at: Timestamp(milliseconds: change)) == 7_200)
  }

  @Test func aZoneWithoutChangesIsOneEntry() {
    let table = ZoneTable.sampled(around: Timestamp(milliseconds: 20_000 * day)) { _ in -12_600 }
    #expect(
      table == ZoneTable([(Timestamp(milliseconds: 20_000 * day) + .hours(-24 * 3_653), -12_600)])
    )
  }

  @Test func theLookIsNotAskedForTooOften() {
    var count = 0
    _ = ZoneTable.sampled(around: Timestamp(milliseconds: 20_000 * day)) { _ in
      count += 1
      return 0
    }
    #expect(count < 300)
  }
}
