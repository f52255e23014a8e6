import CellGrid
import StudioModel

/// Reads a script: one step a line.
enum ScriptReader {
  static let patience = Duration.seconds(30)
  static let longestPatience = 3_600

  /// Throws for the first line that says nothing this program knows.
  static func lines(in text: String) throws(ScriptProblem) -> [ScriptLine] {
    var lines: [ScriptLine] = []
    let rows = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    for (place, row) in rows.enumerated() {
      let number = place + 1
      let bare = row.drop { $0 == " " || $0 == "\t" }
      guard let first = bare.first, first != "#" else { continue }
      let word = bare.prefix { $0 != " " && $0 != "\t" }
      let rest = String(bare.dropFirst(word.count + 1))
      do throws(StepProblem) {
        let step = try step(String(word), rest)
        lines.append(ScriptLine(number: number, text: String(bare), step: step))
      } catch {
        throw ScriptProblem(line: number, message: error.message)
      }
    }
    return lines
  }

  private struct StepProblem: Error {
    let message: String

    init(_ message: String) { self.message = message }
  }

  private static let words = ["type", "key", "paste", "wait", "waitnot", "idle", "resize", "dump"]

  private static func step(_ word: String, _ rest: String) throws(StepProblem) -> ScriptStep {
    switch word {
    case "type":
      guard !rest.isEmpty else { throw StepProblem("`type` needs a text.") }
      return .type(rest)
    case "key": return .press(try keys(rest))
    case "paste": return .paste(try unescaped(rest))
    case "wait", "waitnot":
      let (text, patience) = try awaited(rest, word)
      return .await(text, isShown: word == "wait", atMost: patience)
    case "idle": return .rest(atMost: try seconds(rest) ?? patience)
    case "resize":
      do throws(UsageError) {
        return .resize(try StudioOptions.size(rest.trimmed))
      } catch {
        throw StepProblem(error.message)
      }
    case "dump": return dump(rest)
    default:
      let near = Spelling.nearest(to: word, among: words)
      throw StepProblem(
        "“\(word)” is no step." + (near.map { " Did you mean `\($0)`?" } ?? "")
          + " Steps are \(words.joined(separator: ", "))."
      )
    }
  }

  private static func keys(_ rest: String) throws(StepProblem) -> [KeyPress] {
    var keys: [KeyPress] = []
    for word in rest.split(whereSeparator: { $0 == " " || $0 == "\t" }) {
      guard let key = KeyPress(spelled: String(word)) else {
        throw StepProblem("“\(word)” is no key; write f5, alt-enter, ctrl-x, ?, space.")
      }
      keys.append(key)
    }
    if keys.isEmpty { throw StepProblem("`key` needs at least one key.") }
    return keys
  }

  /// `TEXT`, `TEXT SECONDS`, `"TEXT"`, `"TEXT" SECONDS`.
  private static func awaited(
    _ rest: String,
    _ word: String
  ) throws(StepProblem) -> (text: String, patience: Duration) {
    let bare = rest.trimmed
    if bare.hasPrefix("\"") {
      let inner = bare.dropFirst()
      guard let end = inner.lastIndex(of: "\"") else {
        throw StepProblem("The closing quotation mark is missing.")
      }
      let text = String(inner[..<end])
      if text.isEmpty { throw StepProblem("`\(word)` needs a text.") }
      return (text, try seconds(String(inner[inner.index(after: end)...])) ?? patience)
    }
    guard !bare.isEmpty else { throw StepProblem("`\(word)` needs a text.") }
    guard let blank = bare.lastIndex(of: " "),
      let count = Int(bare[bare.index(after: blank)...])
    else { return (bare, patience) }
    return (String(bare[..<blank]).trimmed, try span(count))
  }

  private static func seconds(_ text: String) throws(StepProblem) -> Duration? {
    let bare = text.trimmed
    guard !bare.isEmpty else { return nil }
    guard let count = Int(bare) else { throw StepProblem("“\(bare)” is no number of seconds.") }
    return try span(count)
  }

  private static func span(_ seconds: Int) throws(StepProblem) -> Duration {
    guard (0...longestPatience).contains(seconds) else {
      throw StepProblem("A wait takes 0 to \(longestPatience) seconds, not \(seconds).")
    }
    return .seconds(seconds)
  }

  private static func dump(_ rest: String) -> ScriptStep {
    let bare = rest.trimmed
    if bare == "styled" { return .dump(label: "", isStyled: true) }
    if bare.hasPrefix("styled ") {
      return .dump(label: String(bare.dropFirst("styled ".count)).trimmed, isStyled: true)
    }
    return .dump(label: bare, isStyled: false)
  }

  /// `\n`, `\t`, `\e` and `\\` stand for a line end, a tab, an escape and a backslash; `\u{1F98A}`
  /// for any character.
  private static func unescaped(_ text: String) throws(StepProblem) -> String {
    var result = ""
    var rest = Substring(text)
    while let character = rest.popFirst() {
      guard character == "\\" else {
        result.append(character)
        continue
      }
      switch rest.popFirst() {
      case "n": result.append("\n")
      case "t": result.append("\t")
      case "e": result.append("\u{1B}")
      case "\\": result.append("\\")
      case "u": result.unicodeScalars.append(try scalar(&rest))
      default: throw StepProblem("A backslash stands before n, t, e, u{…} or another backslash.")
      }
    }
    if result.isEmpty { throw StepProblem("`paste` needs a text.") }
    return result
  }

  private static func scalar(_ rest: inout Substring) throws(StepProblem) -> Unicode.Scalar {
    guard rest.popFirst() == "{", let end = rest.firstIndex(of: "}"),
      let value = UInt32(rest[..<end], radix: 16), let scalar = Unicode.Scalar(value)
    else { throw StepProblem("A character is written \\u{1F98A}.") }
    rest = rest[rest.index(after: end)...]
    return scalar
  }
}

extension String {
  /// Without blanks at its ends.
  fileprivate var trimmed: String {
    var rest = Substring(self)
    while rest.first == " " || rest.first == "\t" { rest.removeFirst() }
    while rest.last == " " || rest.last == "\t" { rest.removeLast() }
    return String(rest)
  }
}
