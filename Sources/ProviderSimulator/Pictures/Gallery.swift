import StudioImaging
import Synchronization

/// The files of the last few pictures that were drawn.
final class Gallery: Sendable {
  private struct Shelf {
    var files: [String: [UInt8]] = [:]
    /// Longest unused first.
    var order: [String] = []
    var bytes = 0
  }

  private let shelf = Mutex(Shelf())
  private let capacity: Int

  init(capacity: Int = 48 << 20) { self.capacity = capacity }

  /// The file of this name, made when it is not there. Two callers at once may both make it,
  /// to the same bytes.
  func file(_ name: String, _ make: () -> [UInt8]?) -> [UInt8]? {
    let kept = shelf.withLock { shelf -> [UInt8]? in
      guard let file = shelf.files[name] else { return nil }
      shelf.order.removeAll { $0 == name }
      shelf.order.append(name)
      return file
    }
    if let kept { return kept }
    guard let made = make() else { return nil }
    shelf.withLock { shelf in
      guard shelf.files.updateValue(made, forKey: name) == nil else { return }
      shelf.order.append(name)
      shelf.bytes += made.count
      while shelf.bytes > capacity, shelf.order.count > 1 {
        let oldest = shelf.order.removeFirst()
        shelf.bytes -= shelf.files.removeValue(forKey: oldest)?.count ?? 0
      }
    }
    return made
  }
}
