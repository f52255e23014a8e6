import Testing

@testable import StudioModel

@Suite struct JobMachineSubmitting {
  @Test func aQueuedJobPreparesReferencesThenAsksToBeginThenSubmitsOnce() {
    var bench = MachineBench()
    #expect(bench.hear(.claimed(isFirst: true)) == [.prepareReferences])
    #expect(bench.hear(.referencesReady(["https://a.example/1"])) == [.beginSubmission])
    #expect(bench.hear(.submissionBegan(at: bench.now)) == [.submit])
    #expect(bench.machine.job.status == .submitting)
    #expect(bench.machine.job.submissions == 1)
    #expect(bench.machine.job.referenceURLs == ["https://a.example/1"])
    #expect(bench.hear(.submissionBegan(at: bench.now)) == [.askPerson])
    #expect(bench.machine.job.submissions == 1)
  }

  @Test func anAcceptedIDIsCommittedBeforeAnythingElse() {
    var bench = MachineBench()
    let steps = bench.accepted("task-9")
    #expect(steps.commitsFirst)
    #expect(steps.waits)
    #expect(bench.machine.job.status == .submitted)
    #expect(bench.machine.job.predictionID?.rawValue == "task-9")
  }

  @Test func proofThatNothingLeftPutsTheJobBackInTheQueue() {
    var bench = MachineBench()
    _ = bench.submitted()
    let steps = bench.answer(.neverLeft(MachineBench.failure(.unreachable)))
    #expect(bench.machine.job.status == .queued)
    #expect(steps.waits && steps.charge == nil)
    #expect(bench.wake() == [.prepareReferences])
  }

  @Test func aThrottledSubmitWaitsAsLongAsTheServiceAsked() {
    var bench = MachineBench()
    _ = bench.submitted()
    _ = bench.answer(
      .throttled(MachineBench.failure(.throttled), retryAfter: .seconds(40))
    )
    #expect(bench.machine.job.status == .queued)
    let wait = (bench.machine.job.nextPollAt ?? bench.now) - bench.now
    #expect(wait >= .seconds(40) && wait <= .seconds(44))
  }

  @Test func aRefusedSubmitFailsAndCostsNothing() {
    var bench = MachineBench()
    _ = bench.submitted()
    let steps = bench.answer(.refused(MachineBench.failure(.balanceTooLow, http: 402)))
    #expect(bench.machine.job.status == .failed)
    #expect(steps.charge == nil)
    #expect(steps.last == .end)
  }

  @Test(arguments: [ProviderID.wavespeed, .atlascloud])
  func anUnknownOutcomeIsNeverSentAgainByItself(provider: ProviderID) {
    var bench = MachineBench(provider: provider)
    _ = bench.submitted()
    var steps = bench.answer(.unknown(MachineBench.failure(.unconfirmed, cost: .possible)))
    #expect(bench.machine.job.status == .unconfirmed)
    for _ in 0..<40 {
      #expect(!steps.contains(.submit) && !steps.contains(.beginSubmission))
      #expect(!steps.contains(.prepareReferences))
      steps = steps.last == .reconcile ? bench.hear(.reconciled(.notFound)) : bench.wake()
    }
    #expect(steps.last == .askPerson)
    #expect(bench.machine.job.status == .unconfirmed)
  }

  @Test func anAcceptanceWithoutAnIDIsUnconfirmed() {
    var bench = MachineBench()
    _ = bench.submitted()
    _ = bench.answer(.accepted(bench.report(id: nil, .waiting)))
    #expect(bench.machine.job.status == .unconfirmed)
  }

  @Test func aJobFoundSubmittingByAnotherProgramIsUnconfirmed() {
    var bench = MachineBench()
    _ = bench.submitted()
    var later = MachineBench()
    later.machine = JobMachine(bench.machine.job)
    let steps = later.hear(.claimed(isFirst: false))
    #expect(later.machine.job.status == .unconfirmed)
    #expect(steps.commitsFirst && !steps.contains(.submit))
  }

