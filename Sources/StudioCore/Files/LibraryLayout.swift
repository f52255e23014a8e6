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

  /// Letters, digits, `_` and `-` stay; anything else, however it came here, becomes `-`.
  private static func safe(_ text: String, toBytes limit: Int) -> String {
    let kept = text.map { character in
      character.isLetter || character.isNumber || character == "_" ? character : "-"
    }
    let parts = String(kept).split(separator: "-").joined(separator: "-")
    let cut = PathName.cut(parts, toBytes: limit)
    return cut.hasSuffix("-") ? String(cut.dropLast()) : cut
  }
}
