import CellGrid
import StudioCore
import StudioModel
import StudioUI
import TerminalKit

/// The end of a studio: the terminal is given back, jobs are let go, the library is closed.
struct Leaving {
  let loop: StudioLoop
  let stage: any StudioStage
  let performer: EffectPerformer
  let inbox: Inbox<StudioMessage>
  let signals: SignalPipe?
  let output: Output

  /// How long a lost terminal is outlived. What is on the wire by then is looked for next time.
  private static let patienceWhenHungUp = Duration.milliseconds(700)
  /// After this a person is told what is waited for.
  private static let patienceInSilence = Duration.milliseconds(300)

  /// Returns once everything was let go, or there is no time for it, or nobody wants to wait.
  func leave(_ ending: StageEnding?) {
    let performer = performer
    let inbox = inbox
    switch ending {
    case nil: break
    // The terminal comes first: whoever started the program wants it back.
    case .terminated, .hungUp, .scriptEnded, .scriptFailed: stage.close()
    }
    Task.detached {
      await performer.leave()
      inbox.send(.left)
    }
    switch ending {
    case nil where stage.hasTerminal: waitOnScreen()
    case .hungUp: _ = wait(until: .now + Self.patienceWhenHungUp)
    case nil, .terminated, .scriptEnded, .scriptFailed: waitInSilence()
    }
  }

  /// The person sees what is waited for, and may decide not to.
  private func waitOnScreen() {
    let told = ContinuousClock.now + Self.patienceInSilence
    var isTold = false
    while true {
      let news = stage.wait(until: isTold ? nil : told)
      if hasLeft() { return stage.close() }
      if news.ending == .hungUp {
        stage.close()
        _ = wait(until: .now + Self.patienceWhenHungUp)
        return
      }
      if news.ending != nil || isTold && news.actions.contains(where: \.isInterruption) {
        return stage.close()
      }
      if news.asksToStop { stage.suspend() }
      guard isTold || .now >= told else { continue }
      isTold = true
      stage.present(loop.surface(under: Self.banner))
    }
  }

  private static let banner =
    " Leaving: the answer to a call on the wire is waited for.  ^C leaves without it "

  private func waitInSilence() {
    if wait(until: .now + Self.patienceInSilence) { return }
    output.note("seedream: the answer to a call on the wire is waited for.")
    _ = wait(until: nil)
  }

  /// True once everything was let go; false at the time, or at a signal to hurry.
  private func wait(until deadline: ContinuousClock.Instant?) -> Bool {
    var deadline = deadline
    var loop = RunLoop(input: -1, inbox: inbox.descriptor, signals: signals)
    while true {
      let wake = loop.wait(until: deadline)
      if hasLeft() { return true }
      if wake.isTimeOut { return false }
      if wake.signals.contains(.stopRequested) { SignalPipe.stopProcess() }
      if wake.signals.contains(.hungUp) {
        deadline = min(deadline ?? .now + .hours(1), .now + Self.patienceWhenHungUp)
      } else if wake.signals.contains(.terminated) || wake.signals.contains(.interrupted) {
        return false
      }
    }
  }

  private func hasLeft() -> Bool { inbox.drain().contains(.left) }
}

extension AppAction {
  fileprivate var isInterruption: Bool {
    guard case .input(.key(let key)) = self else { return false }
    return key == KeyPress("c", .control)
  }
}

extension StudioLoop {
  /// The screen with one line of text over its last row.
  func surface(under text: String) -> Surface {
    var surface = rendered
    let y = surface.size.height - 1
    let style = Style(.standard, .reverse)
    for x in 0..<surface.size.width { surface.put(Cell(.space, style), x: x, y: y) }
    for (x, scalar) in text.unicodeScalars.prefix(surface.size.width).enumerated() {
      surface.put(Cell(Glyph(scalar), style), x: x, y: y)
    }
    surface.cursor = nil
    return surface
  }
}
