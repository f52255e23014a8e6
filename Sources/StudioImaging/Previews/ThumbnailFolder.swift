import Glibc
import Synchronization

/// The files of thumbnails. Nothing is read or written through a link, and nobody else's folder is
/// used.
struct ThumbnailFolder: Sendable {
  /// Bytes of one thumbnail; a file that has more is not one.
  static let longest = 2 << 20
  /// Seconds after which a file that was never finished is swept.
  private static let abandonment = 3_600
  private static let writings = Atomic<UInt>(0)

  let path: String

  private struct Entry {
    let name: String
    let byteCount: Int
    let usedAt: Int
  }

  func read(_ name: String) -> [UInt8]? {
    withFolder { folder in
      let file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
      guard file >= 0 else { return nil }
      defer { close(file) }
      var facts = stat()
      guard fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG,
        (1...Self.longest).contains(Int(facts.st_size))
      else {
        unlinkat(folder, name, 0)
        return nil
      }
      // The time of writing says when it was used last.
      futimens(file, nil)
      return Self.bytes(of: file, count: Int(facts.st_size))
    }
  }

  private static func bytes(of file: Int32, count: Int) -> [UInt8]? {
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = Glibc.read(file, buffer.baseAddress?.advanced(by: filled), count - filled)
        if got < 0, errno == EINTR { continue }
        if got <= 0 { break }
        filled += got
      }
    }
    return bytes.count == count ? bytes : nil
  }

  /// False where it could not be written whole.
  func write(_ bytes: [UInt8], _ name: String) -> Bool {
    makeFolder()
    return withFolder { folder in
      let number = Self.writings.wrappingAdd(1, ordering: .relaxed).newValue
      let draft = ".draft-\(getpid())-\(number)"
      let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
      let file = openat(folder, draft, flags, 0o600)
      guard file >= 0 else { return nil }
      let isWhole = fchmod(file, 0o600) == 0 && Self.write(bytes, to: file)
      let isClosed = close(file) == 0
      if isWhole, isClosed, renameat(folder, draft, folder, name) == 0 { return true }
      unlinkat(folder, draft, 0)
      return nil
    } ?? false
  }

  /// Makes the folder, and those it lies in, where they are missing; whatever the umask says, they
  /// are their owner's.
  private func makeFolder() {
    guard access(path, F_OK) != 0 else { return }
    let parents = path.indices.dropFirst().filter { path[$0] == "/" }.map { String(path[..<$0]) }
    for folder in parents + [path] where mkdir(folder, 0o700) == 0 { chmod(folder, 0o700) }
  }

  private static func write(_ bytes: [UInt8], to file: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let wrote = Glibc.write(file, buffer.baseAddress?.advanced(by: done), buffer.count - done)
        if wrote < 0, errno == EINTR { continue }
        if wrote <= 0 { return false }
        done += wrote
      }
      return true
    }
  }

  func remove(_ name: String) {
    _ = withFolder { folder in unlinkat(folder, name, 0) }
  }

  var byteCount: Int { entries().reduce(0) { $0 + $1.byteCount } }

  /// Removes what was used longest ago until no more than `limit` bytes are left; how many are.
  func trim(to limit: Int) -> Int {
    let entries = entries().sorted { $0.usedAt < $1.usedAt }
    var total = entries.reduce(0) { $0 + $1.byteCount }
    for entry in entries where total > limit {
      remove(entry.name)
      total -= entry.byteCount
    }
    return total
  }

  /// All that is there; files that a program left unfinished go.
  private func entries() -> [Entry] {
    withFolder { folder in
      let copy = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      guard copy >= 0 else { return nil }
      guard let listing = fdopendir(copy) else {
        close(copy)
        return nil
      }
      defer { closedir(listing) }
      var found: [Entry] = []
      while let entry = readdir(listing) {
        let name = Self.name(of: entry)
        guard let facts = Self.facts(of: name, in: folder) else { continue }
        if !name.hasPrefix(".draft-") {
          found.append(
            Entry(name: name, byteCount: Int(facts.st_size), usedAt: Self.nanoseconds(facts))
          )
        } else if facts.st_mtim.tv_sec < time(nil) - Self.abandonment {
          unlinkat(folder, name, 0)
        }
      }
      return found
    } ?? []
  }

  private static func name(of entry: UnsafeMutablePointer<dirent>) -> String {
    withUnsafePointer(to: &entry.pointee.d_name) { name in
      name.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: name.pointee)) {
        String(cString: $0)
      }
    }
  }

  private static func facts(of name: String, in folder: Int32) -> stat? {
    var facts = stat()
    guard fstatat(folder, name, &facts, AT_SYMLINK_NOFOLLOW) == 0,
      facts.st_mode & S_IFMT == S_IFREG
    else { return nil }
    return facts
  }

  private static func nanoseconds(_ facts: stat) -> Int {
    facts.st_mtim.tv_sec &* 1_000_000_000 &+ facts.st_mtim.tv_nsec
  }

  /// Calls `body` with the open folder; `nil` where there is none of our own.
  private func withFolder<Result>(_ body: (Int32) -> Result?) -> Result? {
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard folder >= 0 else { return nil }
    defer { close(folder) }
    var facts = stat()
    guard fstat(folder, &facts) == 0, facts.st_uid == geteuid(), facts.st_mode & 0o022 == 0 else {
      return nil
    }
    return body(folder)
  }
}
