import CellGrid
import StudioModel
import Testing

@testable import StudioUI

/// F5 and what stands against it. Money depends on these.
@Suite struct SendingTests {
  private let prompt = "A series of 4 images of a lighthouse"

  private func written(_ text: String? = nil) -> Desk {
    var desk = Desk.ready()
    desk.type(text ?? prompt)
    _ = desk.takeEffects()
    return desk
  }

  private func admissions(_ effects: [AppEffect]) -> [(SequenceRequest, Money, Int)] {
    effects.compactMap {
      if case .admit(let request, let estimate, let ticket) = $0 {
        (request, estimate, ticket)
      } else {
        nil
      }
    }
  }

  /// Presses F5 and lets the core admit what was sent.
  private func sendAndAdmit(
    _ desk: inout Desk,
    meanwhile: (inout Desk) -> Void = { _ in }
  ) throws -> (job: Job, ticket: Int) {
    desk.press("f5")
    let (request, _, ticket) = try #require(admissions(desk.takeEffects()).first)
    meanwhile(&desk)
    var job = Job.sample()
    job.request = request
    desk.report(.admitted(job, tookUp: false, ticket: ticket))
    return (job, ticket)
  }

  @Test func f5SendsExactlyWhatIsOnTheScreenAtThePriceThatWasShown() throws {
    var desk = written()
    #expect(desk.screen.contains("up to 4 × $0.027 = $0.108"))
    desk.press("f5")
    let sent = admissions(desk.takeEffects())
    let (request, estimate, _) = try #require(sent.first)
    #expect(sent.count == 1)
    #expect(request.prompt == prompt && request.maxImages == 4)
    #expect(estimate == Money(microdollars: 108_000))
  }

  @Test func aSecondPressWhileTheFirstIsBeingQueuedSendsNothing() {
    var desk = written()
    desk.press("f5 f5 alt-enter")
    #expect(admissions(desk.takeEffects()).count == 1)
    #expect(desk.screen.contains("is being queued already"))
  }

  @Test func afterAdmissionThePromptIsEmptyAndCanBeHadBack() throws {
    var desk = written()
    _ = try sendAndAdmit(&desk)
    #expect(desk.app.prompt.text.isEmpty)
    #expect(desk.screen.contains("Queued: up to $0.108"))
    let saved = desk.takeEffects().compactMap { effect -> String? in
      if case .saveDraft(let draft) = effect { draft.request.prompt } else { nil }
    }
    #expect(saved == [""])
    desk.press("ctrl-_")
    #expect(desk.app.prompt.text == prompt)
  }

  @Test func whatWasTypedMeanwhileStays() throws {
    var desk = written()
    _ = try sendAndAdmit(&desk) { $0.type(" at night") }
    #expect(desk.app.prompt.text == prompt + " at night")
  }

  @Test func theSameRequestUnderWayIsAskedAboutAndOnlyYSendsItAgain() throws {
    var desk = written()
    let ticket = try sendAndAdmit(&desk).ticket
    desk.type(prompt)
    _ = desk.takeEffects()
    desk.press("f5")
    #expect(admissions(desk.takeEffects()).isEmpty)
    #expect(desk.screen.contains("Exactly this request was sent"))
    desk.press("enter space f5 n")
    #expect(admissions(desk.takeEffects()).isEmpty)
    desk.press("f5 y")
    let again = admissions(desk.takeEffects())
    #expect(again.count == 1)
    // A ticket of its own: the answer must not be taken for that of another request.
    #expect(again.first?.2 != ticket)
  }

  @Test func aQuestionThatCannotBeSeenIsNotAnswered() throws {
    var desk = written()
    _ = try sendAndAdmit(&desk)
    desk.type(prompt)
    _ = desk.takeEffects()
    desk.press("f5")
    desk.resize(20, 5)
    desk.press("y")
    #expect(admissions(desk.takeEffects()).isEmpty)
    desk.resize(80, 24)
    desk.isPainting = false
    desk.press("n f5 y")
    #expect(admissions(desk.takeEffects()).isEmpty)
  }

  @Test func theSameRequestIsFreeAgainOnceItEnded() throws {
    var desk = written()
    var job = try sendAndAdmit(&desk).job
    job.status = .finished
    desk.report(.event(.jobChanged(job, TimelineEntry(.finished, at: desk.now))))
    desk.type(prompt)
    _ = desk.takeEffects()
    desk.press("f5")
    #expect(admissions(desk.takeEffects()).count == 1)
  }

