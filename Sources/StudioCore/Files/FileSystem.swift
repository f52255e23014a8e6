import Glibc

/// The file operations of the studio: whole files, atomically, readable by their owner only.
///
/// Files are made 0600 and folders 0700 whatever the umask. A file is complete or absent under its
/// final name: it is written beside it, flushed, renamed, and the folder is flushed.
public struct FileSystem: Sendable {
  /// Asked before each change to the disk; an `errno` makes the change fail as the system would.
  /// Lets a test fill the disk at any step. `nil` outside tests.
  public typealias Fault = @Sendable (FileAction, _ path: String) -> Int32?

  private let fault: Fault?

  public init(fault: Fault? = nil) { self.fault = fault }

  /// Replaces the content of `path`, or creates it.
  ///
  /// With `replacing: false` an existing file, even one that appears meanwhile, is kept and the
  /// call fails with `.exists`. On any failure nothing stays under the final name but what was
  /// there before.
  public func write(
    _ bytes: [UInt8],
    to path: String,
    replacing: Bool = true
  ) throws(FileFailure) {
    let name = PathName(path)
    guard name.isFile else { throw FileFailure(.invalidName, .write, path: path) }
    let part = name.sibling(Self.temporaryName(for: name.last))
    do throws(FileFailure) {
      try check(.write, path)
      if !replacing, try writeUnnamed(bytes, as: path) { return try syncFolder(name.parent) }
      let file = try OpenFile(
        part,
        flags: O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW,
        mode: 0o600,
        for: .write
      )
      // The umask may have taken the owner's own bits.
      fchmod(file.descriptor, 0o600)
      try file.writeAll(bytes, as: path)
      try file.sync(as: path)
      try move(part, to: path, replacing: replacing)
    } catch {
      unlink(part)
      throw FileFailure(error.kind, error.action, path: path)
    }
    try syncFolder(name.parent)
  }

  /// Gives a finished partial file its final name in the same folder, durably.
  ///
  /// With `replacing: false` an existing file is kept, `part` too, and the call fails with
  /// `.exists`.
  public func publish(
    _ part: String,
    as path: String,
    replacing: Bool = false
  ) throws(FileFailure) {
    try check(.write, path)
    do {
      let file = try OpenFile(part, flags: O_RDONLY | O_NOFOLLOW | O_NONBLOCK, for: .write)
      try file.requireRegular(for: .write)
      fchmod(file.descriptor, 0o600)
      try file.sync(as: path)
    }
    try move(part, to: path, replacing: replacing)
    try syncFolder(PathName(path).parent)
  }

  /// The whole content of a regular file of at most `limit` bytes.
  ///
  /// With `followingLinks: false` (our own files) a symbolic link is refused. Pipes and devices are
  /// refused without waiting for them.
  public func read(
    _ path: String,
    limit: Int,
    followingLinks: Bool = false
  ) throws(FileFailure) -> [UInt8] {
    let links = followingLinks ? 0 : O_NOFOLLOW
    let file = try OpenFile(path, flags: O_RDONLY | O_NONBLOCK | links, for: .read)
    try file.requireRegular(for: .read)
    return try file.readAll(limit: limit)
  }

  /// True when something of that name is there, a dangling link included.
  public func exists(_ path: String) -> Bool {
    var facts = stat()
    return !path.utf8.contains(0) && lstat(path, &facts) == 0
  }

  /// Removes a file or a link, never a folder; one that is not there is no failure.
  public func remove(_ path: String) throws(FileFailure) {
    guard !path.utf8.contains(0) else { throw FileFailure(.invalidName, .remove, path: path) }
    try check(.remove, path)
    guard unlink(path) == 0 || errno == ENOENT else {
      throw FileFailure(errno: errno, .remove, path: path)
    }
  }

  /// Bytes in a regular file, without following a link; `nil` when there is none.
  public func byteCount(_ path: String) -> Int64? {
    var facts = stat()
    guard !path.utf8.contains(0), lstat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG
    else { return nil }
    return Int64(facts.st_size)
  }

  /// Bytes that a user without privileges can still write where `path` is.
  public func freeSpace(at path: String) throws(FileFailure) -> Int64 {
    guard !path.utf8.contains(0) else { throw FileFailure(.invalidName, .read, path: path) }
    var facts = statvfs()
    guard statvfs(path, &facts) == 0 else { throw FileFailure(errno: errno, .read, path: path) }
    let (free, overflow) = UInt64(facts.f_bavail).multipliedReportingOverflow(
      by: UInt64(facts.f_frsize)
    )
    return overflow ? .max : Int64(clamping: free)
  }

  func check(_ action: FileAction, _ path: String) throws(FileFailure) {
    if let code = fault?(action, path) { throw FileFailure(errno: code, action, path: path) }
  }

  /// Unique, so that two writers of one name never rename each other's half file.
  static func temporaryName(for name: String) -> String {
    let tag = String(UInt64.random(in: .min ... .max), radix: 16)
    let padded = String(repeating: "0", count: 16 - tag.count) + tag
    // The name may be as long as a name can be (255 bytes); the temporary one is cut to fit.
    return "." + PathName.cut(name, toBytes: 200) + "." + padded + ".part"
  }

  /// True for the names made above.
  static func isTemporaryName(_ name: String) -> Bool {
    let parts = name.utf8.split(separator: UInt8(ascii: "."))
    guard name.hasPrefix("."), parts.count >= 3, parts.last?.elementsEqual("part".utf8) == true
    else { return false }
    return parts[parts.count - 2].count == 16
      && parts[parts.count - 2].allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
  }
}

extension FileSystem {
  private func move(_ part: String, to path: String, replacing: Bool) throws(FileFailure) {
    if replacing {
      guard rename(part, path) == 0 else { throw FileFailure(errno: errno, .write, path: path) }
      return
    }
    // A hard link never replaces anything, unlike a rename.
    if link(part, path) == 0 {
      unlink(part)
      return
    }
    let code = errno
    // FAT and some network file systems have no hard links.
    guard [EPERM, ENOTSUP, ENOSYS].contains(code) else {
      throw FileFailure(errno: code, .write, path: path)
    }
    guard !exists(path) else { throw FileFailure(.exists, .write, path: path) }
    guard rename(part, path) == 0 else { throw FileFailure(errno: errno, .write, path: path) }
  }

  /// Makes a rename in `folder` survive a power cut, where the file system can promise that.
  func syncFolder(_ folder: String) throws(FileFailure) {
    let file = try OpenFile(folder, flags: O_RDONLY | O_DIRECTORY, for: .write)
    guard retrying({ fsync(file.descriptor) }) == 0 || errno == EINVAL || errno == ENOTSUP else {
      throw FileFailure(errno: errno, .write, path: folder)
    }
  }
}
