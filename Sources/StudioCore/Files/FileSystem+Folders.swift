import Glibc

extension FileSystem {
  /// Makes a folder and its missing parents, 0700 each; one that is there is left as it is.
  public func makeFolder(_ path: String) throws(FileFailure) {
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw FileFailure(.invalidName, .create, path: path)
    }
    if try isFolder(path, followingLinks: true) { return }
    let name = PathName(path)
    if name.last.isEmpty { return try makeFolder(name.parent) }
    if name.parent != "." || path.hasPrefix("./") { try makeFolder(name.parent) }
    try makeOneFolder(path, followingLinks: true)
  }

  /// Makes `parts` one inside the other below `root`, refusing a link in place of any of them.
  ///
  /// `root` itself may be reached through links: it is the person's choice.
  public func makeFolder(_ parts: [String], in root: String) throws(FileFailure) {
    try makeFolder(root)
    var path = root
    for part in parts {
      path = PathName.join(path, part)
      guard PathName(part).isFile, !part.utf8.contains(UInt8(ascii: "/")) else {
        throw FileFailure(.invalidName, .create, path: path)
      }
      if try isFolder(path, followingLinks: false) { continue }
      try makeOneFolder(path, followingLinks: false)
    }
  }

  /// Makes a sequence's folder: below the library `root` no link is followed; a folder elsewhere is
  /// the person's choice, links and all.
  public func makeFolder(_ path: String, below root: String) throws(FileFailure) {
    guard path.hasPrefix(PathName.join(root, "")) else { return try makeFolder(path) }
    let parts = path.dropFirst(root.count).split(separator: "/").map { String($0) }
    try makeFolder(parts, in: root)
  }

  /// Takes an empty folder away; one that holds something, or is not there, is left alone.
  public func removeFolderIfEmpty(_ path: String) throws(FileFailure) {
    guard !path.utf8.contains(0) else { throw FileFailure(.invalidName, .remove, path: path) }
    guard rmdir(path) == 0 || [ENOENT, ENOTEMPTY, EEXIST].contains(errno) else {
      throw FileFailure(errno: errno, .remove, path: path)
    }
  }

  /// The names in a folder, sorted, without `.` and `..`; at most `limit` of them.
  public func list(_ path: String, limit: Int = 100_000) throws(FileFailure) -> [String] {
    guard !path.utf8.contains(0) else { throw FileFailure(.invalidName, .list, path: path) }
    guard let stream = opendir(path) else { throw FileFailure(errno: errno, .list, path: path) }
    defer { closedir(stream) }
    var names: [String] = []
    while names.count < limit {
      errno = 0
      guard let entry = readdir(stream) else {
        if errno != 0 { throw FileFailure(errno: errno, .list, path: path) }
        break
      }
      let name = withUnsafePointer(to: &entry.pointee.d_name.0) { String(cString: $0) }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Removes what interrupted writes left in a folder: never a growing download (`.01.part`).
  ///
  /// Only for the one program that may write there: it would take another's file under way.
  @discardableResult
  public func sweepParts(in folder: String) throws(FileFailure) -> Int {
    var removed = 0
    for name in try list(folder) where Self.isTemporaryName(name) {
      try remove(PathName.join(folder, name))
      removed += 1
    }
    return removed
  }

  /// True for a folder; fails when something else has the name or it can't be looked at.
  private func isFolder(_ path: String, followingLinks: Bool) throws(FileFailure) -> Bool {
    var facts = stat()
    guard (followingLinks ? stat(path, &facts) : lstat(path, &facts)) == 0 else {
      if errno == ENOENT { return false }
      throw FileFailure(errno: errno, .create, path: path)
    }
    switch facts.st_mode & S_IFMT {
    case S_IFDIR: return true
    case S_IFLNK: throw FileFailure(.symbolicLink, .create, path: path)
    default: throw FileFailure(.notADirectory, .create, path: path)
    }
  }

  private func makeOneFolder(_ path: String, followingLinks: Bool) throws(FileFailure) {
    try check(.create, path)
    if mkdir(path, 0o700) == 0 {
      // The umask may have taken the owner's own bits.
      guard chmod(path, 0o700) == 0 else { throw FileFailure(errno: errno, .create, path: path) }
      return try syncFolder(PathName(path).parent)
    }
    let code = errno
    // Another program may have made it meanwhile.
    if code == EEXIST, try isFolder(path, followingLinks: followingLinks) { return }
    throw FileFailure(errno: code, .create, path: path)
  }
}
