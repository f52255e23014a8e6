import StudioModel
import Testing

@testable import StudioUI

/// Who works on a job, and what that means for the person.
@Suite struct LiveStandTests {
  typealias Fixture = LiveFixture

  private func stand(_ pane: LivePane) -> LiveJob.Stand? { pane.jobs.first?.stand }

  @Test func aJobFromAnEarlierRunIsNotSaidToRunBeforeItDoes() throws {
    let context = try Fixture.context()
    var pane = LivePane.holding([Fixture.job("a", .running)], context)
    #expect(stand(pane) == .unattended)
    #expect(Fixture.text(pane, context).contains("○ running"))
    pane.hear(.waiting(until: Fixture.at(5)), of: pane.jobs[0].job, context)
    #expect(stand(pane) == .working)
  }

  @Test func aMissingKeyIsNamedAsTheReason() throws {
    let context = try Fixture.context(
      access: .missing(reason: "There is no key for WaveSpeedAI.", advice: "Set WAVESPEED_API_KEY.")
    )
    let pane = LivePane.holding([Fixture.job("a", .running)], context)
    #expect(Fixture.text(pane, context).contains("nobody works on it · There"))
  }

  @Test func whatAnotherProgramChangesIsHeldThere() throws {
    let context = try Fixture.context()
    var pane = LivePane.holding([], context)
    _ = pane.receive(.event(.jobsChangedElsewhere([Fixture.job("a", .running)])), context)
    #expect(stand(pane) == .heldElsewhere)
    #expect(Fixture.text(pane, context).contains("another program works on it"))
    _ = pane.receive(.event(.jobsChangedElsewhere([Fixture.job("a", .finished)])), context)
    #expect(stand(pane) == .ended)
  }

  @Test func whatAsksAPersonDoesSoWhoeverStoredIt() throws {
    let context = try Fixture.context()
    var pane = LivePane.holding([], context)
    _ = pane.receive(.event(.jobsChangedElsewhere([Fixture.job("a", .running)])), context)
    let reactions = pane.receive(
      .event(.jobsChangedElsewhere([Fixture.job("a", .unconfirmed)])),
      context
    )
    #expect(stand(pane) == .needsPerson)
    #expect(pane.facts(context) == ["1 needs you"])
    #expect(pane.objection(to: .wait, context) == nil)
    #expect(reactions.contains { if case .toast = $0 { true } else { false } })
    var capped = Fixture.job("b", .queued)
    capped.failure = Failure(.overCap, "The cap is reached.", cost: .nothing)
    _ = pane.receive(.event(.jobsChangedElsewhere([capped])), context)
    #expect(pane.facts(context) == ["2 need you"])
  }

  @Test func whatAnEndedProgramLeftIsHeldByNobody() throws {
    let context = try Fixture.context()
    var pane = LivePane.holding([], context)
    let job = Fixture.job("a", .queued)
    _ = pane.receive(.event(.jobsChangedElsewhere([job])), context)
    _ = pane.receive(.event(.jobRested(job.id)), context)
    #expect(stand(pane) == .unattended)
    #expect(pane.objection(to: .takeUp, context) == nil)
    #expect(pane.nextChange(context) == nil, "no clock runs on")
  }

  @Test func aDecisionWithoutAKeyLeavesAJobUnattended() throws {
    let context = try Fixture.context()
    var pane = LivePane.holding([Fixture.job("a", .unconfirmed)], context)
    let job = Fixture.job("a", .queued)
    pane.hear(job, context, TimelineEntry(.decided, at: Fixture.now))
    _ = pane.receive(.event(.jobRested(job.id)), context)
    _ = pane.receive(.decided(.sendAgain, job), context)
    #expect(stand(pane) == .unattended)
    #expect(pane.objection(to: .takeUp, context) == nil)
  }

  @Test func aDecisionThatIsAnsweredBeforeItsEventsEndsUpTheSame() throws {
    let context = try Fixture.context()
    var pane = LivePane.holding([Fixture.job("a", .unconfirmed)], context)
    let job = Fixture.job("a", .queued)
    _ = pane.receive(.decided(.sendAgain, job), context)
    pane.hear(job, context, TimelineEntry(.decided, at: Fixture.now))
    #expect(stand(pane) == .working)
  }

  @Test func aRequestThatCameToRestBeforeItsAnswerIsNotWorkedOn() throws {
    let context = try Fixture.context()
    var pane = LivePane.holding([], context)
    let job = Fixture.job("a", .queued)
    pane.hear(job, context, TimelineEntry(.queued, at: Fixture.now))
    _ = pane.receive(.event(.jobRested(job.id)), context)
    _ = pane.receive(.admitted(job, tookUp: false, ticket: 1), context)
    #expect(stand(pane) == .unattended)
  }

  @Test func aWaitingRequestThatIsTakenUpIsWorkedOn() throws {
    let context = try Fixture.context()
    let job = Fixture.job("a", .queued)
    var pane = LivePane.holding([job], context)
    #expect(stand(pane) == .unattended)
    _ = pane.receive(.admitted(job, tookUp: true, ticket: 1), context)
    #expect(stand(pane) == .working)
  }

