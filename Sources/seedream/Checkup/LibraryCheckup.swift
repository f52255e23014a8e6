import StudioCore
import StudioModel
import StudioUI

/// Whether the library can be read and written, and whether its database is whole.
struct LibraryCheckup: Sendable {
  let session: Session

  func findings() async -> [Finding] { [folder(), await database()] }

  private func folder() -> Finding {
    let files = FileSystem()
    let path = session.paths.library
    do throws(FileFailure) {
      try session.paths.prepare(using: files)
      let free = try files.freeSpace(at: path)
      // Fifteen of the largest pictures a service makes take about this much.
      let enough: Int64 = 500_000_000
      return free >= enough
        ? Finding("library", .fine, "\(path), \(Quantities.bytes(free)) free")
        : Finding(
          "library",
          .lacking,
          "\(path) has only \(Quantities.bytes(free)) free",
          fix: "free some space, or set `library` in \(session.paths.configFile)"
        )
    } catch {
      return Finding("library", error.failure(cost: .nothing))
    }
  }

  private func database() async -> Finding {
    let path = session.paths.database
    do throws(StoreFailure) {
      let store = try await Store.open(path: path)
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
      return Finding("database", error.asFailure())
    }
  }
}
