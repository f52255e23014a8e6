import CellGrid
import StudioModel
import Testing

@testable import StudioUI

/// What a person may do, and what is said where it makes no sense.
@Suite struct LiveDecisionTests {
  typealias Fixture = LiveFixture

  private static let id = SequenceID(rawValue: "a000000000")

  private func pane(_ job: Job, _ context: PaneContext, isHere: Bool = true) -> LivePane {
    var pane = LivePane.holding([job], context)
    if isHere, !job.status.isFinal {
      pane.hear(job, context, TimelineEntry(.queued, at: Fixture.now))
    }
    return pane
  }

  private func lost(_ provider: ProviderID = .wavespeed) -> Job {
    Fixture.job("a", .unconfirmed, request: Fixture.request(provider: provider))
  }

  private static let actions: [LiveCommand] = [
    .adopt, .sendAgain, .markLost, .wait, .takeUp, .retry, .lookNow, .pause, .cancel,
  ]

  /// What works on a job in each state that this program works on.
  private static let table: [(JobStatus, Set<LiveCommand>)] = [
    (.drafted, [.cancel]), (.queued, [.cancel]), (.submitting, []),
    (.submitted, [.lookNow, .pause]), (.running, [.lookNow, .pause]),
    (.downloading, [.lookNow]), (.unconfirmed, [.adopt, .sendAgain, .markLost, .wait]),
    (.finished, []), (.partial, [.retry]), (.failed, [.retry]), (.cancelled, []),
  ]

  @Test(arguments: table)
  func eachStateAllowsWhatMakesSense(status: JobStatus, allowed: Set<LiveCommand>) throws {
    let context = try Fixture.context()
    var pane = LivePane.holding([], context)
    pane.hear(Fixture.job("a", .queued), context, TimelineEntry(.queued, at: Fixture.now))
    pane.hear(Fixture.job("a", status), context, TimelineEntry(.polled, at: Fixture.now))
    let works = Self.actions.filter { pane.objection(to: $0, context) == nil }
    #expect(Set(works) == allowed)
  }

  @Test(arguments: LiveCommand.allCases)
  func nothingWorksAndNothingCrashesWithoutAJob(command: LiveCommand) throws {
    let context = try Fixture.context()
    var pane = LivePane.holding([], context)
    #expect(pane.objection(to: command, context)?.isEmpty == false)
    #expect(pane.perform(command, context).isEmpty)
  }

  @Test(arguments: LiveCommand.allCases)
  func everyObjectionIsASentence(command: LiveCommand) throws {
    let context = try Fixture.context()
    for status in JobStatus.allCases {
      let pane = pane(Fixture.job("a", status), context)
      guard let objection = pane.objection(to: command, context) else { continue }
      #expect(objection.hasSuffix("."))
      #expect(objection.first?.isUppercase == true)
    }
  }

  @Test func everyCommandHasATitleAndKeysOfItsOwn() {
    let globals: Set<String> = [
      "f1", "f5", "f12", "alt-enter", "tab", "shift-tab", "1", "2", "3", "4", "?", ":", "z", "q",
      "i", "ctrl-c", "ctrl-z", "ctrl-l", "ctrl-q", "esc", "alt-1", "alt-x", "alt-z", "alt-m",
    ]
    var seen: Set<String> = []
    for command in LiveCommand.allCases {
      #expect(!command.title.isEmpty)
      for key in command.keys {
        #expect(KeyPress(spelled: key) != nil, "\(key)")
        #expect(!globals.contains(key), "\(key) is the app's")
        #expect(seen.insert(key).inserted, "\(key) is bound twice")
      }
    }
  }

  @Test func pollingIsCalledWhatTheFieldCallsIt() {
    #expect(LiveCommand.lookNow.title == "Poll now")
    #expect(LiveCommand.lookNow.hint == "poll now")
    #expect(LiveCommand.lookNow.rawValue == "live.look-now")
    #expect(LiveCommand.sendAgain.hint == "send again")
  }

