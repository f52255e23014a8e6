/// Pictures on their way to a terminal, slice by slice, so that whatever a key changes never waits
/// for more than one slice.
///
/// A value: `next(at:)` gives what may go out now. It is to be asked only when the terminal has
/// taken everything else and no key waits. Questions in between tell how far the terminal is; no
/// more than two of them are open, or a slow link would hold seconds of pictures before the next
/// key's answer. One packet is finished, or ended, before the next starts: kitty's protocol allows
/// any output between the slices of a picture but other graphics.
public struct PictureSending: Sendable {
  /// How long an answer is waited for before sending goes on without it.
  public static let patience: Duration = .seconds(2)
  /// Between two questions, in bytes.
  static let windows = 4_000...64_000
  private static let mostOpen = 2
  /// Packets that wait; beyond it the oldest that has not begun is dropped.
  static let mostWaiting = 512

  /// How fast they go.
  public var meter: LinkMeter
  private var waiting: [PicturePacket] = []
  private var current: (packet: PicturePacket, next: Int)?
  private var sent: [Int] = []
  private var dropped: [Int] = []
  private var open: [OpenQuestion] = []
  private var group = Group()
  private var lastAnswer: ContinuousClock.Instant?
  private var unanswered = 0
  private let isPaced: Bool
  /// Those whose end goes out in place of the rest.
  private var endings: Set<Int> = []

  /// A question on its way, and what was sent before it.
  private struct OpenQuestion {
    var bytes: Int
    var start: ContinuousClock.Instant
    var asked: ContinuousClock.Instant
  }

  /// What was sent since the last question.
  private struct Group {
    var bytes = 0
    var start: ContinuousClock.Instant?
  }

  /// - Parameter isPaced: tmux drops what its terminal does not take at once, so no more than one
  ///   slice may be open.
  public init(meter: LinkMeter = LinkMeter(), isPaced: Bool = false) {
    self.meter = meter
    self.isPaced = isPaced
  }

  public var isEmpty: Bool { waiting.isEmpty && current == nil }

  public mutating func add(_ packet: PicturePacket) {
    guard !packet.slices.isEmpty else {
      sent.append(packet.number)
      return
    }
    waiting.append(packet)
    if waiting.count > Self.mostWaiting { dropped.append(waiting.removeFirst().number) }
  }

  /// Takes back those that have not begun; one that has is ended where that is possible. Numbers
  /// that were sent to their end are not told as dropped.
  public mutating func remove(where isUnwanted: (Int) -> Bool) {
    let unwanted = Set(waiting.map(\.number).filter { isUnwanted($0) && !endings.contains($0) })
    dropped += unwanted.sorted()
    waiting.removeAll { unwanted.contains($0.number) }
    guard let current, isUnwanted(current.packet.number), current.next > 0,
      let ending = current.packet.ending
    else { return }
    dropped.append(current.packet.number)
    self.current = nil
    if !ending.isEmpty { end(current.packet.number, by: ending) }
  }

  private mutating func end(_ number: Int, by ending: [UInt8]) {
    waiting.insert(PicturePacket(number: number, slices: [ending]), at: 0)
    endings.insert(number)
  }

  /// Everything on its way is forgotten, since the terminal was given away or is another one. What
  /// had begun is ended first of all.
  public mutating func forget() {
    dropped += waiting.map(\.number).filter { !endings.contains($0) }
    waiting = []
    endings = []
    if let packet = current?.packet {
      dropped.append(packet.number)
      if let ending = packet.ending, !ending.isEmpty { end(packet.number, by: ending) }
    }
    current = nil
    open = []
    group = Group()
    unanswered = 0
  }

  /// Numbers of packets that went out whole since the last call, and of those that never will.
  public mutating func takeNews() -> (sent: [Int], dropped: [Int]) {
    defer { (sent, dropped) = ([], []) }
    return (sent, dropped)
  }

  public var hasNews: Bool { !sent.isEmpty || !dropped.isEmpty }

  /// Something may go out at this time.
  public func maySend(at now: ContinuousClock.Instant) -> Bool {
    !isEmpty && openCount(at: now) < (isPaced ? 1 : Self.mostOpen)
  }

  /// When sending goes on without an answer; `nil` when it does not wait for one.
  public func nextMoment(at now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
    guard !isEmpty, !maySend(at: now) else { return nil }
    return open.last.map { $0.asked + Self.patience }
  }

  /// Answers are on their way.
  public func isAwaiting(at now: ContinuousClock.Instant) -> Bool { openCount(at: now) > 0 }

  private func openCount(at now: ContinuousClock.Instant) -> Int {
    guard let last = open.last, now - last.asked < Self.patience else { return 0 }
    return open.count
  }

  /// The next slice, with a question after it now and then; empty when nothing may go out.
  public mutating func next(at now: ContinuousClock.Instant) -> [UInt8] {
    guard maySend(at: now) else { return [] }
    if let last = open.last, now - last.asked >= Self.patience {
      unanswered += open.count
      open = []
    }
    let (packet, place) = current ?? (waiting.removeFirst(), 0)
    var bytes = packet.sent(place)
    let slice = place + 1
    group.start = group.start ?? now
    group.bytes += bytes.count
    let isLast = slice == packet.slices.count
    if isLast {
      current = nil
      if endings.remove(packet.number) == nil { sent.append(packet.number) }
    } else {
      current = (packet, slice)
    }
    if asks(atEnd: isLast), let start = group.start {
      bytes += Question.status
      open.append(OpenQuestion(bytes: group.bytes, start: start, asked: now))
      group = Group()
    }
    return bytes
  }

  /// A terminal that never answers is not asked for ever.
  private func asks(atEnd isLast: Bool) -> Bool {
    guard unanswered < 4 else { return false }
    return isPaced || group.bytes >= window || isLast && group.bytes >= LinkMeter.leastMeasured
  }

  /// What the link takes in a tenth of a second.
  private var window: Int {
    let bytes = meter.bytesPerSecond.map { Int(min($0 * 0.1, 1e6)) } ?? 16_000
    return min(max(bytes, Self.windows.lowerBound), Self.windows.upperBound)
  }

  /// The terminal answered a status question (`TerminalReply.ready`).
  public mutating func answered(at now: ContinuousClock.Instant) {
    guard !open.isEmpty else { return }
    let question = open.removeFirst()
    unanswered = 0
    let previous = lastAnswer
    lastAnswer = now
    // tmux answers by itself, whatever the link behind it does.
    guard !isPaced else { return }
    let isBusy = previous.map { $0 > question.start } ?? false
    let start = isBusy ? previous ?? question.start : question.start
    meter.note(bytes: question.bytes, in: now - start, includesRoundTrip: !isBusy)
  }
}
