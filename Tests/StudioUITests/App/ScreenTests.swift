import CellGrid
import StudioModel
import Testing

@testable import StudioUI

/// The whole screen as a person sees it, as text beside these tests.
@Suite struct ScreenTests {
  static let sizes = [(120, 40), (80, 24), (40, 10)]

  /// A studio in the middle of work: a prompt half written, jobs under way, a history.
  private func busy(_ width: Int, _ height: Int, theme: Theme = .standard) -> Desk {
    var desk = Desk.ready(width: width, height: height, theme: theme)
    desk.report(
      .spendingLoaded(
        SpendingNow(
          today: Money(microdollars: 1_240_000),
          underWay: Money(microdollars: 216_000),
          dailyCap: Money(microdollars: 10_000_000)
        )
      )
    )
    desk.report(.balanceLoaded(.wavespeed, Money(microdollars: 8_760_000)))
    desk.report(.unfinishedLoaded(jobs(desk.now)))
    answerHistory(&desk)
    desk.type("A series of 4 images: 狐狸 in the snow, from dusk till dawn")
    return desk
  }

  private func jobs(_ now: Timestamp) -> [Job] {
    var running = Job.sample("kf93mdq2x7", .running, at: now + .seconds(-41))
    running.submittedAt = now + .seconds(-40)
    running.acceptedAt = now + .seconds(-39)
    running.nextPollAt = now + .seconds(3)
    running.predictionID = PredictionID(rawValue: "p-1")
    var lost = Job.sample("x81n4t0a2b", .unconfirmed, prompt: "一组4张图片：纸船", at: now + .minutes(-9))
    lost.failure = Failure(
      .unconfirmed,
      "The link broke before an answer came.",
      cost: .possible,
      advice: "Wait, adopt the task, or mark it lost."
    )
    return [running, lost]
  }

  private func answerHistory(_ desk: inout Desk) {
    var again = Desk(width: desk.app.size.width, height: desk.app.size.height)
    guard
      let asked = again.takeEffects().compactMap({ effect -> HistoryRequest? in
        if case .loadHistory(let request) = effect { request } else { nil }
      }).first
    else { return }
    var done = Job.sample("0a1b2c3d4e", .finished, at: desk.now + .hours(-2))
    done.frames = (1...4).map { Frame(index: $0, status: .stored, fileName: "0\($0).png") }
    done.isStarred = true
    var failed = Job.sample(
      "5f6g7h8j9k",
      .failed,
      prompt: "4 images of a storm",
      at: desk.now + .hours(-26)
    )
    failed.failure = Failure(.moderated, "The content filter refused it.", cost: .nothing)
    let page = HistoryPage(jobs: jobs(desk.now) + [done, failed], next: nil)
    desk.report(.historyLoaded(asked, page))
  }

  @Test(arguments: sizes)
  func atWork(_ width: Int, _ height: Int) {
    Golden.expect(busy(width, height).app.render(), "work-\(width)x\(height)", styled: true)
  }

  @Test(arguments: sizes)
  func atWorkWithoutColours(_ width: Int, _ height: Int) {
    let desk = busy(width, height, theme: .monochrome)
    Golden.expect(desk.app.render().ascii, "work-\(width)x\(height)-mono", styled: true)
  }

  @Test(arguments: sizes)
  func eachPaneWithTheFocus(_ width: Int, _ height: Int) {
    var desk = busy(width, height)
    for pane in PaneID.allCases.dropFirst() {
      desk.press("alt-\(pane.rawValue)")
      Golden.expect(desk.app.render(), "\(pane)-\(width)x\(height)")
    }
  }

  @Test(arguments: sizes)
  func whatLiesOverThePanes(_ width: Int, _ height: Int) {
    for (keys, name) in [("f1", "help"), ("alt-x", "palette"), ("f12", "log"), ("ctrl-c", "leave")]
    {
      var desk = busy(width, height)
      desk.press(keys)
      Golden.expect(desk.app.render(), "\(name)-\(width)x\(height)")
    }
    var desk = busy(width, height)
    desk.report(.firstRun)
    Golden.expect(desk.app.render(), "welcome-\(width)x\(height)")
  }

  @Test func anEmptyStudio() {
    Golden.expect(Desk.ready().app.render(), "empty-120x40")
    Golden.expect(Desk.ready(width: 80, height: 24).app.render(), "empty-80x24")
    Golden.expect(Desk.ready(width: 39, height: 9).app.render(), "too-small")
  }

  @Test func messagesStandAboveTheKeys() {
    var desk = Desk.ready(width: 80, height: 24)
    desk.report(.copied(label: "prompt"))
    desk.report(
      .refused(
        what: "star the sequence",
        Failure(.storage, "The disk is full.", cost: .nothing, advice: "Free some room.")
      )
    )
    Golden.expect(desk.app.render(), "messages-80x24")
  }
}
