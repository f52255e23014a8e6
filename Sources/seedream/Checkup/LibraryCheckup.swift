import Glibc
import StudioCore
import StudioModel
import StudioUI

/// Whether the library can be read and written, and whether its database is whole.
struct LibraryCheckup: Sendable {
  let session: Session

  func findings() async -> [Finding] { [folder(), await database()] }

  /// Nothing is made by looking: what will be made is judged by the nearest folder there is.
  private func folder() -> Finding {
    let files = FileSystem()
    let path = session.paths.library
    var place = path
    while !files.exists(place), let slash = place.lastIndex(of: "/"), place != "/" {
      place = slash == place.startIndex ? "/" : String(place[..<slash])
    }
    guard access(place, W_OK | X_OK) == 0 else {
      return Finding(
        "library",
        .broken,
        "\(place) cannot be written to",
        fix: "choose another SEEDREAM_HOME"
      )
    }
    do throws(FileFailure) {
      return room(try files.freeSpace(at: place), path, exists: place == path)
    } catch {
      return Finding("library", error.failure(cost: .nothing))
    }
  }

  private func room(_ free: Int64, _ path: String, exists: Bool) -> Finding {
    // Fifteen of the largest pictures a service makes take about this much.
    let enough: Int64 = 500_000_000
    let state = exists ? path : "\(path) is made with the first sequence"
    return free >= enough
      ? Finding("library", .fine, "\(state), \(Quantities.bytes(free)) free")
      : Finding(
        "library",
        .lacking,
        "\(state): only \(Quantities.bytes(free)) free",
        fix: "free some space, or set `library` in \(session.paths.configFile)"
      )
  }

  private func database() async -> Finding {
    let path = session.paths.database
    do throws(StoreFailure) {
      let store = try await Store.open(path: path, mode: .readOnly)
      let problems = try await store.integrityCheck()
      let count = try await store.historyCount()
      await store.close()
      return problems.isEmpty
        ? Finding("database", .fine, "\(path), whole, \(count) sequences")
        : Finding(
          "database",
          .broken,
          "\(path): \(problems.prefix(3).joined(separator: "; "))",
          fix: "keep a copy of the file; the pictures are ordinary files and not affected"
        )
    } catch {
      if case .missing = error {
        return Finding("database", .fine, "\(path) is made with the first sequence")
      }
      return Finding("database", error.asFailure())
    }
  }
}
