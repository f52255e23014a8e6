import Glibc
import Synchronization

/// The file of the database as the file system sees it.
///
/// No function here opens a file that may be a live database: closing any descriptor of such a
/// file drops the locks SQLite holds on it in this process.
enum DatabaseFile {
  /// Held while the file is made, so that no connection of this process opens it meanwhile.
  private static let creation = Mutex(())

  /// Makes the file (0600) and its folders (0700) where they are missing, whatever the umask says;
  /// the log files take their modes from the file. Returns true when the file is new.
  static func createIfMissing(_ path: String) throws(StoreFailure) -> Bool {
    let outcome: Result<Bool, StoreFailure> = creation.withLock { _ in
      do throws(StoreFailure) {
        return .success(try create(path))
      } catch {
        return .failure(error)
      }
    }
    return try outcome.get()
  }

  private static func create(_ path: String) throws(StoreFailure) -> Bool {
    if exists(path) { return false }
    try makeFolder(folder(of: path), for: path)
    let file = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if file < 0 {
      if errno == EEXIST { return false }
      throw failure(errno, path: path)
    }
    let result = fchmod(file, 0o600)
    let error = errno
    Glibc.close(file)
    guard result == 0 else { throw failure(error, path: path) }
    return true
  }

  private static func makeFolder(_ folder: String, for path: String) throws(StoreFailure) {
    if folder.isEmpty || exists(folder) { return }
    try makeFolder(Self.folder(of: folder), for: path)
    guard mkdir(folder, 0o700) == 0 else {
      if errno == EEXIST { return }
      throw failure(errno, path: path)
    }
    guard chmod(folder, 0o700) == 0 else { throw failure(errno, path: path) }
  }

  private static func failure(_ error: Int32, path: String) -> StoreFailure {
    switch error {
    case ENOSPC, EDQUOT: .full(path: path)
    case EROFS, EACCES, EPERM: .readOnly(path: path)
    case EMFILE, ENFILE: .tooManyOpen(path: path)
    default: .cannotOpen(path: path, reason: String(cString: strerror(error)))
    }
  }

  static func exists(_ path: String) -> Bool { status(path) != nil }

  static func size(_ path: String) -> Int64? { status(path).map { Int64($0.st_size) } }

  private static func status(_ path: String) -> stat? {
    var status = stat()
    return stat(path, &status) == 0 ? status : nil
  }

  /// Why there is nothing at `path`: nothing was made yet, or we may not look.
  static func absence(of path: String) -> StoreFailure {
    var status = stat()
    guard stat(path, &status) != 0, errno != ENOENT else { return .missing(path: path) }
    return .cannotOpen(path: path, reason: String(cString: strerror(errno)))
  }

  static func isFolderWritable(of path: String) -> Bool {
    let folder = folder(of: path)
    return isWritable(folder.isEmpty ? "." : folder)
  }

  /// Asks with the effective ids, which are those that opening a file goes by.
  private static func isWritable(_ path: String) -> Bool {
    faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) == 0
  }

  /// A failure to open for writing, said as "read-only" where that is the reason, and only there.
  static func sayingReadOnly(_ error: StoreFailure, path: String) -> StoreFailure {
    switch error {
    case .readOnly: refusalToWrite(path: path)
    case .cannotOpen, .inputOutput:
      isFolderWritable(of: path) && isWritable(path) ? error : .readOnly(path: path)
    default: error
    }
  }

  /// Why SQLite takes a file, or one beside it, for read-only: it does so whatever the reason for
  /// which the system refused to open it for writing, and does not tell. The file is not opened
  /// here to find out: closing it again would let go of the locks that others in this process have
  /// on it.
  static func refusalToWrite(path: String) -> StoreFailure {
    isFolderWritable(of: path) && isWritable(path)
      ? .inputOutput(path: path, reason: "the disk refused to open it for writing")
      : .readOnly(path: path)
  }

  /// Makes the new file's name survive a power cut. Best effort: not every file system can.
  static func syncFolder(of path: String) {
    let folder = folder(of: path)
    let directory = Glibc.open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard directory >= 0 else { return }
    fsync(directory)
    Glibc.close(directory)
  }

  /// Everything before the last slash; "/" for a file in the root, empty for a bare name.
  static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    return slash == path.startIndex && path.utf8.count > 1
      ? "/" : String(path[..<slash])
  }

  /// The path as a URI SQLite understands; everything but plain characters is escaped.
  static func uri(_ path: String) -> String {
    let digits = Array("0123456789ABCDEF")
    var escaped = path.utf8.first == UInt8(ascii: "/") ? "file://" : "file:"
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."),
        UInt8(ascii: "-"), UInt8(ascii: "_"):
        escaped.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        escaped.append("%")
        escaped.append(digits[Int(byte >> 4)])
        escaped.append(digits[Int(byte & 15)])
      }
    }
    return escaped
  }
}
