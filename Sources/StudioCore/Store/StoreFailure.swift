public import StudioModel

/// Why the library's database did not do what it was asked, sorted by what a person can do.
public enum StoreFailure: Error, Hashable, Sendable {
  /// There is no library yet, and it may not be made here.
  case missing(path: String)
  /// A newer version of the program wrote it.
  case newerSchema(path: String, found: Int, supported: Int)
  /// An older version of the program wrote it, and it may not be brought up to date here.
  case olderSchema(path: String, found: Int, supported: Int)
  /// The file is something else: not a database, or some other program's.
  case notADatabase(path: String)
  case corrupt(path: String, detail: String)
  case readOnly(path: String)
  case cannotOpen(path: String, reason: String)
  /// The disk, or the person's share of it, is full.
  case full(path: String)
  /// The library's files may not grow any further here.
  case sizeLimit(path: String)
  case tooManyOpen(path: String)
  /// Reading or writing failed for another reason.
  case inputOutput(path: String, reason: String)
  /// Another program held the database for longer than anybody wants to wait.
  case busy(path: String)
  /// Another program looks after this sequence now; nothing was stored.
  case leaseLost(SequenceID)
  /// The stored sequence does not stand where this step starts; nothing was stored.
  case outOfStep(SequenceID, stored: JobStatus)
  case noSuchSequence(SequenceID)
  /// The rules of the tables refused a row.
  case constraint(detail: String)
  case closed
  case unexpected(code: Int, detail: String)
}

extension StoreFailure {
  /// One sentence: what happened.
  public var message: String {
    switch self {
    case .missing(let path): "There is no library at \(path)."
    case .newerSchema(let path, let found, let supported):
      "The library at \(path) is of version \(found); this program knows versions up to "
        + "\(supported)."
    case .olderSchema(let path, let found, let supported):
      "The library at \(path) is of version \(found) and has to become version \(supported), "
        + "but may only be read here."
    case .notADatabase(let path): "\(path) is not a library of this program; it was not touched."
    case .corrupt(let path, let detail):
      "The library at \(path) is damaged (\(detail))."
    case .readOnly(let path): "The library at \(path) cannot be written to."
    case .cannotOpen(let path, let reason): "The library at \(path) cannot be opened: \(reason)."
    case .full(let path): "There is no room left to write to \(path)."
    case .sizeLimit(let path): "The files of \(path) may not become any larger here."
    case .tooManyOpen(let path): "Too many files are open to use \(path)."
    case .inputOutput(let path, let reason): "Reading or writing \(path) failed: \(reason)."
    case .busy(let path): "Another program kept \(path) locked."
    case .leaseLost(let id): "Another program looks after sequence \(id) now."
    case .outOfStep(let id, let stored):
      "Sequence \(id) is \(stored.rawValue) by now, so this step was not taken."
    case .noSuchSequence(let id): "There is no sequence \(id) in the library."
    case .constraint(let detail): "The library refused to store this: \(detail)."
    case .closed: "The library is closed."
    case .unexpected(let code, let detail):
      "The library's database reported \(detail) (SQLite \(code))."
    }
  }

  /// One sentence: what to do next; empty when there is nothing to do.
  public var advice: String {
    switch self {
    case .missing: "It is made by the first sequence."
    case .newerSchema: "Use the newer version of the program; the library was left as it is."
    case .olderSchema: "Open it once where it can be written to."
    case .notADatabase: "Move that file away, or choose another place with SEEDREAM_HOME."
    case .corrupt:
      "It was left as it is. Keep a copy of it, then restore a backup or try `sqlite3 FILE .recover`; "
        + "the pictures themselves are ordinary files and not affected."
    case .readOnly:
      "Make the file and its folder writable, or choose another place with SEEDREAM_HOME; "
        + "history and show still work."
    case .cannotOpen: "Check that the folder exists and belongs to you."
    case .full: "Free some space and run `seedream resume`; nothing that was stored is lost."
    case .sizeLimit:
      "Raise the limit on the size of files (see `ulimit -f`) and run `seedream resume`; nothing "
        + "that was stored is lost."
    case .tooManyOpen: "Raise the limit of open files (see `ulimit -n`) and run `seedream resume`."
    case .inputOutput: "Check the disk, then run `seedream resume`."
    case .busy: "Try again; if it stays so, look for a program that holds the file open."
    case .leaseLost, .outOfStep: "Look at it again with `seedream show`."
    case .noSuchSequence: "List what there is with `seedream history`."
    case .constraint, .closed, .unexpected: "Please report this."
    }
  }

  /// The same failure as a sequence or a command reports it; storing alone never costs money.
  public func asFailure(cost: Failure.Cost = .nothing) -> Failure {
    Failure(.storage, message, cost: cost, advice: advice)
  }
}
