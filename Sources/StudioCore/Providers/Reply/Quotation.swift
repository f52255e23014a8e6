/// A service's words on their way into a message of ours: one line, bounded, without the key.
struct Quotation: Sendable {
  private static let longest = 300

  private let redaction: Redaction

  /// `key` is struck out wherever a service repeats it.
  init(withholding key: String) { redaction = Redaction(secrets: [key]) }

  func quote(_ text: String) -> String {
    let line = redaction.scrub(text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    // Scalars, not characters: one character can be as long as it likes.
    let scalars = line.unicodeScalars
    guard scalars.count > Self.longest else { return line }
    return String(String.UnicodeScalarView(scalars.prefix(Self.longest - 1))) + "…"
  }

  /// Whether a text that is stored as it is, an id or an address, holds the key.
  func withholds(_ text: String) -> Bool { redaction.isNeeded(by: text) }

  /// `: reason`, or nothing.
  func tail(_ reason: String?) -> String {
    guard let reason else { return "" }
    let quoted = quote(reason)
    return quoted.isEmpty ? "" : ": \(quoted)"
  }
}
