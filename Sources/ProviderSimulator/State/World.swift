/// A file that was uploaded.
struct StoredUpload: Sendable {
  /// `nil` where the bytes are in the journal's folder.
  var bytes: [UInt8]?
  var type: String
}

/// The promise of an upload: what may be put where.
struct UploadTicket: Sendable {
  var size: Int
  var type: String
  var secret: String
  var expiresAt: Int64
}

/// All that the simulator remembers. A value behind one lock.
struct World: Sendable {
  var tasks: [String: SimulatedTask] = [:]
  /// Ids in the order of acceptance.
  var order: [String] = []
  var deleted: Set<String> = []
  var links: [String: LinkState] = [:]
  var uploads: [String: StoredUpload] = [:]
  var tickets: [String: UploadTicket] = [:]
  var faults = FaultBook()
  var requests: [RecordedRequest] = []
  var requestCount = 0
  var keyLeaks: [RecordedRequest] = []
  var nextID: UInt64 = 0
  var allowsUndocumentedSizes = false

  /// How many requests are kept to be looked at.
  static let requestLimit = 4096

  mutating func record(_ request: RecordedRequest) {
    if requests.count >= Self.requestLimit { requests.removeFirst(Self.requestLimit / 4) }
    requests.append(request)
  }

  /// False when the task was known.
  @discardableResult
  mutating func add(_ task: SimulatedTask) -> Bool {
    guard tasks[task.id] == nil else { return false }
    tasks[task.id] = task
    order.append(task.id)
    return true
  }

  mutating func remove(_ id: String) {
    tasks[id] = nil
    order.removeAll { $0 == id }
  }

  /// What an account has left.
  func balance(_ service: SimulatedService, start: Int64, now: Int64) -> Int64 {
    tasks.values.reduce(start) { left, task in
      guard task.service == service, task.phase(at: now) != .failed else { return left }
      return left - task.amount
    }
  }

  func ledger(at now: Int64) -> [LedgerEntry] {
    order.compactMap { tasks[$0]?.entry(at: now) }
  }

  /// The limit a further submit would break; `nil` when there is none.
  func limitBroken(
    by images: Int,
    _ service: SimulatedService,
    _ limits: SimulatorLimits,
    now: Int64
  ) -> String? {
    let mine = tasks.values.filter { $0.service == service }
    let recent = mine.filter { now - $0.acceptedAt < 60_000 }.reduce(0) { $0 + $1.maxImages }
    if recent + images > limits.imagesPerMinute {
      return "more than \(limits.imagesPerMinute) images a minute"
    }
    let running = mine.count { now < $0.readyAt }
    return running >= limits.tasksAtOnce ? "more than \(limits.tasksAtOnce) tasks at once" : nil
  }
}
