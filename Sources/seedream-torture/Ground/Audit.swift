import CSQLite
import FoundationEssentials
import Glibc
import ProviderSimulator
import StudioImaging
import TestSupport

/// Compares what the services charged with what the library has, and looks for what should not be
/// there. Sequences are read through `seedream history --json`, pictures by decoding the files.
struct Audit {
  let ground: TortureGround
  /// The requests that the person made and that have to be charged, each once.
  let intents: Int
  /// A task may have been charged, completed and delivered nothing.
  var allowsEmptyTasks = false

  init(ground: TortureGround, intents: Int) {
    self.ground = ground
    self.intents = intents
  }

  /// What does not hold; empty when everything does. Called when nothing works on the library.
  func faults() async throws -> [String] {
    let ending = try await ground.run(["history", "--json", "--limit", "100000"])
    guard ending.code == 0,
      let document = try? JSONDecoder().decode(JSONValue.self, from: Data(ending.output.utf8)),
      let sequences = document.items
    else { return ["history answered \(ending.code): \(ending.errors) \(ending.output)"] }
    var faults: [String] = []
    let ledger = ground.server.ledger
    if ledger.count != intents {
      faults.append("\(ledger.count) charges for \(intents) intents: \(ledger)")
    }
    let owners = Dictionary(grouping: sequences) { $0["prediction_id"]?.text ?? "" }
    for entry in ledger { faults += self.faults(of: entry, owners[entry.predictionID] ?? []) }
    return faults + leftovers() + databaseFaults() + leaks()
  }

  /// The frames of a charged task are on disk, whole, and belong to one sequence.
  private func faults(of entry: LedgerEntry, _ owners: [JSONValue]) -> [String] {
    guard let owner = owners.first else {
      return ["charged task \(entry.predictionID) belongs to no sequence"]
    }
    var faults: [String] = []
    if owners.count > 1 { faults.append("\(owners.count) sequences own \(entry.predictionID)") }
    if entry.isRefunded { return faults }
    let images = owner["images"]?.items ?? []
    let isEmpty = entry.imagesDelivered == 0 && !allowsEmptyTasks
    if isEmpty || images.count != entry.imagesDelivered {
      let state = owner["status"]?.text ?? "?"
      faults.append(
        "\(entry.predictionID) delivered \(entry.imagesDelivered), on disk \(images.count) (\(state))"
      )
    }
    for image in images {
      let path = image["path"]?.text ?? ""
      do {
        let found = try PictureCheck.verify(path: path)
        if Int64(found.byteCount) != image["bytes"]?.integer {
          faults.append("\(path) has \(found.byteCount) bytes, not \(image["bytes"] ?? nil)")
        }
      } catch {
        faults.append("\(path) is not whole: \(error)")
      }
    }
    return faults
  }

  /// Files that only somebody at work has a use for.
  private func leftovers() -> [String] {
    ground.files.filter { path in
      let name = path.split(separator: "/").last.map(String.init) ?? path
      return name.hasSuffix(".part") || name.hasPrefix("accepted-")
    }.map { "left behind: \($0)" }
  }

  private func databaseFaults() -> [String] {
    // Whoever ended before there was one has promised nothing.
    if intents == 0 && access(ground.database, F_OK) != 0 { return [] }
    var database: OpaquePointer?
    defer { sqlite3_close(database) }
    guard sqlite3_open_v2(ground.database, &database, SQLITE_OPEN_READONLY, nil) == SQLITE_OK else {
      return ["the database cannot be opened"]
    }
    let integrity = rows(database, "PRAGMA integrity_check")
    let strays = rows(database, "PRAGMA foreign_key_check")
    return (integrity == ["ok"] ? [] : ["integrity: \(integrity)"])
      + strays.map { "a row without its owner in \($0)" }
  }

  private func rows(_ database: OpaquePointer?, _ question: String) -> [String] {
    var statement: OpaquePointer?
    defer { sqlite3_finalize(statement) }
    guard sqlite3_prepare_v2(database, question, -1, &statement, nil) == SQLITE_OK else {
      return ["the database refuses \(question)"]
    }
    var found: [String] = []
    while sqlite3_step(statement) == SQLITE_ROW {
      found.append(sqlite3_column_text(statement, 0).map { String(cString: $0) } ?? "")
    }
    return found
  }

  /// The key where it does not belong.
  private func leaks() -> [String] {
    let key = Data(TortureGround.key.utf8)
    let inFiles = ground.files.filter { path in
      guard let bytes = try? Data(contentsOf: URL(filePath: ground.home + "/" + path)) else {
        return false
      }
      return bytes.count >= key.count && bytes.firstRange(of: key) != nil
    }
    return inFiles.map { "\($0) holds the key" }
      + ground.server.keyLeaks.map { "the key went to \($0.path)" }
  }
}
