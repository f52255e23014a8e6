import StudioModel
import Testing

@testable import StudioCore

/// The machine's clock is set, by years, while jobs wait and between two programs.
@Suite(.timeLimit(.minutes(1))) struct ClockSetting {
  private static let year = Duration.hours(24 * 365)

  private func ground() throws -> StudioGround {
    let ground = try StudioGround(flies: false)
    ground.servePictures()
    ground.wavespeed.acceptEverything()
    ground.wavespeed.complete(pictures: 2)
    return ground
  }

  @Test func aLookComesInTimeThoughTheClockWasSetBack() async throws {
    let ground = try ground()
    let due = ground.time.now + .seconds(7)
    let job = try await ground.leave(.running) { $0.nextPollAt = due }
    let studio = try await ground.open()
    let log = EventLog(studio)
    _ = try await studio.takeUp(job.id)
    await ground.time.standing.waitForSleepers()
    ground.time.standing.set(by: .zero - Self.year)
    ground.time.standing.advance(by: .seconds(7))
    await log.rest(of: job.id)
    #expect(ground.wavespeed.polls.count == 1)
    #expect(try await studio.stored(job.id).status == .finished)
    await studio.close()
  }

  @Test func aLookThatIsWantedComesAtOnceThoughTheClockWasSetBack() async throws {
    let ground = try ground()
    let job = try await ground.leave(.running) { job in
      job.nextPollAt = ground.time.now + .hours(2)
      job.acceptedAt = ground.time.now
    }
    let studio = try await ground.open()
    let log = EventLog(studio)
    _ = try await studio.takeUp(job.id)
    await ground.time.standing.waitForSleepers()
    ground.time.standing.set(by: .zero - Self.year)
    let now = ground.time.now
    await studio.lookNow(job.id)
    await log.rest(of: job.id)
    #expect(ground.wavespeed.polls.count == 1)
    #expect(ground.time.now == now)
    await studio.close()
  }

  /// Between the plan and the wait there is a commit, which may take as long as the disk likes.
  @Test func aLookComesInTimeThoughTheClockWasSetBackJustAfterItWasPlanned() async throws {
    let time = TestClock()
    let planned = time.now
    time.set(by: .zero - Self.year)
    let pause = Pause(until: planned + .seconds(7), planned: planned, by: time.clock)
    #expect(pause.left(by: time.clock) == .seconds(7))
    time.advance(by: .seconds(7))
    #expect(pause.left(by: time.clock) <= .zero)
  }

  @Test func aPlanOfAClockThatWasSetBackSinceKeepsItsLength() async throws {
    let ground = try ground()
    let ahead = ground.time.now + Self.year
    let job = try await ground.leave(.running) { job in
      job.updatedAt = ahead
      job.nextPollAt = ahead + .seconds(7)
    }
    let start = ground.time.now
    let studio = try await ground.open()
    let log = EventLog(studio)
    _ = try await studio.takeUp(job.id)
    await ground.time.flow { await log.rest(of: job.id) }
    #expect(ground.time.now == start + .seconds(7))
    #expect(try await studio.stored(job.id).status == .finished)
    await studio.close()
  }

  @Test func whatWasSentInAFutureThatIsGoneHoldsNothingUp() async throws {
    let ground = try ground()
    ground.wavespeed.answerPolls { _, _ in .waiting }
    let ahead = ground.time.now + Self.year
    let left = try await ground.leave(.unconfirmed, owner: nil) { $0.submittedAt = ahead }
    let studio = try await ground.open(.limited(tasksAtOnce: 1))
    let log = EventLog(studio)
    let job = try await studio.admit(ground.plan("another fox")).job
    await log.change(of: job.id, to: .submitted)
    #expect(try await studio.stored(left.id).status == .unconfirmed)
    await studio.close()
  }

  @Test func aPauseIsOverWhenItsTimeHasPassedByEitherClock() async {
    let time = TestClock()
    let pause = Pause(until: time.now + .seconds(10), by: time.clock)
    #expect(pause.left(by: time.clock) == .seconds(10))
    time.set(by: .zero - Self.year)
    time.advance(by: .seconds(4))
    #expect(pause.left(by: time.clock) == .seconds(6))
    time.set(by: Self.year + .seconds(5))
    #expect(pause.left(by: time.clock) == .seconds(1))
    time.set(by: Self.year)
    #expect(pause.left(by: time.clock) < .zero)
  }
}
