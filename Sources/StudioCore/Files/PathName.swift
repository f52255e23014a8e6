/// A path taken apart by its text alone; nothing is looked up.
struct PathName: Sendable, Hashable {
  let text: String

  init(_ text: String) { self.text = text }

  /// The part after the last slash.
  var last: String {
    text.utf8.lastIndex(of: UInt8(ascii: "/")).map {
      String(text[text.utf8.index(after: $0)...])
    } ?? text
  }

  /// The folder that holds the name: `.` for a bare one.
  var parent: String {
    guard let slash = text.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == text.utf8.startIndex ? "/" : String(text[..<slash])
  }

  /// True when the last part can name a file.
  var isFile: Bool { !last.isEmpty && last != "." && last != ".." && !text.utf8.contains(0) }

  var isAbsolute: Bool { text.utf8.first == UInt8(ascii: "/") }

  func sibling(_ name: String) -> String { Self.join(parent, name) }

  static func join(_ folder: String, _ name: String) -> String {
    folder.utf8.last == UInt8(ascii: "/") ? folder + name : folder + "/" + name
  }

  /// An absolute form without `.` parts and doubled slashes. `..` stays: only the system can tell
  /// where it leads when links are involved.
  func absolute(in base: String) -> String {
    let whole = isAbsolute ? text : Self.join(base, text)
    let parts = whole.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
    return "/" + parts.filter { $0 != "." }.joined(separator: "/")
  }

  /// As many whole characters of `name` as fit in `limit` bytes of UTF-8.
  static func cut(_ name: String, toBytes limit: Int) -> String {
    var kept = ""
    var bytes = 0
    for character in name {
      bytes += character.utf8.count
      if bytes > limit { break }
      kept.append(character)
    }
    return kept
  }
}
