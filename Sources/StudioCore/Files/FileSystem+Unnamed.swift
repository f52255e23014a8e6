import Glibc

extension FileSystem {
  // The kernel's O_TMPFILE, which the C library's module leaves out.
  private static let unnamed: Int32 = 0o20_000_000 | O_DIRECTORY

  /// Writes a new file that gets its name only once it is whole and flushed: a program that dies
  /// meanwhile leaves nothing at all.
  ///
  /// `false` where that cannot be had, and nothing was done: some file systems have no files without
  /// a name, and giving one takes `/proc`. Fails with `.exists` when the name is taken.
  func writeUnnamed(_ bytes: [UInt8], as path: String) throws(FileFailure) -> Bool {
    let folder = PathName(path).parent
    let opened = retrying { open(folder, Self.unnamed | O_WRONLY | O_CLOEXEC, 0o600) }
    guard opened >= 0 else { return false }
    let file = OpenFile(descriptor: opened, path: path)
    fchmod(file.descriptor, 0o600)
    try file.writeAll(bytes, as: path)
    try file.sync(as: path)
    let source = "/proc/self/fd/\(file.descriptor)"
    if linkat(AT_FDCWD, source, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0 { return true }
    guard errno == EEXIST else { return false }
    throw FileFailure(.exists, .write, path: path)
  }
}