  @Test func aRefusalKeepsThePromptAndSaysThatNothingWasSent() throws {
    var desk = written()
    desk.press("f5")
    let (_, _, ticket) = try #require(admissions(desk.takeEffects()).first)
    desk.report(
      .admissionRefused(
        Failure(.overCap, "It would pass the cap of $1.", cost: .nothing, advice: "Raise it."),
        ticket: ticket
      )
    )
    #expect(desk.app.prompt.text == prompt)
    #expect(desk.screen.contains("Not sent: It would pass the cap of $1. Raise it."))
    desk.press("f5")
    #expect(admissions(desk.takeEffects()).count == 1)
  }

  @Test func aPriceThatWasNotOnTheScreenIsNotAgreedTo() throws {
    var desk = written("a fox")
    desk.press("alt-2 down down down")
    desk.isPainting = false
    desk.press("right f5")
    #expect(admissions(desk.takeEffects()).isEmpty)
    #expect(desk.screen.contains("Not sent: the price is up to 5 × $0.027 = $0.135 now."))
    desk.isPainting = true
    desk.pass(.zero)
    desk.press("f5")
    #expect(admissions(desk.takeEffects()).first?.1 == Money(microdollars: 135_000))
  }

  @Test func thePriceOfALongPromptIsNeverOld() throws {
    var desk = written()
    desk.paste(String(repeating: "a fox ", count: 2_000))
    desk.press("alt-2 down down down right")
    #expect(desk.screen.contains("up to 5 × $0.027 = $0.135"))
  }

  @Test func aDraftThatComesLateChangesNoSettingUnderAHand() {
    var desk = Desk.ready()
    desk.press("alt-2 down down down right")
    var request = Desk.request
    request.maxImages = 15
    desk.report(.draftLoaded(.settings(Draft(request: request, caret: 0))))
    #expect(desk.app.request.maxImages == 5)
    var untouched = Desk.ready()
    untouched.report(.draftLoaded(.settings(Draft(request: request, caret: 0))))
    #expect(untouched.app.request.maxImages == 15)
  }

  @Test func anEmptyPromptIsNotSent() {
    var desk = Desk.ready()
    desk.press("f5")
    #expect(admissions(desk.takeEffects()).isEmpty)
  }

  @Test func withoutAKeyNothingIsSentAndTheAdviceIsShown() {
    var desk = written()
    desk.report(
      .accessChanged([
        .wavespeed: .missing(reason: "There is no key.", advice: "Set WAVESPEED_API_KEY.")
      ])
    )
    desk.press("f5")
    #expect(admissions(desk.takeEffects()).isEmpty)
    #expect(desk.screen.contains("Set WAVESPEED_API_KEY."))
  }

  @Test func aPastedNewlineNeverSends() {
    var desk = written("")
    desk.paste("a series of 4 images\nof a fox\n")
    desk.press("enter")
    #expect(admissions(desk.takeEffects()).isEmpty)
    #expect(desk.app.prompt.text == "a series of 4 images\nof a fox\n\n")
  }
}

/// What an ended program left in the queue.
@Suite struct UnsentTests {
  @Test func nothingThatWasLeftUnsentGoesWithoutAYesToItsSum() {
    var desk = Desk.ready()
    desk.report(.unsentFound([.sample("aaaaaaaaaa"), .sample("bbbbbbbbbb")]))
    #expect(desk.takeEffects().isEmpty)
    #expect(desk.screen.contains("2 requests wait unsent"))
    #expect(desk.screen.contains("Send now, up to $0.216"))
    desk.pass(.seconds(1))
    desk.press("enter n")
    #expect(desk.takeEffects().isEmpty && desk.app.layers.isEmpty)
  }

  @Test func yesSendsEachOfThem() {
    var desk = Desk.ready()
    let jobs = [Job.sample("aaaaaaaaaa"), .sample("bbbbbbbbbb")]
    desk.report(.unsentFound(jobs))
    // It came by itself: a key that was on its way is no answer.
    desk.press("y")
    #expect(desk.takeEffects().isEmpty)
    desk.pass(.seconds(1))
    desk.press("y")
    #expect(desk.takeEffects() == jobs.map { .takeUp($0.id) })
  }

  @Test func whoeverIsTypingIsToldAndNotAsked() {
    var desk = Desk.ready()
    desk.type("a y")
    desk.report(.unsentFound([.sample("aaaaaaaaaa")]))
    #expect(desk.app.layers.isEmpty)
    #expect(desk.screen.contains("1 request waits unsent"))
    desk.type("y")
    #expect(!desk.takeEffects().contains(.takeUp(SequenceID(rawValue: "aaaaaaaaaa"))))
  }

  @Test func noneIsNoQuestion() {
    var desk = Desk.ready()
    desk.report(.unsentFound([]))
    #expect(desk.app.layers.isEmpty)
  }
}