  @Test func aStarSaysNothingOfWhoWorksOnIt() throws {
    let context = try Fixture.context()
    var pane = LivePane.holding([], context)
    _ = pane.receive(.event(.jobsChangedElsewhere([Fixture.job("a", .running)])), context)
    var starred = Fixture.job("a", .running)
    starred.isStarred = true
    pane.hear(starred, context)
    #expect(stand(pane) == .heldElsewhere)
    #expect(Fixture.text(pane, context).contains("★ A fox"))
  }

  @Test func aJobThatIsLetGoIsUnattended() throws {
    let context = try Fixture.context()
    var pane = LivePane.holding([], context)
    let job = Fixture.job("a", .downloading)
    pane.hear(job, context, TimelineEntry(.polled, at: Fixture.now))
    pane.hear(.downloading(index: 1, received: 5, total: 10), of: job, context)
    _ = pane.receive(.event(.jobRested(job.id)), context)
    #expect(stand(pane) == .unattended)
    #expect(pane.jobs[0].activities.isEmpty)
  }

  @Test func pausingShowsAtOnceAndTheCoreHasTheLastWord() throws {
    let context = try Fixture.context()
    var pane = LivePane.holding([], context)
    let job = Fixture.job("a", .running)
    pane.hear(job, context, TimelineEntry(.polled, at: Fixture.now))
    #expect(pane.perform(.pause, context) == [.effect(.setPolling(isPaused: true, job.id))])
    #expect(stand(pane) == .paused)
    #expect(Fixture.text(pane, context).contains("⏸ paused"))
    pane.hear(.paused, of: job, context)
    #expect(pane.perform(.pause, context) == [.effect(.setPolling(isPaused: false, job.id))])
    #expect(stand(pane) == .working)
    pane.hear(.paused, of: job, context)
    #expect(stand(pane) == .paused)
    pane.hear(.waiting(until: Fixture.at(4)), of: job, context)
    #expect(stand(pane) == .working)
  }

  @Test func aFullDiskIsNamedAndSaidToPass() throws {
    let context = try Fixture.context()
    var pane = LivePane.holding([], context)
    let job = Fixture.job("a", .submitted)
    pane.hear(job, context, TimelineEntry(.accepted, at: Fixture.now))
    let failure = Failure(.storage, "The disk is full.", cost: .charged, advice: "Make room.")
    pane.hear(.storageBlocked(failure), of: job, context)
    #expect(stand(pane) == .blocked(failure))
    #expect(Fixture.text(pane, context).contains("! disk"))
    #expect(Fixture.text(pane, context).contains("The disk is full. · goes"))
    _ = pane.perform(.open, context)
    #expect(Fixture.text(pane, context).contains("It goes on by itself as soon as the disk"))
    pane.hear(job, context, TimelineEntry(.polled, at: Fixture.now))
    #expect(stand(pane) == .working)
  }

  @Test func aLostAnswerNeedsThePersonOnceTheSearchIsOver() throws {
    let context = try Fixture.context()
    var pane = LivePane.holding([], context)
    var job = Fixture.job("a", .unconfirmed)
    job.nextPollAt = Fixture.at(4)
    pane.hear(job, context, TimelineEntry(.unconfirmed, at: Fixture.now))
    #expect(stand(pane) == .working)
    #expect(Fixture.text(pane, context).contains("searching"))
    job.nextPollAt = nil
    pane.hear(job, context, TimelineEntry(.reconciled, at: Fixture.now))
    #expect(stand(pane) == .needsPerson)
  }

  @Test func aRequestOverTheCapNeedsThePerson() throws {
    let context = try Fixture.context()
    var pane = LivePane.holding([], context)
    var job = Fixture.job("a", .queued)
    pane.hear(job, context, TimelineEntry(.queued, at: Fixture.now))
    job.failure = Failure(.overCap, "The cap of $10.00 a day is reached.", cost: .nothing)
    let reactions = pane.hear(job, context, TimelineEntry(.throttled, at: Fixture.now))
    #expect(stand(pane) == .needsPerson)
    #expect(reactions.count == 2)
    #expect(Fixture.text(pane, context).contains("needs you: The cap of $10"))
  }

  @Test func afterMoreChangesThanCanBeToldTheJobsOfOthersAreReadAgain() throws {
    let context = try Fixture.context()
    var pane = LivePane.holding([Fixture.job("a", .running), Fixture.job("b", .running)], context)
    pane.hear(.waiting(until: Fixture.at(5)), of: Fixture.job("b", .running), context)
    let reactions = pane.receive(.event(.libraryChanged), context)
    #expect(reactions == [.effect(.loadJob(SequenceID(rawValue: "a000000000")))])
    let elsewhere = try Fixture.context(isFocused: false)
    _ = pane.receive(.jobLoaded(Fixture.job("a", .finished)), elsewhere)
    #expect(pane.names == "ba")
  }
}
