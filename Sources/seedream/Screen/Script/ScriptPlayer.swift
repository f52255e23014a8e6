import CellGrid
import StudioModel
import StudioUI

/// Plays the steps of a script one after the other, each against the screen as it is by then.
///
/// A value without input or output: it is asked again and again what comes next.
struct ScriptPlayer: Sendable {
  /// What is to be done now.
  enum Turn: Sendable, Equatable {
    case actions([AppAction])
    case resize(Size)
    case dump(String)
    /// Nothing, before the screen changes or this moment has come.
    case wait(until: Duration)
    case finished
    case failed(ScriptProblem)
  }

  private var rest: ArraySlice<ScriptLine>
  /// When the present step gives up; `nil` before it was begun.
  private var deadline: Duration?
  private var dumps = 0

  init(_ lines: [ScriptLine]) { rest = lines[...] }

  /// The step that would be next; `nil` at the end.
  var stepLeft: ScriptLine? { rest.first }

  /// - Parameters:
  ///   - isIdle: nothing is asked of the core, no job is worked on, and all reports were heard.
  ///   - now: the monotonic clock.
  mutating func turn(seeing surface: Surface, isIdle: Bool, now: Duration) -> Turn {
    guard let line = rest.first else { return .finished }
    switch line.step {
    case .type(let text): return next(.actions(text.map { .input(.key(KeyPress($0))) }))
    case .press(let keys): return next(.actions(keys.map { .input(.key($0)) }))
    case .paste(let text): return next(.actions([.input(.paste(text))]))
    case .resize(let size): return next(.resize(size))
    case .dump(let label, let isStyled):
      return next(.dump(page(surface, label: label, isStyled: isStyled)))
    case .await(let text, let isShown, let patience):
      let rows = SurfaceDump.text(surface)
      if rows.contains(text) == isShown { return go(from: surface, isIdle, now) }
      let what = isShown ? "did not come onto the screen" : "did not leave the screen"
      return hold(line, patience, now, "“\(text)” \(what)")
    case .rest(let patience):
      if isIdle { return go(from: surface, isIdle, now) }
      return hold(line, patience, now, "something was still going on")
    }
  }

  private mutating func next(_ turn: Turn) -> Turn {
    rest.removeFirst()
    deadline = nil
    return turn
  }

  private mutating func go(from surface: Surface, _ isIdle: Bool, _ now: Duration) -> Turn {
    rest.removeFirst()
    deadline = nil
    return turn(seeing: surface, isIdle: isIdle, now: now)
  }

  private mutating func hold(
    _ line: ScriptLine,
    _ patience: Duration,
    _ now: Duration,
    _ what: String
  ) -> Turn {
    let end = deadline ?? now + patience
    deadline = end
    guard now >= end else { return .wait(until: end) }
    let message = "`\(line.text)`: \(what) within \(patience.components.seconds) s."
    return .failed(ScriptProblem(line: line.number, message: message))
  }

  private mutating func page(_ surface: Surface, label: String, isStyled: Bool) -> String {
    dumps += 1
    return ScriptDump.page(surface, label: label.isEmpty ? "\(dumps)" : label, isStyled: isStyled)
  }
}

/// The form of a screen in a dump file.
enum ScriptDump {
  static func page(_ surface: Surface, label: String, isStyled: Bool) -> String {
    let title = "=== \(PlainText.line(label)) \(surface.size.width)x\(surface.size.height)\n"
    return title + (isStyled ? SurfaceDump.styled(surface) : SurfaceDump.text(surface))
  }
}
