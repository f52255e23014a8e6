import StudioImaging

/// Previews that were made, until there is no room for more.
struct PreviewShelf {
  private struct Entry {
    var outcome: PreviewOutcome
    var cost: Int
    var lastUse: Int
  }

  private let limit: Int
  private var entries: [PreviewRequest: Entry] = [:]
  private var cost = 0
  private var uses = 0

  /// - Parameter limit: bytes of all previews; the newest stays whatever it takes.
  init(limit: Int = 24 << 20) { self.limit = limit }

  /// Counts as a use.
  mutating func outcome(_ request: PreviewRequest) -> PreviewOutcome? {
    guard let entry = entries[request] else { return nil }
    uses += 1
    entries[request]?.lastUse = uses
    return entry.outcome
  }

  mutating func put(_ outcome: PreviewOutcome, for request: PreviewRequest) {
    remove(request)
    uses += 1
    let size = Self.cost(outcome)
    entries[request] = Entry(outcome: outcome, cost: size, lastUse: uses)
    cost += size
    while cost > limit, entries.count > 1, let oldest = oldest { remove(oldest) }
  }

  /// Forgets what became of pictures that could not be shown, so that they are tried again.
  mutating func forgetFailures() {
    for (request, entry) in entries {
      if case .failure = entry.outcome { remove(request) }
    }
  }

  mutating func removeAll() {
    entries = [:]
    cost = 0
  }

  private var oldest: PreviewRequest? {
    entries.min { $0.value.lastUse < $1.value.lastUse }?.key
  }

  private mutating func remove(_ request: PreviewRequest) {
    cost -= entries.removeValue(forKey: request)?.cost ?? 0
  }

  private static func cost(_ outcome: PreviewOutcome) -> Int {
    guard case .success(let preview) = outcome else { return 256 }
    return switch preview.content {
    case .png(let bytes): bytes.count
    case .jpeg(let bands), .sixel(let bands): bands.reduce(0) { $0 + $1.bytes.count }
    case .symbols(let picture): picture.symbols.count * MemoryLayout<SymbolPicture.Symbol>.stride
    case .words(let lines): lines.reduce(256) { $0 + $1.utf8.count }
    }
  }
}
