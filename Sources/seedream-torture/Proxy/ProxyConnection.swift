import Glibc

/// One connection of the program and the one to the simulator behind it. Everything happens on
/// one thread, one direction at a time.
// Unchecked: made on the accepting thread, then used by the connection's own thread alone.
final class ProxyConnection: @unchecked Sendable {
  private typealias Way = ProxyRule.Way

  private enum Going {
    case on
    /// Nothing more is to be done; descriptors are still open.
    case over(reset: Bool)
  }

  private let client: Int32
  private var server: Int32 = -1
  private let target: UInt16
  private let stop: Int32
  private let rules: [ProxyRule]
  private let strike: (String) -> (ProxiedExchange, [ProxyRule])
  private let acted: () -> Void
  private let ended: (ProxiedExchange) -> Void

  private var exchange: ProxiedExchange?
  private var active: [ProxyRule] = []
  /// Bytes of a request whose first line is not whole yet.
  private var held: [UInt8] = []
  /// The newest bytes of each way, for those that are to be sent twice.
  private var tail: [Way: [UInt8]] = [.request: [], .reply: []]
  private var speed: [Way: Int] = [:]
  private var isClosed: Set<Way> = []
  private var serverHasEnded = false

  init(
    client: Int32,
    target: UInt16,
    stop: Int32,
    rules: [ProxyRule],
    strike: @escaping (String) -> (ProxiedExchange, [ProxyRule]),
    acted: @escaping () -> Void,
    ended: @escaping (ProxiedExchange) -> Void
  ) {
    self.client = client
    self.target = target
    self.stop = stop
    self.rules = rules
    self.strike = strike
    self.acted = acted
    self.ended = ended
  }

  func refuse() { LoopbackSocket.reset(client) }

  /// Passes bytes on until one side or a rule ends it.
  func relay() {
    var going = Going.on
    for rule in rules {
      if case .on = going { going = act(rule) }
    }
    while case .on = going { going = step() }
    if let exchange { ended(exchange) }
    var isReset = false
    if case .over(true) = going { isReset = true }
    for descriptor in [client, server] where descriptor >= 0 {
      if isReset { LoopbackSocket.reset(descriptor) } else { LoopbackSocket.end(descriptor) }
    }
  }

  private func step() -> Going {
    let reading = Int16(POLLIN)
    var waits = [
      pollfd(fd: stop, events: 0, revents: 0), pollfd(fd: client, events: reading, revents: 0),
      pollfd(fd: serverHasEnded ? -1 : server, events: reading, revents: 0),
    ]
    let count = poll(&waits, 3, -1)
    if count < 0 { return errno == EINTR ? .on : .over(reset: true) }
    if waits[0].revents != 0 { return .over(reset: true) }
    if waits[2].revents != 0 { return takeReply() }
    return waits[1].revents != 0 ? takeRequest() : .on
  }

  /// `nil` when the other side broke off.
  private func read(_ descriptor: Int32) -> [UInt8]? {
    var chunk = [UInt8](repeating: 0, count: 65_536)
    let count = recv(descriptor, &chunk, chunk.count, 0)
    return count < 0 ? nil : Array(chunk.prefix(count))
  }

  private func takeReply() -> Going {
    guard let bytes = read(server) else { return .over(reset: true) }
    guard bytes.isEmpty else { return pass(bytes, .reply) }
    serverHasEnded = true
    shutdown(client, Int32(SHUT_WR))
    return .on
  }

  private func takeRequest() -> Going {
    guard let bytes = read(client) else { return .over(reset: true) }
    // A program that has closed its side has gone: nobody here sends a request by halves.
    if bytes.isEmpty { return .over(reset: false) }
    if serverHasEnded { return .over(reset: true) }
    guard server >= 0 || connect() else { return .over(reset: true) }
    guard isBeginning(bytes) else { return pass(bytes, .request) }
    held += bytes
    guard let end = held.firstIndex(of: 0x0D) else { return .on }
    begin(line: String(decoding: held[..<end], as: UTF8.self))
    defer { held = [] }
    return pass(held, .request)
  }

