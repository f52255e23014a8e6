import CellGrid
import StudioModel

/// Asks for the id that the service gave a request whose answer was lost.
struct AdoptDialog: Hashable, Sendable {
  enum Outcome: Hashable, Sendable {
    case open
    case closed
    case chosen(PredictionID)
  }

  let id: SequenceID
  let service: String
  private var field = LineField()
  private var complaint = ""

  private static let longest = 200
  private static let width = 60

  init(_ job: Job) {
    id = job.id
    service = job.request.provider.displayName
  }

  mutating func take(_ input: Input) -> Outcome {
    switch input {
    case .mouse: return .open
    case .paste(let text): field.paste(text)
    case .key(KeyPress(.escape)), .key(KeyPress("c", .control)): return .closed
    case .key(KeyPress(.enter)): return submit()
    case .key(let key): _ = field.handle(key)
    }
    complaint = ""
    return .open
  }

  private mutating func submit() -> Outcome {
    let words = field.text.split { $0.isWhitespace }
    guard let word = words.first else {
      complaint = "Type or paste the id first."
      return .open
    }
    // An id goes into the service's addresses: nothing that could change their meaning.
    let isPlain = word.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"/?#%\\".utf8.contains($0) }
    guard words.count == 1, isPlain, word.utf8.count <= Self.longest else {
      complaint = "An id is one word of letters, digits and dashes."
      return .open
    }
    return .chosen(PredictionID(rawValue: String(word)))
  }

  func draw(in canvas: inout Canvas, _ theme: Theme) {
    let width = max(1, min(canvas.width - 4, Self.width))
    let text =
      "The id \(service) gave this request; its web page lists the tasks. The images of "
      + "that task become the images of this sequence."
    let lines = TextFlow.wrapped(text, width: max(width - 2, 1))
    let dialog = Dialog(
      "Adopt a task",
      size: Size(width: width, height: lines.count + 4),
      footnote: "Enter adopts · Esc leaves",
      theme
    )
    dialog.draw(in: &canvas, theme) { canvas in
      // Where there is little room, the field is what is needed.
      let room = max(0, canvas.height - 4)
      let shown = lines.prefix(room)
      for (y, line) in shown.enumerated() { canvas.text(line, x: 1, y: y, theme.plain) }
      let y = shown.isEmpty ? 0 : shown.count + 1
      let used = canvas.text("Id ", x: 1, y: y, theme.heading)
      let styles = EditorStyles(text: theme.plain, selection: theme.marked, sign: theme.faint)
      field.draw(
        in: &canvas,
        x: 1 + used,
        y: y,
        width: canvas.width - 2 - used,
        styles: styles,
        focused: true
      )
      let complaint = TextFlow.truncated(complaint, to: canvas.width - 2)
      canvas.text(complaint, x: 1, y: y + 1, theme.error)
    }
  }
}
