import StudioModel
import Testing

@testable import StudioUI

@Suite struct OverlayTests {
  @Test func helpListsTheKeysOfThePaneAndNarrowsAsOneTypes() {
    var desk = Desk.ready()
    desk.press("f1")
    #expect(desk.screen.contains("Keys · Prompt"))
    desk.type("zoom")
    #expect(!desk.screen.contains("Zoom") || desk.screen.contains("whole screen"))
    desk.press("esc alt-3 ?")
    #expect(desk.screen.contains("Keys · Live"))
  }

  @Test func thePaletteRunsACommandByPartOfItsName() {
    var desk = Desk.ready()
    desk.press("alt-x")
    desk.type("redraw")
    desk.press("enter")
    #expect(desk.takeEffects() == [.redraw])
    #expect(desk.app.layers.isEmpty)
  }

  @Test func aCommandThatDoesNothingNowSaysWhy() {
    var desk = Desk.ready()
    desk.press("alt-x")
    desk.type("send the request")
    #expect(desk.row(with: "Send the request")?.contains("prompt") == true)
  }

  @Test func aFilterThatFindsNothingIsSaidAndEnterCloses() {
    var desk = Desk.ready()
    desk.press("alt-x")
    desk.type("zzzzzz")
    #expect(desk.screen.contains("No command is called so."))
    desk.press("enter")
    #expect(desk.app.layers.isEmpty)
  }

  @Test func theLogShowsWhatHappenedAndFollows() {
    var desk = Desk.ready()
    let job = Job.sample("aaaaaaaaaa", .running)
    for number in 1...100 {
      let entry = TimelineEntry(.polled, at: desk.now, httpStatus: 200, detail: "look \(number)")
      desk.report(.event(.jobChanged(job, entry)))
    }
    desk.press("f12")
    #expect(desk.screen.contains("look 100"))
    desk.press("home")
    #expect(desk.screen.contains("look 1\n") || desk.screen.contains("look 1 "))
    #expect(!desk.screen.contains("look 100"))
    desk.press("end q")
    #expect(desk.app.layers.isEmpty)
  }

  @Test func theLogShowsNoEscapeOfAService() {
    var desk = Desk.ready()
    desk.report(
      .event(
        .jobChanged(
          .sample("aaaaaaaaaa", .running),
          TimelineEntry(.polled, at: desk.now, detail: "\u{1B}]0;owned\u{7}\nrunning\u{202E}")
        )
      )
    )
    desk.press("f12")
    #expect(desk.screen.contains("running"))
    #expect(!desk.screen.unicodeScalars.contains("\u{1B}"))
    #expect(!desk.screen.contains("owned"))
  }

  @Test func theFirstRunExplainsAndIsRememberedOnceRead() {
    var desk = Desk.ready()
    desk.report(.firstRun)
    for text in ["F5", "--demo", "/home/someone/.local/share/seedream"] {
      #expect(desk.screen.contains(text), "\(text)")
    }
    _ = desk.takeEffects()
    desk.type("x")
    #expect(desk.app.prompt.text.isEmpty)
    desk.press("enter")
    #expect(desk.takeEffects() == [.rememberFirstRun])
  }

  @Test func toastsGoAwayByThemselvesAndTheScreenKnowsWhen() throws {
    var desk = Desk.ready()
    desk.report(.copied(label: "prompt"))
    #expect(desk.screen.contains("Copied the prompt"))
    let moment = try #require(desk.app.nextChange)
    desk.pass(moment - desk.now)
    #expect(!desk.screen.contains("Copied the prompt"))
    #expect(desk.app.nextChange == nil)
  }

  @Test func aToastGoesAwayInTimeThoughTheClockWasSetBack() throws {
    var desk = Desk.ready()
    desk.report(.copied(label: "prompt"))
    let lasting = try #require(desk.app.nextChange) - desk.now
    desk.pass(.hours(-24 * 365))
    #expect(desk.screen.contains("Copied the prompt"))
    #expect(desk.app.nextChange == desk.now + lasting)
    desk.pass(lasting)
    #expect(!desk.screen.contains("Copied the prompt"))
  }

  @Test func aDraftThatComesLateDoesNotReplaceWhatWasTyped() {
    var desk = Desk.ready()
    desk.type("new")
    var request = Desk.request
    request.prompt = "left behind"
    desk.report(.draftLoaded(.settings(Draft(request: request, caret: 0))))
    #expect(desk.app.prompt.text == "new")
    var empty = Desk.ready()
    empty.report(.draftLoaded(.settings(Draft(request: request, caret: 4))))
    #expect(empty.app.prompt.text == "left behind" && empty.app.prompt.caret == 4)
  }
}
