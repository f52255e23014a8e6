import CTerminal
import CellGrid
import Glibc

/// The progress of a headless command: one line that is rewritten in place on a terminal, and
/// plain lines, each said once, everywhere else.
///
/// Every text goes through `PlainText`. A value is used from one thread; when it ends, the cursor
/// stands at the start of an empty line. Writing never fails loudly: where nobody reads the
/// progress, the work goes on without it (the program ignores SIGPIPE for that).
public struct StatusLine: ~Copyable {
  /// How progress is shown.
  public enum Form: Sendable, Hashable {
    /// Rewritten in place.
    case live
    case lines
  }

  public let form: Form
  private let output: StatusOutput
  private let isUTF8: Bool
  /// The width when the driver does not know one.
  private let fallbackWidth = 80
  private var shown = ""
  private var saidLast: String?

  /// Chooses the form by the descriptor: rewriting needs a terminal that is not `dumb`.
  ///
  /// - Parameters:
  ///   - terminal: the value of `TERM`.
  ///   - isUTF8: see `Terminal.isUTF8(_:)`; without it only ASCII is written.
  public init(descriptor: Int32, terminal: String?, isUTF8: Bool) {
    let isDumb = terminal == nil || terminal == "" || terminal == "dumb"
    let canRewrite = terminal_is_terminal(descriptor) && !isDumb
    self.init(descriptor: descriptor, form: canRewrite ? .live : .lines, isUTF8: isUTF8)
  }

  init(descriptor: Int32, form: Form, isUTF8: Bool) {
    output = StatusOutput(descriptor: descriptor)
    self.form = form
    self.isUTF8 = isUTF8
  }

  deinit {
    if !shown.isEmpty { output.write("\r\u{1B}[K") }
  }

  /// The cells a status may take now; the last column stays free, since some terminals wrap there.
  public var width: Int {
    max(1, (TerminalSize(descriptor: output.descriptor)?.columns ?? fallbackWidth) - 1)
  }

  /// Shows where things stand.
  ///
  /// - Parameters:
  ///   - status: the line that is rewritten, cut to the width.
  ///   - line: what to say where nothing can be rewritten; the same line is not said twice in a
  ///     row, so it leaves out what changes with every look. `nil` says nothing.
  public mutating func show(_ status: String, otherwise line: String?) {
    guard form == .live else {
      if let line { sayOnce(line) }
      return
    }
    let text = safe(status, width: width)
    guard text != shown else { return }
    output.write("\r\(text)\u{1B}[K")
    shown = text
  }

  /// Writes a line that stays, above the one that is rewritten.
  public mutating func say(_ line: String) {
    let text = safe(line)
    saidLast = nil
    guard form == .live, !shown.isEmpty else {
      output.write("\(text)\n")
      return
    }
    output.write("\r\(text)\u{1B}[K\n\(shown)")
  }

  /// Takes the rewritten line away.
  public mutating func clear() {
    guard !shown.isEmpty else { return }
    output.write("\r\u{1B}[K")
    shown = ""
  }

  private mutating func sayOnce(_ line: String) {
    let text = safe(line)
    guard text != saidLast else { return }
    output.write("\(text)\n")
    saidLast = text
  }

  private func safe(_ text: String, width: Int? = nil) -> String {
    let line = PlainText.line(text)
    let drawn = isUTF8 ? line : PlainText.ascii(line)
    guard let width else { return drawn }
    return TextFlow.truncated(drawn, to: width, ellipsis: isUTF8 ? "…" : "~")
  }
}
