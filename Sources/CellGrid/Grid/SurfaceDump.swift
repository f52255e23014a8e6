/// A surface as text that a person can read in a diff: the rows, and below them where which style
/// is used.
public enum SurfaceDump {
  /// The rows, without blanks at their ends.
  public static func text(_ surface: Surface) -> String {
    rows(surface).joined(separator: "\n") + "\n"
  }

  /// The rows between bars, the styles of each row as one letter a cell (blank for plain), the
  /// meaning of the letters, the cursor, the links and the pictures.
  public static func styled(_ surface: Surface) -> String {
    var letters: [Style: Character] = [:]
    var order: [Style] = []
    let alphabet = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
    var lines = rows(surface).map { "|\($0)" }
    lines.append("--- styles")
    for y in 0..<surface.size.height {
      var line = ""
      for x in 0..<surface.size.width {
        let style = surface[x, y].style
        if style == .plain {
          line.append(" ")
          continue
        }
        if letters[style] == nil {
          letters[style] = order.count < alphabet.count ? alphabet[order.count] : "*"
          order.append(style)
        }
        line.append(letters[style] ?? "*")
      }
      lines.append("|\(trimmed(line))")
    }
    for style in order { lines.append("\(letters[style] ?? "*") \(describe(style))") }
    if let cursor = surface.cursor { lines.append("cursor \(cursor.x),\(cursor.y)") }
    for link in surface.links {
      lines.append("link \(link.origin.x),\(link.origin.y) +\(link.width) \(link.address)")
    }
    lines += surface.pictures.map(describe)
    return lines.joined(separator: "\n") + "\n"
  }

  private static func describe(_ place: PicturePlace) -> String {
    let (frame, part) = (place.frame, place.view.part)
    var line = "picture \(frame.x),\(frame.y) \(frame.width)×\(frame.height) \(place.view.path)"
    if part != .whole { line += " \(part.x),\(part.y) \(part.width)×\(part.height)" }
    return line
  }

  private static func rows(_ surface: Surface) -> [String] {
    (0..<surface.size.height).map { y in
      var line = ""
      for x in 0..<surface.size.width where surface[x, y].role != .covered {
        let glyph = surface[x, y].glyph
        line += glyph == .picture ? "▒" : glyph.text
      }
      return trimmed(line)
    }
  }

  private static func trimmed(_ line: String) -> String {
    var line = Substring(line)
    while line.last == " " { line.removeLast() }
    return String(line)
  }

  private static func describe(_ style: Style) -> String {
    var words: [String] = []
    if let index = style.foreground.paletteIndex { words.append("colour \(index)") }
    if let index = style.background.paletteIndex { words.append("on \(index)") }
    let names: [(Style.Attributes, String)] = [
      (.bold, "bold"), (.dim, "dim"), (.italic, "italic"), (.underline, "underline"),
      (.reverse, "reverse"),
    ]
    words += names.filter { style.attributes.contains($0.0) }.map(\.1)
    return words.joined(separator: " ")
  }
}
