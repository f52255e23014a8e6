import Synchronization

/// Both services behind one port: takes requests from the listener, finds the call, applies the
/// faults, answers.
final class Simulation: ListenerDelegate {
  let options: SimulatorServer.Options
  let world: Mutex<World>
  let journal: Journal?
  /// One thread for what waits and for the journal's disk.
  let clerk = WorkQueue(threads: 1, name: "simulator-clerk")
  /// Draws pictures, which takes long enough to hold others up.
  let workshop = WorkQueue(threads: 2, name: "simulator-draw")
  let gallery: Gallery
  private let address = Mutex("")
  private let observers = Mutex<[@Sendable (RequestMoment) -> Void]>([])

  init(_ options: SimulatorServer.Options) throws(SimulatorFailure) {
    self.options = options
    var world = World()
    world.allowsUndocumentedSizes = options.allowsUndocumentedSizes
    for rule in options.faults { world.faults.add(rule) }
    self.world = Mutex(world)
    gallery = Gallery()
    if let path = options.journalPath { journal = try Journal(path: path) } else { journal = nil }
    readJournal()
    self.world.withLock { $0.nextID = UInt64($0.order.count) }
  }

  var baseURL: String {
    get { address.withLock { $0 } }
    set { address.withLock { $0 = newValue } }
  }

  var now: Int64 { options.clock.now() }

  func stop() {
    clerk.stop()
    workshop.stop()
  }

  func observe(_ handler: @escaping @Sendable (RequestMoment) -> Void) {
    observers.withLock { $0.append(handler) }
  }

  func tell(_ stage: RequestMoment.Stage, _ request: RecordedRequest) {
    let handlers = observers.withLock { $0 }
    let moment = RequestMoment(stage: stage, request: request)
    for handler in handlers { handler(moment) }
  }

  /// Takes over what this or another simulator wrote to the journal since the last look.
  func readJournal() {
    guard let journal else { return }
    let lines = journal.newLines()
    guard !lines.isEmpty else { return }
    let now = now
    world.withLock { world in
      for line in lines {
        switch line {
        case .accepted(let task) where !task.isGone(at: now): world.add(task)
        case .accepted: break
        case .deleted(let id): world.deleted.insert(id)
        case .uploaded(let token, let type):
          if world.uploads[token] == nil, journal.holds(upload: token) {
            world.uploads[token] = StoredUpload(bytes: nil, type: type)
          }
        }
      }
    }
  }

  // MARK: - The listener's reports

  func arrived(_ head: RequestHead, _ pointer: OpaquePointer) -> Exchange? {
    let route = Route(method: head.method, path: head.path)
    let authorization = head.headers["authorization"]
    var headers = head.headers
    if let authorization { headers["authorization"] = Self.digest(authorization) }
    let time = now
    let (request, faults) = world.withLock { world in
      world.requestCount += 1
      let request = RecordedRequest(
        number: world.requestCount,
        method: head.method,
        path: head.path,
        headers: headers,
        body: nil,
        time: time,
        service: route.service,
        call: route.call
      )
      world.record(request)
      return (request, world.faults.strike(route))
    }
    tell(.arrived, request)
    if faults.has(.dropBeforeAcceptance) {
      tell(.replied(whole: false), request)
      return nil
    }
    return Exchange(
      pointer,
      request: request,
      route: route,
      faults: faults,
      authorization: authorization
    )
  }

  func complete(_ exchange: Exchange) {
    // Reading megabytes of JSON would hold up every other connection of the listener's thread.
    guard exchange.bodyLength > 256 << 10 else { return handle(exchange) }
    workshop.run { [self] in handle(exchange) }
  }

  func paused(_ exchange: Exchange, milliseconds: Int64) {
    clerk.run(after: .milliseconds(milliseconds)) { exchange.wake() }
  }

  func progressed(_ exchange: Exchange, bytes: Int) {
    tell(.sent(bytes: bytes), exchange.request)
  }

  func finished(_ exchange: Exchange, whole: Bool) {
    tell(.replied(whole: whole), exchange.request)
  }

  /// What is kept of a key: enough to tell two apart, nothing to use.
  private static func digest(_ authorization: String) -> String {
    let parts = authorization.split(separator: " ", maxSplits: 1)
    guard parts.count == 2 else { return "sha256:" + Digest.hex(of: authorization, digits: 16) }
    return "\(parts[0]) sha256:" + Digest.hex(of: String(parts[1]), digits: 16)
  }
}