  private func connect() -> Bool {
    server = LoopbackSocket.connect(port: target) ?? -1
    return server >= 0
  }

  /// Whether a request begins: no client here sends one before the last was answered. Bytes after
  /// a `100 Continue` or an early refusal belong to the request that was begun.
  private func isBeginning(_ bytes: [UInt8]) -> Bool {
    guard let exchange, held.isEmpty else { return true }
    guard exchange.passed[.reply, default: 0] > 0 else { return false }
    return ["GET /", "POST /", "PUT /", "HEAD /"].contains { bytes.starts(with: $0.utf8) }
  }

  private func begin(line: String) {
    if let exchange { ended(exchange) }
    let (exchange, rules) = strike(line)
    self.exchange = exchange
    active = rules
    tail = [.request: [], .reply: []]
    speed = [:]
  }

  // MARK: - Passing on

  /// Passes bytes on, up to each place where something is to happen.
  private func pass(_ bytes: [UInt8], _ way: Way) -> Going {
    var rest = bytes[...]
    if passed(way) == 0, case .over(let reset) = act(at: 0, way) { return .over(reset: reset) }
    while !rest.isEmpty {
      let next = active.filter { $0.way == way && $0.count > passed(way) }.map(\.count).min()
      let size = min(rest.count, next.map { $0 - passed(way) } ?? .max)
      guard send(Array(rest.prefix(size)), way) else { return .over(reset: true) }
      exchange?.passed[way, default: 0] += size
      if hasDuplicates { tail[way, default: []] += rest.prefix(size) }
      rest = rest.dropFirst(size)
      if case .over(let reset) = act(at: passed(way), way) { return .over(reset: reset) }
    }
    return .on
  }

  private func passed(_ way: Way) -> Int { exchange?.passed[way] ?? 0 }

  private var hasDuplicates: Bool {
    active.contains { if case .duplicate = $0.action { true } else { false } }
  }

  private func act(at count: Int, _ way: Way) -> Going {
    for rule in active where rule.way == way && rule.count == count {
      if case .over(let reset) = act(rule) { return .over(reset: reset) }
    }
    return .on
  }

  private func act(_ rule: ProxyRule) -> Going {
    acted()
    switch rule.action {
    case .reset: return .over(reset: true)
    case .halfClose:
      isClosed.insert(rule.way)
      let receiver = rule.way == .request ? server : client
      if receiver >= 0 { shutdown(receiver, Int32(SHUT_WR)) }
      return .on
    case .blackhole(let duration):
      _ = ProxyWait.pause(duration, peer: client, stop: stop)
      return .over(reset: false)
    case .split(let pause):
      return ProxyWait.pause(pause, peer: client, stop: stop) ? .on : .over(reset: true)
    case .duplicate(let count):
      let slice = Array((tail[rule.way] ?? []).suffix(count))
      return send(slice, rule.way) ? .on : .over(reset: true)
    case .call(let body):
      body()
      return .on
    case .throttle(let bytesPerSecond):
      speed[rule.way] = bytesPerSecond
      return .on
    }
  }

  /// False when the receiver has gone or the proxy is being stopped.
  private func send(_ bytes: [UInt8], _ way: Way) -> Bool {
    if isClosed.contains(way) { return true }
    let receiver = way == .request ? server : client
    guard let speed = speed[way] else { return write(bytes, receiver) }
    let size = max(1, speed / 20)
    for start in stride(from: 0, to: bytes.count, by: size) {
      let piece = Array(bytes[start..<min(bytes.count, start + size)])
      let time = Duration.seconds(1) * piece.count / max(1, speed)
      guard write(piece, receiver), ProxyWait.pause(time, peer: client, stop: stop) else {
        return false
      }
    }
    return true
  }

  private func write(_ bytes: [UInt8], _ receiver: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      guard ProxyWait.isReady(receiver, POLLOUT, stop: stop) else { return false }
      let flags = Int32(MSG_NOSIGNAL | MSG_DONTWAIT)
      let count = rest.withUnsafeBytes { Glibc.send(receiver, $0.baseAddress, $0.count, flags) }
      if count < 0 && (errno == EAGAIN || errno == EINTR) { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
