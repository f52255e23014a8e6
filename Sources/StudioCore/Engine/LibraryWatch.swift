import Dispatch
import Glibc
import StudioModel

/// Wakes when another program has changed the library, or has ended.
///
/// Both are read off the folder of locks: a program writes to its lock file after each commit that
/// changed something, and its end, however it comes, closes that file. The kernel reports both, so an
/// idle program sleeps for good, and one that was killed is noticed at once. (The database's log
/// would not do: it is written before the commit can be seen, and nothing tells when it can.) Where
/// the kernel reports nothing (a file system of another machine), nothing is heard and nothing
/// breaks.
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
  private let own: LeaseOwnerID
  private let report: @Sendable (News) -> Void
  private let queue = DispatchQueue(label: "seedream.watch")
  private let source: any DispatchSourceRead
  private var isTouched = false
  private var left: Set<LeaseOwnerID> = []
  private var isDue = false

  /// Hears every program but `own`; `nil` where the kernel has no watches to give.
  init?(locks: String, own: LeaseOwnerID, report: @escaping @Sendable (News) -> Void) {
    let descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    guard descriptor >= 0 else { return nil }
    let news = UInt32(IN_MODIFY) | UInt32(IN_CLOSE_WRITE) | UInt32(IN_DELETE)
    guard inotify_add_watch(descriptor, locks, news) >= 0 else {
      close(descriptor)
      return nil
    }
    self.descriptor = descriptor
    self.own = own
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
      let mask = bytes.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self)
      let length = Int(bytes.loadUnaligned(fromByteOffset: offset + 12, as: UInt32.self))
      let end = min(offset + head + length, bytes.count)
      let name = String(decoding: bytes[offset + head..<end].prefix { $0 != 0 }, as: UTF8.self)
      note(mask, name)
      offset = end
    }
  }

  private func note(_ mask: UInt32, _ name: String) {
    // So much happened that the kernel forgot what: look at everything that can be looked at.
    if mask & UInt32(IN_Q_OVERFLOW) != 0 { isTouched = true }
    guard let owner = ProcessLock.owner(ofFile: name), owner != own else { return }
    if mask & UInt32(IN_MODIFY) != 0 {
      isTouched = true
    } else {
      left.insert(owner)
    }
  }

  private func tell() {
    isDue = false
    if isTouched { report(.libraryTouched) }
    for owner in left { report(.programLeft(owner)) }
    isTouched = false
    left = []
  }
}
