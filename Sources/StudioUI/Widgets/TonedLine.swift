public import CellGrid

/// One line of text in several tones, drawn from left to right.
public struct TonedLine: Hashable, Sendable {
  public struct Span: Hashable, Sendable {
    /// Plain already: what comes from outside went through `PlainText`.
    public var text: String
    public var tone: Tone
    /// What a terminal may open in its place.
    public var address: String?

    public init(_ text: String, _ tone: Tone = .plain, address: String? = nil) {
      self.text = text
      self.tone = tone
      self.address = address
    }
  }

  public var spans: [Span]

  public init(_ spans: [Span]) { self.spans = spans }

  public init(_ text: String, _ tone: Tone = .plain) { spans = [Span(text, tone)] }

  public static let empty = TonedLine([])

  /// The words alone.
  public var text: String { spans.map(\.text).joined() }

  /// Draws at most `width` cells; what has no room ends in `…`.
  public func draw(in canvas: inout Canvas, x: Int, y: Int, width: Int, _ theme: Theme) {
    var used = 0
    for (place, span) in spans.enumerated() {
      let room = width - used
      guard room > 0 else { return }
      // A span that just fits before another would hide that there is more.
      let hasMore = spans[(place + 1)...].contains { !$0.text.isEmpty }
      let fits = CellWidth.of(span.text) + (hasMore ? 1 : 0) <= room
      let text = fits ? span.text : TextFlow.truncated(span.text + "…", to: room)
      let cells = canvas.text(text, x: x + used, y: y, span.tone.style(theme), width: room)
      if let address = span.address {
        canvas.link(address, x: x + used, y: y, width: cells)
      }
      used += cells
      if !fits { return }
    }
  }

  /// A text broken into lines of one tone; those after the first are set in by `indent` cells.
  public static func wrapped(
    _ text: String,
    _ tone: Tone = .plain,
    width: Int,
    indent: Int = 0
  ) -> [TonedLine] {
    let indent = max(0, min(indent, width - 1))
    let blanks = String(repeating: " ", count: indent)
    let lines = TextFlow.wrapped(PlainText.lines(text), width: width - indent)
    return lines.enumerated().map { TonedLine(($0 == 0 ? "" : blanks) + $1, tone) }
  }
}
