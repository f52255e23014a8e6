import Glibc
import StudioModel
import StudioUI

/// The folders and pictures that a typed path may go on to.
struct PathCompletion: Sendable {
  /// What relative paths count from.
  let currentFolder: String
  let home: String?
  /// Endings of files that can be references, in lower case and without a dot.
  let endings: Set<String>

  static let mostCandidates = 500
  /// A folder with more names than this is looked at no further.
  static let mostNames = 100_000

  init(currentFolder: String, home: String?, formats: [PictureFormat]) {
    self.currentFolder = currentFolder
    self.home = home
    endings = Set(formats.flatMap(Self.endings))
  }

  private static func endings(of format: PictureFormat) -> [String] {
    switch format {
    case .jpeg: ["jpg", "jpeg", "jpe", "jfif"]
    case .tiff: ["tif", "tiff"]
    case .png, .webp, .bmp, .gif: [format.rawValue]
    }
  }

  /// What the last part of `typed` may become, sorted by name; names that start with a dot only
  /// where a dot was typed. Nothing where the folder cannot be read.
  func candidates(for typed: String) -> [PathCandidate] {
    guard !typed.utf8.contains(0) else { return [] }
    // `~` alone stands for a folder, not for a name.
    if typed == "~", home != nil { return [PathCandidate(path: "~/", isFolder: true)] }
    let slash = typed.utf8.lastIndex(of: UInt8(ascii: "/"))
    let kept = slash.map { String(typed[...$0]) } ?? ""
    let start = slash.map { String(typed[typed.utf8.index(after: $0)...]) } ?? typed
    let folder = absolute(kept)
    var found: [PathCandidate] = []
    for name in names(in: folder) where fits(name, start) {
      guard let isFolder = kind(of: folder + "/" + name) else { continue }
      guard isFolder || hasPictureEnding(name) else { continue }
      found.append(PathCandidate(path: kept + name + (isFolder ? "/" : ""), isFolder: isFolder))
      if found.count == Self.mostCandidates { break }
    }
    return found
  }

  private func absolute(_ folder: String) -> String {
    if folder.hasPrefix("/") { return folder }
    if let home, folder.hasPrefix("~/") { return home + "/" + folder.dropFirst(2) }
    return folder.isEmpty ? currentFolder : currentFolder + "/" + folder
  }

  private func fits(_ name: String, _ start: String) -> Bool {
    name.hasPrefix(start) && (start.hasPrefix(".") || !name.hasPrefix("."))
  }

  private func hasPictureEnding(_ name: String) -> Bool {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return false }
    return endings.contains(name[name.index(after: dot)...].lowercased())
  }

  private func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while names.count < Self.mostNames, let entry = readdir(stream) {
      // A name that is no text cannot be typed, and would not be found again.
      let name = withUnsafePointer(to: &entry.pointee.d_name.0) { String(validatingCString: $0) }
      if let name, name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Whether a folder or a regular file is there, links followed; `nil` for anything else.
  private func kind(of path: String) -> Bool? {
    var facts = stat()
    guard stat(path, &facts) == 0 else { return nil }
    switch facts.st_mode & S_IFMT {
    case S_IFDIR: return true
    case S_IFREG: return false
    default: return nil
    }
  }
}
