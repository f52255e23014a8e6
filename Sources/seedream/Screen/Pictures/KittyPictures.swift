import StudioImaging

/// The pictures that a terminal of kitty's protocol was sent to be named by cells, each under a
/// number of ours.
struct KittyPictures {
  /// One picture at the terminal.
  struct Stored: Hashable {
    let id: KittyPictureID
    /// All of it has gone out.
    var isSent = false
    fileprivate var lastUse = 0
  }

  /// Terminals keep some hundred megabytes of pixels; these many are far below that.
  static let limit = 120

  private let high: UInt8
  private var stored: [PreviewRequest: Stored] = [:]
  private var free = Array((16...UInt8.max).reversed())
  private var uses = 0

  /// - Parameter high: by chance, so that two programs in one terminal keep apart.
  init(high: UInt8 = .random(in: 1...255)) { self.high = max(high, 1) }

  /// Counts as a use; `nil` for one that was not stored.
  mutating func stored(_ request: PreviewRequest) -> Stored? {
    uses += 1
    stored[request]?.lastUse = uses
    return stored[request]
  }

  /// Gives a picture a number. Returns those that have to be deleted before it is sent.
  mutating func store(
    _ request: PreviewRequest
  ) -> (id: KittyPictureID, deleted: [KittyPictureID])? {
    var deleted: [KittyPictureID] = []
    while stored.count >= Self.limit,
      let oldest = stored.min(by: { $0.value.lastUse < $1.value.lastUse })
    {
      deleted.append(oldest.value.id)
      remove(oldest.key)
    }
    guard let low = free.popLast(), let id = KittyPictureID(low: low, high: high) else {
      return nil
    }
    uses += 1
    stored[request] = Stored(id: id, lastUse: uses)
    return (id, deleted)
  }

  mutating func wasSent(_ request: PreviewRequest) { stored[request]?.isSent = true }

  /// Frees the number.
  mutating func remove(_ request: PreviewRequest) {
    // Used again last, so that what is still on its way about it is over by then.
    if let gone = stored.removeValue(forKey: request) { free.insert(gone.id.low, at: 0) }
  }

  mutating func removeAll() { for request in Array(stored.keys) { remove(request) } }

  var isEmpty: Bool { stored.isEmpty }

  /// From the lowest to the highest number that is ever used here.
  var range: ClosedRange<UInt32> {
    UInt32(high) << 24 | 16...UInt32(high) << 24 | UInt32(UInt8.max)
  }
}