  @Test func aSynchronousReplyWithPicturesGoesStraightToDownloading() {
    var bench = MachineBench(maxImages: 2)
    _ = bench.submitted()
    let steps = bench.answer(.accepted(bench.report(.completed, links: 2)))
    #expect(bench.machine.job.status == .downloading)
    #expect(steps.commitsFirst && steps.last == .download([1, 2]))
  }
}

@Suite struct JobMachineReconciling {
  @Test func aFoundIDIsAdoptedAndPolled() {
    var bench = MachineBench()
    _ = bench.submitted()
    _ = bench.answer(.unknown(MachineBench.failure(.unconfirmed, cost: .possible)))
    #expect(bench.wake() == [.reconcile])
    let steps = bench.hear(.reconciled(.found(PredictionID(rawValue: "lost-1"))))
    #expect(bench.machine.job.status == .submitted)
    #expect(bench.machine.job.predictionID?.rawValue == "lost-1")
    #expect(steps.commitsFirst && steps.last == .poll)
  }

  @Test func severalFittingTasksAreLeftToAPerson() {
    var bench = MachineBench()
    _ = bench.submitted()
    _ = bench.answer(.unknown(MachineBench.failure(.unconfirmed, cost: .possible)))
    let ids = ["a", "b"].map(PredictionID.init(rawValue:))
    #expect(bench.hear(.reconciled(.ambiguous(ids))).last == .askPerson)
    #expect(bench.machine.job.failure?.message.contains("a, b") == true)
  }

  @Test func takingAnUnconfirmedJobUpLooksInTheListAgain() {
    var bench = MachineBench()
    _ = bench.submitted()
    _ = bench.answer(.unknown(MachineBench.failure(.unconfirmed, cost: .possible)))
    for _ in 0..<10 {
      _ = bench.wake()
      _ = bench.hear(.reconciled(.notFound))
    }
    #expect(bench.machine.job.nextPollAt == nil)
    #expect(bench.hear(.claimed(isFirst: false)).last == .reconcile)
  }

  @Test func markingLostCountsTheMoneyAsSpent() {
    var bench = MachineBench()
    _ = bench.submitted()
    _ = bench.answer(.unknown(MachineBench.failure(.unconfirmed, cost: .possible)))
    let steps = bench.hear(.markLostChosen)
    #expect(bench.machine.job.status == .failed)
    #expect(bench.machine.job.failure?.code == .markedLost)
    #expect(steps.charge == bench.machine.job.estimate)
  }

  @Test func sendingAgainKnowinglyCountsTheFirstAsSpentAndQueuesOneMore() {
    var bench = MachineBench()
    _ = bench.submitted()
    _ = bench.answer(.unknown(MachineBench.failure(.unconfirmed, cost: .possible)))
    let steps = bench.hear(.sendAgainChosen)
    #expect(steps.charge == bench.machine.job.estimate)
    #expect(steps.last == .prepareReferences)
    _ = bench.hear(.referencesReady([]))
    _ = bench.hear(.submissionBegan(at: bench.now))
    #expect(bench.machine.job.submissions == 2)
  }

  @Test(arguments: [JobEvent.markLostChosen, .sendAgainChosen, .adoptChosen(.init(rawValue: "x"))])
  func decisionsAboutLostRequestsDoNothingToARunningJob(event: JobEvent) {
    var bench = MachineBench()
    _ = bench.accepted()
    let before = bench.machine.job
    #expect(!bench.hear(event).commitsFirst)
    #expect(bench.machine.job == before)
  }

  @Test func onlyAnUnsentJobCanBeCancelled() {
    var bench = MachineBench()
    #expect(bench.hear(.cancelRequested).last == .end)
    #expect(bench.machine.job.status == .cancelled)
    var sent = MachineBench()
    _ = sent.submitted()
    _ = sent.hear(.cancelRequested)
    #expect(sent.machine.job.status == .submitting)
  }
}
