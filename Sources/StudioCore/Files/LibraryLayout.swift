public import StudioModel

/// Names of folders and files in the library: ours, never a server's.
public struct LibraryLayout: Hashable, Sendable {
  /// The library itself; it may be reached through links.
  public let root: String

  public init(root: String) { self.root = root }

  public static let recipeName = "recipe.json"

  /// `2026-03-09` and `070905-a-red-fox-1a2b3c`, the folder of a new sequence below the root.
  public func folderParts(id: SequenceID, slug: String, at time: LocalTime) -> [String] {
    let tail = [Self.safe(slug, toBytes: 80), Self.safe(id.short, toBytes: 16)]
      .filter { !$0.isEmpty }
    return [time.date, ([time.compactTime] + tail).joined(separator: "-")]
  }

  /// The absolute path of the folder of a new sequence; nothing is created.
  public func folder(id: SequenceID, slug: String, at time: LocalTime) -> String {
    folderParts(id: id, slug: slug, at: time).reduce(root) { PathName.join($0, $1) }
  }

  /// The folder of thrown-away sequences below the root.
  public static let trashName = ".trash"

  public var trash: String { PathName.join(root, Self.trashName) }

  /// Where the pictures of a thrown-away sequence lie.
  func trashFolder(of id: SequenceID) -> String {
    PathName.join(trash, Self.safe(id.rawValue, toBytes: 64))
  }

  /// True for a folder that `folder(id:slug:at:)` made here: two levels below the root, ending in
  /// the sequence's short name, or in that and the number of one that came back beside its place.
  /// One that a person chose is never ours, wherever it is.
  func isOwn(_ folder: String, of id: SequenceID) -> Bool {
    let name = PathName(folder)
    let day = PathName(name.parent)
    return day.parent == root && day.last.utf8.count == 10
      && day.last.utf8.filter { $0 == UInt8(ascii: "-") }.count == 2
      && ends(name.last, with: Self.safe(id.short, toBytes: 16))
  }

  private func ends(_ name: String, with short: String) -> Bool {
    if name.hasSuffix("-" + short) { return true }
    let parts = name.split(separator: "-")
    return parts.count > 2 && parts[parts.count - 2] == short
      && parts[parts.count - 1].plainNumber(digits: 1...4) != nil
  }

  /// `01.jpg`; numbers past 99 take the digits they need.
  public static func frameName(_ index: Int, _ format: PictureFormat) -> String {
    "\(LocalTime.padded(index)).\(format.fileExtension)"
  }

  /// `.01.part`, where a download grows until it is whole and checked.
  public static func partName(_ index: Int) -> String {
    ".\(LocalTime.padded(index)).part"
  }

  public static func path(_ name: String, in folder: String) -> String {
    PathName.join(folder, name)
  }

  /// True for names that a sequence of ours would want: a numbered picture, its partial form, or a
  /// recipe. Letter case is ignored, as some file systems do.
  public static func isOwnName(_ name: String) -> Bool {
    var rest = Substring(name.lowercased())
    if rest == recipeName { return true }
    if rest.hasPrefix(".") { rest = rest.dropFirst() }
    let digits = rest.prefix { ("0"..."9").contains($0) }
    return digits.count >= 2 && rest.dropFirst(digits.count).hasPrefix(".")
  }

  /// Letters, digits, `_` and `-` stay; anything else, however it came here, becomes `-`. What
  /// cannot be seen is left out of a letter too.
  private static func safe(_ text: String, toBytes limit: Int) -> String {
    let seen = text.unicodeScalars.filter { !$0.properties.isDefaultIgnorableCodePoint }
    let kept = String(String.UnicodeScalarView(seen)).map { character in
      character.isLetter || character.isNumber || character == "_" ? character : "-"
    }
    let parts = String(kept).split(separator: "-").joined(separator: "-")
    let cut = PathName.cut(parts, toBytes: limit)
    return cut.hasSuffix("-") ? String(cut.dropLast()) : cut
  }
}
