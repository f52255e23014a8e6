import Testing

@testable import StudioModel

@Suite struct JobMachinePolling {
  @Test func aWaitingTaskIsLookedAtAgainAfterGrowingPauses() {
    var bench = MachineBench()
    _ = bench.accepted()
    var pauses: [Duration] = []
    for _ in 0..<8 {
      #expect(bench.wake() == [.poll])
      _ = bench.look(.answered(bench.report(.waiting)))
      pauses.append((bench.machine.job.nextPollAt ?? bench.now) - bench.now)
    }
    #expect(bench.machine.job.status == .running)
    #expect(pauses == pauses.sorted() && pauses.last! > pauses.first!)
    #expect(pauses.allSatisfy { $0 >= .seconds(2) && $0 <= .seconds(15) })
  }

  @Test func noAnswerNeverEndsAJob() {
    var bench = MachineBench()
    _ = bench.accepted()
    for _ in 0..<500 {
      _ = bench.wake()
      _ = bench.look(
        .unavailable(MachineBench.failure(.unreachable, cost: .possible), retryAfter: nil)
      )
    }
    #expect(bench.machine.job.status == .submitted)
    #expect(bench.wake() == [.poll])
  }

  @Test func aStandingServerErrorWithAReasonEndsTheJob() {
    var bench = MachineBench(provider: .atlascloud)
    _ = bench.accepted()
    var failure = MachineBench.failure(.generationFailed, cost: .possible, http: 500)
    failure.serviceCode = "1039"
    var steps: [JobStep] = []
    for _ in 0..<JobMachine.brokenLooks {
      _ = bench.wake()
      steps = bench.look(.unavailable(failure, retryAfter: nil))
    }
    #expect(bench.machine.job.status == .failed)
    #expect(steps.charge == bench.machine.job.estimate)
  }

  @Test func aRefusedKeyLeavesTheJobAlone() {
    var bench = MachineBench()
    _ = bench.accepted()
    _ = bench.wake()
    #expect(bench.look(.keyRefused(MachineBench.failure(.keyRefused, http: 401))).waits)
    #expect(bench.machine.job.status == .submitted)
    #expect(bench.machine.job.failure?.code == .keyRefused)
  }

  @Test func aTaskIsGoneOnlyAfterSeveralLooks() {
    var bench = MachineBench()
    _ = bench.accepted()
    for count in 1...JobMachine.notFoundLooks {
      _ = bench.wake()
      _ = bench.look(.notFound(MachineBench.failure(.predictionGone, http: 404)))
      let isLast = count == JobMachine.notFoundLooks
      #expect(bench.machine.job.status == (isLast ? .failed : .submitted))
    }
    #expect(bench.machine.job.failure?.code == .predictionGone)
  }

  @Test func aFailureThatIsRefundedIsNotCharged() {
    var bench = MachineBench()
    _ = bench.accepted()
    _ = bench.wake()
    let steps = bench.look(
      .answered(bench.report(.failed, failure: MachineBench.failure(.moderated)))
    )
    #expect(bench.machine.job.status == .failed)
    #expect(steps.charge == nil && steps.last == .end)
  }

  @Test func completionWithoutPicturesIsAFailure() {
    var bench = MachineBench()
    _ = bench.completed(links: 0)
    #expect(bench.machine.job.status == .failed)
    #expect(bench.machine.job.failure?.code == .generationFailed)
  }
}

@Suite struct JobMachineDownloading {
  @Test func allFramesOnDiskFinishTheJobAndChargeItOnce() {
    var bench = MachineBench(maxImages: 2)
    #expect(bench.completed(links: 2).last == .download([1, 2]))
    #expect(bench.store(1).commitsFirst)
    #expect(bench.store(2).commitsFirst)
    let steps = bench.hear(.downloadRoundEnded)
    #expect(bench.machine.job.status == .finished)
    #expect(steps.charge == bench.machine.job.estimate)
    #expect(bench.hear(.downloadRoundEnded).charge == nil)
  }

  @Test func fewerPicturesThanAskedForIsPartialWithAReason() {
    var bench = MachineBench(maxImages: 4)
    _ = bench.completed(links: 3)
    for index in 1...3 { _ = bench.store(index) }
    _ = bench.hear(.downloadRoundEnded)
    #expect(bench.machine.job.status == .partial)
    #expect(bench.machine.job.failure?.code == .fewerImages)
    #expect(bench.machine.job.failure?.message.contains("3 of the 4") == true)
  }

