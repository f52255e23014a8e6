import CSQLite
import Dispatch
import Glibc
import ProviderSimulator
import Synchronization
import TerminalScreen
import TestSupport

/// Another program holds the library's lock for long, from one moment of a job on.
struct LockedLibrary {
  let report: TrialReport

  struct Round: Sendable, CustomStringConvertible {
    enum Moment: String, CaseIterable, Sendable {
      case opening, intent, reply = "submit reply", look, picture
    }

    let wish: MachineWish
    let moment: Moment
    let span: Duration

    var description: String { "\(wish), locked from the \(moment.rawValue) on for \(span)" }

    fileprivate var call: FaultRule.Call? {
      switch moment {
      case .opening: nil
      case .intent: .upload
      case .reply: .submit
      case .look: .result
      case .picture: .download
      }
    }

    /// Pictures inside a reply are not fetched; only a reference is uploaded.
    fileprivate var isPossible: Bool {
      switch moment {
      case .opening, .reply, .look: true
      case .intent: wish.shape == .reference
      case .picture: wish.shape != .base64
      }
    }
  }

  func run(short: Bool) async throws {
    let spans: [Duration] = short ? [.seconds(6)] : [.seconds(1), .seconds(6), .seconds(30)]
    var rounds = spans.flatMap { span in
      MachineWish.all.flatMap { wish in
        Round.Moment.allCases.map { Round(wish: wish, moment: $0, span: span) }
      }
    }.filter(\.isPossible)
    if short { rounds = rounds.enumerated().filter { $0.offset % 3 == 0 }.map(\.element) }
    async let shown: Void = onScreen(for: spans.last ?? .seconds(6))
    await RoundPool(width: 12).run(rounds, report) { try await play($0) }
    try await shown
  }

  /// The studio goes on painting keys while it cannot write down what was paid, and writes it down
  /// afterwards.
  private func onScreen(for span: Duration) async throws {
    let ground = try TortureGround()
    defer { ground.clearUp() }
    let studio = try await ground.openStudio()
    let holder = LibraryHolder(ground.database, for: span)
    ground.server.observe { if case .accepted = $0.stage { holder.hold() } }
    try studio.type("a red fox in the snow")
    try await studio.waitFor("a red fox")
    try studio.press("f5")
    let echo = try await KeyEcho.worst(studio, for: span)
    await holder.end()
    try await studio.waitFor("finished", atMost: .seconds(40))
    try studio.press("ctrl-q")
    _ = try await studio.ended(atMost: .seconds(30))
    report.note(
      "The library was locked for \(span) after a submit reply: the slowest key took "
        + "\(echo.milliseconds) ms."
    )
    report.count("lock under the studio")
    if !holder.wasHeld { report.fail("the studio sent nothing while the lock was wanted") }
    // A key that waited for the lock would take as long as that; a busy machine takes its time too.
    if echo > .seconds(4) { report.fail("a key took \(echo) while the library was locked") }
    report.fail(
      try await Audit(ground: ground, intents: 1).faults(),
      in: "the studio, locked for \(span)"
    )
  }

  private func play(_ round: Round) async throws {
    let ground = try TortureGround()
    defer { ground.clearUp() }
    defer { MachineWish.clearUp(ground) }
    // The library is there already: somebody else has it open.
    _ = try await ground.run(["resume", "--json"])
    let holder = LibraryHolder(ground.database, for: round.span)
    if let call = round.call {
      ground.server.observe { moment in
        guard moment.request.call == call else { return }
        if case .accepted = moment.stage { holder.hold() }
        if call != .submit, moment.stage == .arrived { holder.hold() }
      }
    } else {
      holder.hold()
    }
    let ending = try await ground.run(try round.wish.words(ground), atMost: 90)
    await holder.end()
    var faults = holder.wasHeld ? [] : ["the lock was never held"]
    if ending.code != 0, !ending.errors.contains("locked") {
      faults.append("the lock is not named: \(ending.errors)")
    }
    let recovery = MachineRecovery(ground: ground, wish: round.wish, ending: ending)
    let (found, way) = try await recovery.faults()
    if way.contains("adopt") { faults.append("the id was lost") }
    report.count(
      "lock",
      round.moment.rawValue,
      ending.code,
      way
    )
    report.fail(faults + found, in: round.description)
  }
}

/// Holds the right to write a library for a while, as a program does that hangs in a commit.
final class LibraryHolder: Sendable {
  private let path: String
  private let span: Duration
  private let isHeld = Mutex(false)
  private let queue = DispatchQueue(label: "holder")

  init(_ path: String, for span: Duration) {
    self.path = path
    self.span = span
  }

  /// Returns once the lock is held; the first call counts.
  func hold() {
    let wasHeld = isHeld.withLock { isHeld in
      defer { isHeld = true }
      return isHeld
    }
    if wasHeld { return }
    let isLocked = DispatchSemaphore(value: 0)
    queue.async { [path, span] in
      var database: OpaquePointer?
      sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE, nil)
      sqlite3_busy_timeout(database, 5_000)
      let code = sqlite3_exec(database, "BEGIN EXCLUSIVE", nil, nil, nil)
      if code != SQLITE_OK { self.isHeld.withLock { $0 = false } }
      isLocked.signal()
      if code == SQLITE_OK {
        // Nothing else runs on this queue.
        let (seconds, attoseconds) = span.components
        usleep(UInt32(seconds * 1_000_000 + attoseconds / 1_000_000_000_000))
      }
      sqlite3_close(database)
    }
    isLocked.wait()
  }

  var wasHeld: Bool { isHeld.withLock { $0 } }

  /// Returns once the lock is free again.
  func end() async {
    await withCheckedContinuation { continuation in
      queue.async { continuation.resume() }
    }
  }
}
