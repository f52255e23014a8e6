import CellGrid
import StudioUI
import Testing

@testable import seedream

@Suite struct ScriptPlayerTests {
  private func player(_ text: String) throws -> ScriptPlayer {
    ScriptPlayer(try ScriptReader.lines(in: text))
  }

  private func screen(_ text: String) -> Surface {
    var canvas = Canvas(Size(width: 20, height: 2))
    canvas.text(text, x: 0, y: 0)
    return canvas.surface
  }

  @Test func stepsComeOneAtATimeAndThenTheEnd() throws {
    var player = try player("type ab\nkey f5\nresize 10x5\npaste x\\ny")
    let blank = screen("")
    func turn() -> ScriptPlayer.Turn { player.turn(seeing: blank, isIdle: false, now: .zero) }
    #expect(
      turn() == .actions([.input(.key(KeyPress("a"))), .input(.key(KeyPress("b")))])
    )
    #expect(turn() == .actions([.input(.key(KeyPress(.function(5))))]))
    #expect(turn() == .resize(Size(width: 10, height: 5)))
    #expect(turn() == .actions([.input(.paste("x\ny"))]))
    #expect(turn() == .finished)
    #expect(turn() == .finished)
  }

  @Test func aWaitGoesOnOnceTheTextIsThere() throws {
    var player = try player("wait done 2\nkey a")
    let later = Duration.seconds(100)
    #expect(
      player.turn(seeing: screen("busy"), isIdle: true, now: later)
        == .wait(until: later + .seconds(2))
    )
    #expect(
      player.turn(seeing: screen("it is done"), isIdle: false, now: later + .seconds(1))
        == .actions([.input(.key(KeyPress("a")))])
    )
  }

  @Test func aWaitInVainNamesItsLine() throws {
    var player = try player("\nwait done 2")
    _ = player.turn(seeing: screen("busy"), isIdle: true, now: .seconds(1))
    let turn = player.turn(seeing: screen("busy"), isIdle: true, now: .seconds(3))
    guard case .failed(let problem) = turn else {
      Issue.record("\(turn)")
      return
    }
    #expect(problem.line == 2)
    #expect(problem.message == "`wait done 2`: “done” did not come onto the screen within 2 s.")
  }

  @Test func aTextThatHasToGoIsWaitedForUntilItIsGone() throws {
    var player = try player("waitnot busy")
    guard case .wait = player.turn(seeing: screen("busy"), isIdle: true, now: .zero) else {
      Issue.record("did not wait")
      return
    }
    #expect(player.turn(seeing: screen("done"), isIdle: false, now: .zero) == .finished)
  }

  @Test func idleDependsOnTheWorkAndNotOnTheScreen() throws {
    var player = try player("idle 1")
    guard case .wait = player.turn(seeing: screen("a"), isIdle: false, now: .zero) else {
      Issue.record("did not wait")
      return
    }
    #expect(player.turn(seeing: screen("a"), isIdle: true, now: .zero) == .finished)
  }

  @Test func aScreenIsWrittenDownUnderItsLabelOrNumber() throws {
    var player = try player("dump\ndump second one\ndump styled")
    let shown = screen("a fox")
    func turn() -> ScriptPlayer.Turn { player.turn(seeing: shown, isIdle: false, now: .zero) }
    #expect(turn() == .dump("=== 1 20x2\na fox\n\n"))
    #expect(turn() == .dump("=== second one 20x2\na fox\n\n"))
    #expect(turn() == .dump("=== 3 20x2\n" + SurfaceDump.styled(shown)))
    #expect(player.stepLeft == nil)
  }
}
