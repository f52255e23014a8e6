import FoundationEssentials
import StudioCore
import StudioModel

/// Where a text goes that the library has not taken when a studio ends: a file of its own, readable
/// by its owner only, until the library of a later studio takes it.
struct LastResort: Sendable {
  /// The folders to write to, the first one that can be written.
  let folders: [String]
  private let files = FileSystem()

  private static let beginning = "unkept-"
  private static let ending = ".json"
  /// A prompt may be a megabyte, and each of its characters six when it is escaped.
  private static let mostBytes = 16 << 20

  init(_ paths: StudioPaths) { folders = [paths.data, paths.cache] }

  init(folders: [String]) { self.folders = folders }

  /// Returns the path of the file; an existing one is never touched.
  func write(_ draft: Draft) throws(FileFailure) -> String {
    let name = Self.beginning + String(UInt64.random(in: .min ... .max), radix: 36) + Self.ending
    var failure = FileFailure(.notFound, .write, path: name)
    for folder in folders {
      do throws(FileFailure) {
        try files.makeFolder(folder)
        try files.write(Self.bytes(of: draft), to: folder + "/" + name, replacing: false)
        return folder + "/" + name
      } catch {
        failure = error
      }
    }
    throw failure
  }

  func remove(_ path: String) { try? files.remove(path) }

  /// Brings every text that was left here to where drafts are opened from. A file stays until its
  /// text is stored, and for good where it is not understood.
  func takeUp(into studio: Studio) async {
    for (folder, name) in left {
      let path = folder + "/" + name
      guard let draft = draft(in: path) else { continue }
      do throws(Failure) {
        // The library may have taken it in the last moment, when nobody could say so any more.
        let id = DraftID(rawValue: String(name.dropLast(Self.ending.count)))
        try await studio.leaveDraft(draft, as: id)
        remove(path)
      } catch {
        continue
      }
    }
  }

  private var left: [(folder: String, name: String)] {
    folders.flatMap { folder in
      ((try? files.list(folder)) ?? [])
        .filter { $0.hasPrefix(Self.beginning) && $0.hasSuffix(Self.ending) }
        .map { (folder, $0) }
    }
  }

  private func draft(in path: String) -> Draft? {
    guard let bytes = try? files.read(path, limit: Self.mostBytes) else { return nil }
    return try? JSONDecoder().decode(Draft.self, from: Data(bytes))
  }

  private static func bytes(of draft: Draft) throws(FileFailure) -> [UInt8] {
    let encoder = JSONEncoder()
    // The person may want to read it.
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return [UInt8](try encoder.encode(draft)) + [0x0A]
    } catch {
      throw FileFailure(.invalidName, .write, path: beginning)
    }
  }
}
