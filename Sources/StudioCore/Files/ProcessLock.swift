import Glibc
public import StudioModel

/// The sign of life of one running program: a file the kernel holds locked as long as it lives.
///
/// However the program ends, SIGKILL included, the kernel lets the lock go; nobody has to trust a
/// process number or a clock to know that an owner is dead.
public final class ProcessLock: Sendable {
  public let owner: LeaseOwnerID
  private let path: String
  private let descriptor: Int32

  /// Makes and locks the file of a new owner in `folder`, which must exist.
  public init(folder: String, ids: IDSource = .live) throws(FileFailure) {
    while true {
      let owner = LeaseOwnerID(rawValue: "\(getpid())-\(String(ids.randomBits(), radix: 16))")
      let path = Self.path(of: owner, in: folder)
      let opened = retrying {
        open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
      }
      guard opened >= 0 else { throw FileFailure(errno: errno, .lock, path: path) }
      fchmod(opened, 0o600)
      do throws(FileFailure) {
        if try Self.takes(opened, path: path) {
          self.owner = owner
          self.path = path
          descriptor = opened
          return
        }
      } catch {
        close(opened)
        unlink(path)
        throw error
      }
      // Somebody swept the file away before it was locked: start again under a new name.
      close(opened)
    }
  }

  deinit {
    unlink(path)
    close(descriptor)
  }

  /// Tells everybody who watches the folder of locks that this program did something.
  ///
  /// A write is the one thing that the kernel reports to others at once; what is written means
  /// nothing.
  func ring() {
    var mark: UInt8 = 0x2E
    // Who does not hear it hears the next one.
    _ = pwrite(descriptor, &mark, 1, 0)
  }

  /// Whether the program that made `owner` still runs; `nil` when that cannot be known.
  ///
  /// The file of a dead owner is removed on the way.
  public static func isAlive(_ owner: LeaseOwnerID, in folder: String) -> Bool? {
    let name = owner.rawValue + ending
    guard PathName(name).isFile, PathName(name).last == name else { return nil }
    let path = PathName.join(folder, name)
    // For reading only: the closing of a file that was open for writing tells of a program's end.
    let opened = retrying { open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) }
    guard opened >= 0 else { return errno == ENOENT ? false : nil }
    defer { close(opened) }
    // Shared, so that two who look at the same time do not take each other for the owner.
    guard retrying({ flock(opened, LOCK_SH | LOCK_NB) }) == 0 else {
      return errno == EWOULDBLOCK ? true : nil
    }
    unlink(path)
    return false
  }

  /// Removes the files that dead programs left; returns how many.
  @discardableResult
  public static func sweep(_ folder: String) throws(FileFailure) -> Int {
    var removed = 0
    for name in try FileSystem().list(folder) where name.hasSuffix(ending) {
      let owner = LeaseOwnerID(rawValue: String(name.dropLast(ending.count)))
      if isAlive(owner, in: folder) == false { removed += 1 }
    }
    return removed
  }

  /// Whose file this is, by its name; `nil` for one that is no lock.
  static func owner(ofFile name: String) -> LeaseOwnerID? {
    guard name.hasSuffix(ending), name.count > ending.count else { return nil }
    return LeaseOwnerID(rawValue: String(name.dropLast(ending.count)))
  }

  private static let ending = ".lock"

  private static func path(of owner: LeaseOwnerID, in folder: String) -> String {
    PathName.join(folder, owner.rawValue + ending)
  }

  /// Locks the open file; `false` when it is no longer the file of that name.
  private static func takes(_ descriptor: Int32, path: String) throws(FileFailure) -> Bool {
    // Waits at most for the moment in which somebody else looks at the file.
    guard retrying({ flock(descriptor, LOCK_EX) }) == 0 else {
      throw FileFailure(errno: errno, .lock, path: path)
    }
    var mine = stat()
    var named = stat()
    guard fstat(descriptor, &mine) == 0 else { throw FileFailure(errno: errno, .lock, path: path) }
    return lstat(path, &named) == 0 && named.st_ino == mine.st_ino && named.st_dev == mine.st_dev
  }
}
