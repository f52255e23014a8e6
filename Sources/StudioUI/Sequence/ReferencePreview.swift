import CellGrid
import StudioModel

/// The reference under the cursor as a picture, to the right of the form where there is room.
struct ReferencePreview: Hashable, Sendable {
  enum Content: Hashable, Sendable {
    case picture(path: String, PixelSize)
    /// Why there is none, in a few words.
    case none(String)
  }

  let content: Content
  let part: Rect
  /// What is left to the form.
  let form: Size
  private let cell: CellPixels

  private static let formWidth = 37
  private static let leastWidth = 16
  private static let mostWidth = 26
  private static let leastHeight = 4
  private static let mostHeight = 10

  /// `nil` where none shows: the form has the whole room then.
  init?(_ pane: SequencePane, _ context: PaneContext) {
    let width = min(Self.mostWidth, context.size.width - Self.formWidth - 1)
    guard let facts = context.shownPictures, width >= Self.leastWidth,
      context.size.height >= Self.leastHeight,
      case .reference(let index) = pane.row(context),
      pane.settings.references.indices.contains(index)
    else { return nil }
    cell = facts.cell
    form = Size(width: context.size.width - width - 1, height: context.size.height)
    part = Rect(
      x: context.size.width - width,
      y: 0,
      width: width,
      height: min(context.size.height, Self.mostHeight)
    )
    content = Self.content(pane.settings.references[index], pane)
  }

  private static func content(_ reference: Reference, _ pane: SequencePane) -> Content {
    guard case .file(let path) = reference.source else {
      return .none("not shown here: the service fetches it")
    }
    if pane.troubles[path] != nil { return .none("no picture to show") }
    guard let facts = reference.facts else { return .none("not looked at yet") }
    let absolute = pane.seenPaths[path] ?? path
    return absolute.hasPrefix("/")
      ? .picture(path: absolute, facts.size) : .none("not shown: its path is not absolute")
  }

  func draw(in canvas: inout Canvas, _ theme: Theme) {
    switch content {
    case .picture(let path, let size):
      let fitted = PictureFit.size(
        width: size.width,
        height: size.height,
        in: part.size,
        cell: cell
      )
      // In the upper right corner, whatever its form.
      let place = Point(x: part.right - fitted.width, y: part.y)
      let room = Rect(origin: place, size: fitted)
      canvas.picture(PictureView(path: path), in: room, theme.plain)
    case .none(let words):
      let lines = TextFlow.wrapped(words, width: part.width - 1)
      for (row, line) in lines.prefix(part.height).enumerated() {
        canvas.text(line, x: part.x + 1, y: part.y + row, theme.faint)
      }
    }
  }
}
