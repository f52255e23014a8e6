import Glibc

extension FileSystem {
  /// Gives a folder another name on the same file system, durably; nothing is ever replaced.
  func moveFolder(_ folder: String, to place: String) throws(FileFailure) {
    guard !folder.utf8.contains(0), !place.utf8.contains(0) else {
      throw FileFailure(.invalidName, .write, path: place)
    }
    try check(.write, place)
    // An empty folder would be replaced by the rename.
    guard !exists(place) else { throw FileFailure(.exists, .write, path: place) }
    guard rename(folder, place) == 0 else { throw FileFailure(errno: errno, .write, path: place) }
    try syncFolder(PathName(place).parent)
    try syncFolder(PathName(folder).parent)
  }

  /// Removes a folder with everything in it; links are removed, never followed. Returns the bytes
  /// its files had; what is not there counts nothing.
  func removeFolder(_ path: String) throws(FileFailure) -> Int64 {
    guard !path.utf8.contains(0) else { throw FileFailure(.invalidName, .remove, path: path) }
    var facts = stat()
    guard lstat(path, &facts) == 0 else {
      if errno == ENOENT { return 0 }
      throw FileFailure(errno: errno, .remove, path: path)
    }
    guard facts.st_mode & S_IFMT == S_IFDIR else {
      try remove(path)
      return facts.st_mode & S_IFMT == S_IFREG ? Int64(facts.st_size) : 0
    }
    var bytes: Int64 = 0
    for name in try list(path) { bytes += try removeFolder(PathName.join(path, name)) }
    try check(.remove, path)
    guard rmdir(path) == 0 || errno == ENOENT else {
      throw FileFailure(errno: errno, .remove, path: path)
    }
    return bytes
  }

  /// The first of `path`, `path-2`, `path-3` … that nothing has yet.
  func freeName(like path: String) -> String {
    var place = path
    var number = 2
    while exists(place) {
      place = "\(path)-\(number)"
      number += 1
    }
    return place
  }
}
