import Dispatch
import Glibc
import StudioModel

/// Wakes when another program may have changed the library, or has ended.
///
/// The kernel tells of both: a commit writes the database's log, and the end of a program, however
/// it comes, closes its lock file. So an idle program sleeps for good, and a program that was killed
/// is noticed at once. Where the kernel cannot tell (a file system of another machine), nothing is
/// heard and nothing breaks.
// Sendable: all stored values are constants but `isTouched`, `left` and `isDue`, which only the
// serial queue uses; dispatch sources may be cancelled from any thread.
final class LibraryWatch: @unchecked Sendable {
  enum News: Hashable, Sendable {
    case libraryTouched
    /// This program closed its lock file.
    case programLeft(LeaseOwnerID)
  }

  /// Commits come in bursts; one look serves a burst.
  static let patience = DispatchTimeInterval.milliseconds(50)

  private let descriptor: Int32
  private let databaseName: String
  private let dataWatch: Int32
  private let lockWatch: Int32
  private let report: @Sendable (News) -> Void
  private let queue = DispatchQueue(label: "seedream.watch")
  private let source: any DispatchSourceRead
  private var isTouched = false
  private var left: Set<LeaseOwnerID> = []
  private var isDue = false

  /// `nil` where the kernel has no watches to give.
  init?(database: String, locks: String, report: @escaping @Sendable (News) -> Void) {
    // The log lies beside the file itself, not beside a link to it.
    guard let resolved = realpath(database, nil) else { return nil }
    let file = PathName(String(cString: resolved))
    free(resolved)
    let descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    guard descriptor >= 0 else { return nil }
    let changes = UInt32(IN_MODIFY) | UInt32(IN_CREATE) | UInt32(IN_DELETE) | UInt32(IN_MOVED_TO)
    dataWatch = inotify_add_watch(descriptor, file.parent, changes)
    lockWatch = inotify_add_watch(descriptor, locks, UInt32(IN_CLOSE_WRITE) | UInt32(IN_DELETE))
    guard dataWatch >= 0, lockWatch >= 0 else {
      close(descriptor)
      return nil
    }
    self.descriptor = descriptor
    databaseName = file.last
    self.report = report
    source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
    source.setEventHandler { [weak self] in self?.read() }
    source.setCancelHandler { close(descriptor) }
    source.resume()
  }

  deinit { source.cancel() }

  /// Nothing is reported after the reports that are on their way.
  func stop() { source.cancel() }

  // MARK: The queue

  private func read() {
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      buffer[..<count].withUnsafeBytes { take($0) }
    }
    guard !isDue, isTouched || !left.isEmpty else { return }
    isDue = true
    queue.asyncAfter(deadline: .now() + Self.patience) { [weak self] in self?.tell() }
  }

  /// Entries stand one behind the other: watch, mask, cookie, length of the name, the name.
  private func take(_ bytes: UnsafeRawBufferPointer) {
    let head = 16
    var offset = 0
    while offset + head <= bytes.count {
      let watch = bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self)
      let mask = bytes.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self)
      let length = Int(bytes.loadUnaligned(fromByteOffset: offset + 12, as: UInt32.self))
      let end = min(offset + head + length, bytes.count)
      let name = String(decoding: bytes[offset + head..<end].prefix { $0 != 0 }, as: UTF8.self)
      note(watch, mask, name)
      offset = end
    }
  }

  private func note(_ watch: Int32, _ mask: UInt32, _ name: String) {
    if mask & UInt32(IN_Q_OVERFLOW) != 0 || watch == dataWatch && name.hasPrefix(databaseName) {
      isTouched = true
    }
    if watch == lockWatch, let owner = ProcessLock.owner(ofFile: name) { left.insert(owner) }
  }

  private func tell() {
    isDue = false
    if isTouched { report(.libraryTouched) }
    for owner in left { report(.programLeft(owner)) }
    isTouched = false
    left = []
  }
}
