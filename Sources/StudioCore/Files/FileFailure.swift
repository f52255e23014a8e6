import Glibc
public import StudioModel

/// What was being done to a file when it failed.
public enum FileAction: String, Sendable, Hashable {
  case read, write, create, list, remove, lock

  var infinitive: String { rawValue }
}

/// One file operation that the system, or a rule of this program, refused.
///
/// The sentences carry the path as it is: sanitise them before they are shown.
public struct FileFailure: Error, Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case notFound
    case notPermitted
    case noSpace
    /// Past the largest size that a file may have here.
    case sizeLimit
    case tooManyOpen
    case readOnly
    case notADirectory
    case tooLong
    /// Something of that name is there already and must not be replaced.
    case exists
    /// A folder, device, pipe or socket where a regular file is needed.
    case notARegularFile
    /// A symbolic link where this program only accepts its own files.
    case symbolicLink
    /// Longer than the reader accepts.
    case tooLarge(limit: Int)
    /// The name holds a zero byte, which no path can.
    case invalidName
    /// Anything else, by its `errno`.
    case other(Int32)
  }

  public var kind: Kind
  public var action: FileAction
  public var path: String

  public init(_ kind: Kind, _ action: FileAction, path: String) {
    self.kind = kind
    self.action = action
    self.path = path
  }

  init(errno code: Int32, _ action: FileAction, path: String) {
    self.init(Kind(errno: code), action, path: path)
  }

  /// One sentence: what happened, to which path.
  public var message: String {
    let attempt = "Cannot \(action.infinitive) \(path)"
    switch kind {
    case .notFound: return "\(attempt): it does not exist."
    case .notPermitted: return "\(attempt): permission denied."
    case .noSpace: return "\(attempt): the disk or the quota is full."
    case .sizeLimit: return "\(attempt): files may not become that large here."
    case .tooManyOpen: return "\(attempt): too many files are open."
    case .readOnly: return "\(attempt): the file system is read-only."
    case .notADirectory: return "\(attempt): a part of the path is not a folder."
    case .tooLong: return "\(attempt): the name is too long."
    case .exists: return "\(attempt): it already exists and is not replaced."
    case .notARegularFile: return "\(attempt): it is not a regular file."
    case .symbolicLink: return "\(attempt): it is a symbolic link."
    case .tooLarge(let limit): return "\(attempt): it is larger than \(limit) bytes."
    case .invalidName: return "\(attempt): the name holds a zero byte."
    case .other(let code): return "\(attempt): \(String(cString: strerror(code)))."
    }
  }

  /// One sentence: what to do about it.
  public var advice: String {
    switch kind {
    case .notFound: "Check the path."
    case .notPermitted: "Check the owner and the permissions of the file and of its folder."
    case .noSpace: "Free some space, then run `seedream resume`."
    case .sizeLimit:
      "Raise the limit on the size of files (see `ulimit -f`), then run `seedream resume`."
    case .tooManyOpen:
      "Raise the limit of open files (see `ulimit -n`), then run `seedream resume`."
    case .readOnly: "Choose a place that can be written, or mount it writable."
    case .notADirectory: "Remove the file that stands where a folder is needed."
    case .tooLong: "Choose a shorter path."
    case .exists: "Choose another place, or move the existing file away."
    case .notARegularFile: "Name a regular file."
    case .symbolicLink: "Replace the link by the file or folder itself."
    case .tooLarge: "Use a smaller file."
    case .invalidName: "Choose another name."
    case .other: "Check the disk and the path, then try again."
    }
  }

  /// The same failure in the terms of a job; `cost` is what the caller knows about the money.
  public func failure(cost: Failure.Cost) -> Failure {
    Failure(.storage, message, cost: cost, advice: advice)
  }
}

extension FileFailure.Kind {
  init(errno code: Int32) {
    switch code {
    case ENOENT: self = .notFound
    case EACCES, EPERM: self = .notPermitted
    case ENOSPC, EDQUOT: self = .noSpace
    case EFBIG: self = .sizeLimit
    case EMFILE, ENFILE: self = .tooManyOpen
    case EROFS: self = .readOnly
    case ENOTDIR: self = .notADirectory
    case ENAMETOOLONG: self = .tooLong
    case EEXIST, ENOTEMPTY: self = .exists
    case EISDIR, ENXIO: self = .notARegularFile
    case ELOOP: self = .symbolicLink
    default: self = .other(code)
    }
  }
}