  @Test func cancellingDropsWhatWasNotSent() throws {
    let context = try Fixture.context()
    var pane = pane(Fixture.job("a", .queued), context)
    #expect(pane.perform(.cancel, context) == [.effect(.decide(.cancel, Self.id))])
    let job = Fixture.job("a", .cancelled)
    #expect(
      pane.receive(.decided(.cancel, job), context).first
        == .toast(
          Toast(
            .done,
            "“A fox walks through a w…” is cancelled: it was not sent and cost nothing"
          )
        )
    )
    #expect(Fixture.text(pane, context).hasPrefix("- cancelled   not sent, cost nothing"))
  }

  @Test func sendingAgainAsksWithThePriceAndTheRisk() throws {
    let context = try Fixture.context()
    var pane = pane(lost(), context)
    guard case .confirm(let question)? = pane.perform(.sendAgain, context).first else {
      Issue.record("it must be asked")
      return
    }
    #expect(question.text.contains("may be paid twice"))
    #expect(question.text.contains("$0.108"))
    #expect(question.text.contains("$0.216 in all"))
    #expect(question.text.contains("2026-03-09 at 07:08:24"))
    #expect(question.reactions == [.effect(.decide(.sendAgain, Self.id))])
  }

  @Test func markingLostAsksAndSaysWhatItMeans() throws {
    let context = try Fixture.context()
    var pane = pane(lost(), context)
    guard case .confirm(let question)? = pane.perform(.markLost, context).first else {
      Issue.record("it must be asked")
      return
    }
    #expect(question.text.contains("$0.108 counts as spent"))
    #expect(question.reactions == [.effect(.decide(.markLost, Self.id))])
  }

  @Test func waitingLeavesALostAnswerToTheSearch() throws {
    let context = try Fixture.context()
    var searching = lost()
    searching.nextPollAt = Fixture.at(6)
    var pane = pane(searching, context)
    #expect(
      pane.perform(.wait, context) == [
        .toast(
          Toast(
            .note,
            "The list of WaveSpeedAI is searched in 6 s. Nothing is sent or paid meanwhile."
          )
        )
      ]
    )
    pane.hear(lost(), context, TimelineEntry(.reconciled, at: Fixture.now))
    #expect(pane.perform(.wait, context).first == .effect(.takeUp(Self.id)))
  }

  @Test func aServiceWithoutAListCanNotBeSearched() throws {
    let context = try Fixture.context()
    let pane = pane(lost(.atlascloud), context)
    #expect(pane.objection(to: .wait, context)?.contains("Atlas Cloud keeps no list") == true)
    #expect(pane.objection(to: .adopt, context) == nil)
  }

  @Test(arguments: [Failure.Code.predictionGone, .markedLost])
  func whatWasGivenUpCanStillBeAdopted(code: Failure.Code) throws {
    let context = try Fixture.context()
    var job = Fixture.job("a", .failed)
    job.failure = Failure(code, "Gone.", cost: .possible)
    #expect(pane(job, context).objection(to: .adopt, context) == nil)
    #expect(pane(job, context).objection(to: .markLost, context) != nil)
  }

  @Test func theFieldForAnIDTakesEveryKeyUntilItIsAnswered() throws {
    let context = try Fixture.context()
    var pane = pane(lost(), context)
    #expect(pane.perform(.adopt, context).isEmpty)
    #expect(pane.isModal)
    for key in ["q", "x", "4"] {
      #expect(pane.handle(.key(KeyPress(Character(key))), context) == [])
    }
    _ = pane.handle(.key(KeyPress(.backspace)), context)
    _ = pane.handle(.paste("-1\n"), context)
    let chosen = pane.handle(.key(KeyPress(.enter)), context)
    #expect(chosen == [.effect(.decide(.adopt(PredictionID(rawValue: "qx-1")), Self.id))])
    #expect(!pane.isModal)
  }

  @Test(arguments: [
    "", "   ", "two words", "../secret", "a?b", "雪", String(repeating: "a", count: 201),
  ])
  func whatIsNoIDIsNotAdopted(typed: String) throws {
    let context = try Fixture.context()
    var pane = pane(lost(), context)
    _ = pane.perform(.adopt, context)
    _ = pane.handle(.paste(typed), context)
    #expect(pane.handle(.key(KeyPress(.enter)), context) == [])
    #expect(pane.isModal)
    #expect(pane.handle(.key(KeyPress(.escape)), context) == [])
    #expect(!pane.isModal)
  }

  @Test func theAdoptedJobIsTheOneThatWasAskedAbout() throws {
    let context = try Fixture.context()
    var pane = pane(lost(), context)
    _ = pane.perform(.adopt, context)
    // Meanwhile the list moves on.
    _ = pane.receive(.event(.jobRemoved(Self.id)), context)
    pane.hear(Fixture.job("b", .unconfirmed), context)
    _ = pane.handle(.paste("task-9"), context)
    let chosen = pane.handle(.key(KeyPress(.enter)), context)
    #expect(chosen == [.effect(.decide(.adopt(PredictionID(rawValue: "task-9")), Self.id))])
  }

  @Test func aRefusedDecisionStandsOnThePage() throws {
    let context = try Fixture.context(Size(width: 78, height: 20))
    var pane = pane(lost(), context)
    let failure = Failure(
      .invalidRequest,
      "Another sequence of this library already has the id.",
      cost: .nothing
    )
    _ = pane.receive(.decisionRefused(.markLost, Self.id, failure), context)
    #expect(Fixture.text(pane, context).contains("The last decision was refused."))
    _ = pane.receive(.decided(.sendAgain, Fixture.job("a", .queued)), context)
    #expect(!Fixture.text(pane, context).contains("refused"))
  }

  @Test func missingImagesAreFetchedAgainWhereThatCanHelp() throws {
    let context = try Fixture.context()
    var job = Fixture.job("a", .partial)
    var pane = pane(job, context)
    #expect(pane.perform(.retry, context) == [.effect(.decide(.retryDownloads, Self.id))])
    job.frames[3].failure?.code = .moderated
    pane = self.pane(job, context)
    #expect(pane.objection(to: .retry, context)?.contains("content filter withheld") == true)
    job.frames.removeLast()
    pane = self.pane(job, context)
    #expect(pane.objection(to: .retry, context)?.contains("fewer images") == true)
  }

  @Test func aRetryThatWaitsIsHadNow() throws {
    let context = try Fixture.context()
    var job = Fixture.job("a", .downloading)
    job.nextPollAt = Fixture.at(8)
    var pane = pane(job, context)
    #expect(pane.perform(.retry, context) == [.effect(.lookNow(Self.id))])
    job.nextPollAt = nil
    pane.hear(job, context, TimelineEntry(.polled, at: Fixture.now))
    #expect(pane.objection(to: .retry, context) == "Its images are being fetched now.")
  }

  @Test func whatNobodyWorksOnCanBeTakenUp() throws {
    let context = try Fixture.context()
    var pane = pane(Fixture.job("a", .running), context, isHere: false)
    #expect(pane.objection(to: .lookNow, context) == "Nobody works on it: take it up first.")
    #expect(pane.perform(.takeUp, context) == [.effect(.takeUp(Self.id))])
  }

  @Test func theRequestComesBackIntoTheEditor() throws {
    let context = try Fixture.context()
    let job = Fixture.job("a", .running)
    var pane = pane(job, context)
    #expect(pane.perform(.recall, context) == [.recall(job.request, .all), .focus(.prompt)])
  }

  @Test func idsAndFoldersAreCopied() throws {
    let context = try Fixture.context()
    var pane = pane(Fixture.job("a", .running), context)
    #expect(pane.perform(.copyID, context) == [.effect(.copy("task-a", label: "task's id"))])
    #expect(
      pane.perform(.copyFolder, context) == [
        .effect(.copy("/home/ann/Pictures/seedream/2026-03-09 fox a", label: "folder"))
      ]
    )
    pane = self.pane(Fixture.job("a", .queued), context)
    #expect(
      pane.perform(.copyID, context)
        == [.effect(.copy("a000000000", label: "sequence's id"))]
    )
  }

  @Test func aStarShowsAtOnce() throws {
    let context = try Fixture.context()
    var pane = pane(Fixture.job("a", .running), context)
    #expect(pane.perform(.star, context) == [.effect(.star(Self.id, true))])
    #expect(Fixture.text(pane, context).contains("★"))
    #expect(pane.perform(.star, context) == [.effect(.star(Self.id, false))])
  }
}
