import CellGrid
import StudioModel

@testable import StudioUI

/// A prompt pane on its own, as the app would treat it: what it wants to be applied is applied.
struct PromptDesk {
  var pane = PromptPane()
  var request = Desk.request
  var size = Size(width: 60, height: 12)
  var screen = Size(width: 80, height: 24)
  var theme = Theme.standard
  private(set) var reactions: [Reaction] = []

  init(_ text: String = "", caret: Int? = nil, maxImages: Int = 4, earlier: [String] = []) {
    request.maxImages = maxImages
    pane.open(text, caret: caret ?? text.count)
    report(.promptsLoaded(earlier))
  }

  var context: PaneContext {
    var request = request
    request.prompt = pane.text
    return PaneContext(
      now: Timestamp(milliseconds: 0),
      theme: theme,
      catalog: CatalogFile.catalog,
      account: Account(isDemo: false),
      request: request,
      check: RequestCheck(request, CatalogFile.catalog),
      size: size,
      screen: screen
    )
  }

  /// Presses keys as the app routes them to the prompt while one types.
  mutating func press(_ spellings: String) {
    for spelling in spellings.split(separator: " ") {
      guard let key = KeyPress(spelled: String(spelling)) else { continue }
      press(key)
    }
  }

  private mutating func press(_ key: KeyPress) {
    if pane.isModal || key.typed != nil { return take(pane.handle(.key(key), context) ?? []) }
    switch Keymap.builtIn.invocation(for: key, in: .prompt) {
    case .edit(let command): take(pane.perform(edit: command, context))
    case .prompt(let command) where pane.objection(to: command, context) == nil:
      take(pane.perform(command, context))
    default: break
    }
  }

  mutating func type(_ text: String) {
    for character in text { take(pane.handle(.key(KeyPress(character)), context) ?? []) }
  }

  mutating func paste(_ text: String) { take(pane.handle(.paste(text), context) ?? []) }

  mutating func mouse(_ kind: MouseEvent.Kind, x: Int, y: Int) {
    take(pane.handle(.mouse(MouseEvent(kind, at: Point(x: x, y: y))), context) ?? [])
  }

  mutating func report(_ report: Report) { take(pane.receive(report, context)) }

  private mutating func take(_ new: [Reaction]) {
    reactions += new
    for case .apply(let fix) in new {
      if case .prompt(let text) = fix {
        pane.replace(with: text)
      } else {
        request = fix.applied(to: request)
      }
    }
  }

  mutating func takeReactions() -> [Reaction] {
    defer { reactions = [] }
    return reactions
  }

  var surface: Surface {
    var canvas = Canvas(size)
    pane.draw(in: &canvas, context)
    return canvas.surface
  }

  var screenText: String { SurfaceDump.text(surface) }

  /// The screen with what lies over it.
  var overlay: Surface {
    var canvas = Canvas(screen)
    pane.drawOverlay(in: &canvas, context)
    return canvas.surface
  }
}
