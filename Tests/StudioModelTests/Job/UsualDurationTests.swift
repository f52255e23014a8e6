import StudioModel
import Testing

/// How long a job is expected to take, and when it is looked at for the first time.
@Suite struct UsualDurationTests {
  private func runs(_ images: Int, _ seconds: [Int]) -> [PastRun] {
    seconds.map { PastRun(maxImages: images, duration: .seconds($0)) }
  }

  @Test func withoutAPastNothingIsExpected() {
    #expect(UsualDuration.median(of: [], images: 4) == nil)
  }

  @Test func runsWithAsManyImagesCountAlone() {
    let past = runs(1, [8, 8, 8, 8, 8]) + runs(6, [9, 30, 11])
    #expect(UsualDuration.median(of: past, images: 6) == .seconds(11))
    #expect(UsualDuration.median(of: past, images: 1) == .seconds(8))
  }

  @Test func otherNumbersOfImagesScaleLessThanTheyGrow() {
    #expect(UsualDuration.median(of: runs(1, [8, 5, 90]), images: 4) == .seconds(16))
    #expect(UsualDuration.median(of: runs(4, [16]), images: 1) == .seconds(8))
    #expect(UsualDuration.median(of: runs(1, [3]) + runs(4, [12]), images: 9) == .seconds(18))
  }

  @Test(arguments: 1...15)
  func moreImagesAreExpectedToTakeLongerButNotInProportion(_ images: Int) throws {
    let past = runs(20, [60])
    let one = try #require(UsualDuration.median(of: past, images: images))
    let next = try #require(UsualDuration.median(of: past, images: images + 1))
    #expect(next > one)
    #expect(next / one < Double(images + 1) / Double(images))
  }

  @Test func numbersThatMakeNoSenseDoNoHarm() {
    #expect(UsualDuration.median(of: runs(0, [8]), images: 1) == .seconds(8))
    #expect(UsualDuration.median(of: runs(1, [8]), images: -3) == .seconds(8))
  }
}

@Suite struct PollScheduleTests {
  private let schedule = PollSchedule(floor: .seconds(2))

  @Test func theFirstLookComesJustBeforeTheUsualTimeIsOver() {
    #expect(schedule.firstLook(expected: .seconds(8), chance: 0) == .seconds(8) * 0.85)
    #expect(schedule.firstLook(expected: .seconds(8), chance: 1) == .seconds(8))
  }

  @Test(arguments: [11, 48, 3_600])
  func howeverLongItUsuallyTakesTheFirstLookComesWithinTenSeconds(_ seconds: Int) {
    let early = schedule.firstLook(expected: .seconds(seconds), chance: 0)
    let late = schedule.firstLook(expected: .seconds(seconds), chance: 1)
    #expect(late == .seconds(10))
    #expect(early < late, "jobs started together spread out")
    #expect(early > .seconds(8))
  }

  @Test func theServicesFloorIsKeptWhateverIsExpected() {
    #expect(schedule.firstLook(expected: .milliseconds(300), chance: 0) == .seconds(2))
    #expect(schedule.firstLook(expected: .zero, chance: 0.5) == .seconds(2))
    #expect(schedule.firstLook(expected: nil, chance: 0) == .seconds(2))
    let slow = PollSchedule(floor: .seconds(30))
    #expect(slow.firstLook(expected: .seconds(8), chance: 0) == .seconds(30))
  }

  @Test func earlyPausesStayUnderTenSeconds() {
    for count in 1...3 {
      #expect(schedule.afterLook(pollCount: count, chance: 1) < .seconds(10))
    }
    #expect(schedule.afterLook(pollCount: 60, chance: 1) == .seconds(15))
  }
}