  @Test func aModeratedFrameIsNamedAndTheRestIsKept() {
    var bench = MachineBench(maxImages: 2)
    _ = bench.accepted()
    _ = bench.wake()
    let report = PredictionReport(
      id: nil,
      phase: .completed,
      remoteStatus: "completed",
      outputs: [.refused(reason: "sensitive"), .url("https://images.example/2")],
      nsfw: [true, false]
    )
    #expect(bench.look(.answered(report)).last == .download([2]))
    _ = bench.store(2)
    _ = bench.hear(.downloadRoundEnded)
    #expect(bench.machine.job.status == .partial)
    #expect(bench.machine.job.failure?.code == .moderated)
    #expect(bench.machine.job.frames.first { $0.index == 1 }?.isNSFW == true)
  }

  @Test func aFlaggedPlaceWithoutAPictureSaysTheFilterWithheldIt() {
    var bench = MachineBench(maxImages: 2)
    _ = bench.accepted()
    _ = bench.wake()
    _ = bench.look(.answered(bench.report(.completed, links: 1, nsfw: [false, true])))
    #expect(bench.machine.job.frames.map(\.status) == [.pending, .failed])
    #expect(bench.machine.job.frames[1].failure?.code == .moderated)
  }

  /// Services send the pictures that are left, and a flag for each one they made.
  @Test func aPictureKeepsItsPlaceWhenTheFilterTookOneBeforeIt() {
    var bench = MachineBench(maxImages: 3)
    _ = bench.accepted()
    _ = bench.wake()
    let report = bench.report(.completed, links: 2, nsfw: [false, true, false])
    #expect(bench.look(.answered(report)).last == .download([1, 3]))
    let frames = bench.machine.job.frames
    #expect(frames.map(\.index) == [1, 2, 3])
    #expect(frames.map(\.isNSFW) == [false, true, false])
    #expect(
      frames[2].url
        == report.outputs.last.flatMap { if case .url(let url) = $0 { url } else { nil } }
    )
    for index in [1, 3] { _ = bench.store(index) }
    _ = bench.hear(.downloadRoundEnded)
    #expect(bench.machine.job.status == .partial)
    #expect(bench.machine.job.failure?.code == .moderated)
    #expect(bench.machine.job.failure?.advice.contains("Reword") == true)
  }

  /// New links may come without the flags, and the flags may come with the new links only.
  @Test(arguments: [[[false, true, false], []], [[], [false, true, false]]])
  func aPictureKeepsThePlaceItWasGivenFirst(_ flags: [[Bool]]) {
    var bench = MachineBench(maxImages: 3)
    _ = bench.accepted()
    _ = bench.wake()
    _ = bench.look(.answered(bench.report(.completed, links: 2, nsfw: flags[0])))
    let places = bench.machine.job.frames.filter { $0.status == .pending }.map(\.index)
    _ = bench.store(places[0])
    _ = bench.hear(
      .frameUnavailable(index: places[1], MachineBench.failure(.downloadFailed), .needsFreshLink)
    )
    _ = bench.hear(.downloadRoundEnded)
    #expect(bench.wake() == [.poll])
    let steps = bench.look(.answered(bench.report(.completed, links: 2, nsfw: flags[1])))
    #expect(steps.last == .download([places[1]]))
  }

  @Test func flagsThatFitNoPictureAreGivenToNone() {
    var bench = MachineBench(maxImages: 4)
    _ = bench.accepted()
    _ = bench.wake()
    let report = bench.report(.completed, links: 2, nsfw: [true, true, false, true])
    _ = bench.look(.answered(report))
    #expect(bench.machine.job.frames.prefix(2).map(\.isNSFW) == [nil, nil])
  }

  @Test func anExpiredLinkIsRenewedByALook() {
    var bench = MachineBench(maxImages: 1)
    _ = bench.completed(links: 1)
    _ = bench.hear(
      .frameUnavailable(index: 1, MachineBench.failure(.downloadFailed), .needsFreshLink)
    )
    #expect(bench.hear(.downloadRoundEnded).waits)
    #expect(bench.wake() == [.poll])
    #expect(bench.look(.answered(bench.report(.completed, links: 1))).last == .download([1]))
  }

  @Test func linksThatKeepExpiringEndAsPartialOrFailedAndCanBeTriedAgain() {
    var bench = MachineBench(maxImages: 2)
    _ = bench.completed(links: 2)
    _ = bench.store(1)
    for _ in 0..<JobMachine.expiredLinkAttempts {
      _ = bench.hear(
        .frameUnavailable(index: 2, MachineBench.failure(.downloadFailed), .needsFreshLink)
      )
      _ = bench.hear(.downloadRoundEnded)
    }
    #expect(bench.machine.job.status == .partial)
    let steps = bench.hear(.downloadsRetried)
    #expect(bench.machine.job.status == .downloading)
    #expect(steps.last == .poll && steps.charge == nil)
  }

  @Test func passingTroubleNeverGivesAFrameUpWhileTheServiceMayHoldIt() {
    var bench = MachineBench(maxImages: 1)
    _ = bench.completed(links: 1)
    for _ in 0..<60 {
      _ = bench.hear(
        .frameUnavailable(
          index: 1,
          MachineBench.failure(.downloadFailed),
          .transient(retryAfter: nil)
        )
      )
      _ = bench.hear(.downloadRoundEnded)
      // After the second failure a look asks for today's links first.
      if bench.wake() == [.poll] {
        #expect(
          bench.look(.answered(bench.report(.completed, links: 1))).last == .download([1])
        )
      }
      #expect(bench.machine.job.status == .downloading)
    }
    bench.now = bench.now + JobMachine.retention
    _ = bench.hear(
      .frameUnavailable(
        index: 1,
        MachineBench.failure(.downloadFailed),
        .transient(retryAfter: nil)
      )
    )
    _ = bench.hear(.downloadRoundEnded)
    #expect(bench.machine.job.status == .failed)
  }

  @Test func aPictureThatIsNeverWholeIsGivenUpAfterSomeTries() {
    var bench = MachineBench(maxImages: 1)
    _ = bench.completed(links: 1)
    for _ in 0..<JobMachine.badContentAttempts {
      _ = bench.hear(
        .frameUnavailable(index: 1, MachineBench.failure(.downloadFailed), .badContent)
      )
      _ = bench.hear(.downloadRoundEnded)
    }
    #expect(bench.machine.job.status == .failed)
    #expect(bench.machine.job.failure?.code == .downloadFailed)
  }

  @Test func aFullDiskKeepsTheJobDownloading() {
    var bench = MachineBench(maxImages: 1)
    _ = bench.completed(links: 1)
    #expect(bench.hear(.storageFailed(MachineBench.failure(.storage))).commitsFirst)
    #expect(bench.hear(.downloadRoundEnded).waits)
    #expect(bench.machine.job.status == .downloading)
    #expect(bench.wake() == [.download([1])])
    _ = bench.store(1)
    _ = bench.hear(.downloadRoundEnded)
    #expect(bench.machine.job.status == .finished)
  }

  @Test func inlinePicturesAreStoredAfterTheCommitAndAskedForAgainAfterACrash() {
    var bench = MachineBench(maxImages: 1)
    _ = bench.accepted()
    _ = bench.wake()
    let report = PredictionReport(
      id: nil,
      phase: .completed,
      remoteStatus: "completed",
      outputs: [.inline([1, 2])]
    )
    let steps = bench.look(.answered(report))
    #expect(steps.commitsFirst)
    #expect(steps.last == .storeInline([InlinePicture(index: 1, bytes: [1, 2])]))
    bench.machine = JobMachine(bench.machine.job)
    #expect(bench.hear(.claimed(isFirst: false)) == [.poll])
  }

  @Test func lateRepliesToAFinishedJobChangeNothing() {
    var bench = MachineBench(maxImages: 1)
    _ = bench.completed(links: 1)
    _ = bench.store(1)
    _ = bench.hear(.downloadRoundEnded)
    let done = bench.machine.job
    _ = bench.look(.answered(bench.report(.failed)))
    _ = bench.hear(.frameUnavailable(index: 1, MachineBench.failure(.storage), .permanent))
    _ = bench.answer(.accepted(bench.report(.waiting)))
    #expect(bench.machine.job == done)
  }
}
