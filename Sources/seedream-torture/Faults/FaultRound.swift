import Dispatch
import FoundationEssentials
import Glibc
import ProviderSimulator
import StudioImaging
import Synchronization
import TestSupport

/// One row, done: the request under the fault, then what a person does once the fault is over.
struct FaultRound {
  let row: FaultRow
  let expected: FaultExpectation

  init(_ row: FaultRow) {
    self.row = row
    expected = FaultModel(row).expectation
  }

  /// What did not come as expected.
  func faults() async throws -> [String] {
    let ground = try TortureGround { $0.pace = row.pace }
    defer { ground.clearUp() }
    for rule in row.rules { ground.server.script(rule) }
    let pictures = try (0..<row.references).map { try reference($0, ground) }
    var forerunners = 0
    if row.hasForerunner {
      let ending = try await ground.run(row.words([], prompt: "A series of images of a boat"))
      guard [0, 4, 6].contains(ending.code) else {
        return ["the sequence before it ended with \(ending.code): \(ending.errors)"]
      }
      forerunners = 1
    }
    let ending = try await struck(ground, pictures)
    var faults = firstFaults(ending, ground, forerunners)
    guard faults.isEmpty else { return faults + ["it said: \(ending.errors.suffix(800))"] }
    guard row.call != .balance else { return [] }
    ground.server.clearFaults()
    let id = SequenceAccount(ending.output)?.id ?? ""
    faults = try await restFaults(id, ground, forerunners)
    guard faults.isEmpty else { return faults }
    var audit = Audit(ground: ground, intents: finalCharges + forerunners)
    audit.allowsEmptyTasks = row.fault == .fewerOutputs(count: 0)
    return try await audit.faults()
  }

  private func reference(_ number: Int, _ ground: TortureGround) throws -> String {
    let shade = UInt8(60 + 100 * number)
    let raster = Raster(
      width: 64,
      height: 48,
      pixels: [UInt8](repeating: shade, count: 64 * 48 * 3)
    )
    let path = ground.home + "/reference-\(number).jpg"
    try Data(PictureEncoder.jpeg(raster, quality: 80)).write(to: URL(filePath: path))
    return path
  }

  private func struck(
    _ ground: TortureGround,
    _ pictures: [String]
  ) async throws -> ChildProgram.Ending {
    guard let calls = expected.interruptAt else {
      return try await ground.run(row.words(pictures), atMost: 90)
    }
    let call = row.call
    // The observer does not see the sequence that was made before.
    let passing = row.isLater && !row.hasForerunner ? 1 : 0
    let patience = Patience(ground.server, calls: calls + passing) { $0.request.call == call }
    let child = try ground.start(row.words(pictures))
    patience.belongs(to: child)
    return await TortureGround.ended(child, atMost: 90)
  }

  // MARK: - Under the fault

  private func firstFaults(
    _ ending: ChildProgram.Ending,
    _ ground: TortureGround,
    _ forerunners: Int
  ) -> [String] {
    var faults: [String] = []
    func expect(_ holds: Bool, _ what: String) {
      if !holds { faults.append(what) }
    }
    expect(ending.code == expected.code, "ended with \(ending.code), not \(expected.code)")
    let submits = ground.server.requests.count { $0.call == .submit }
    let wanted = expected.submits + forerunners
    expect(submits == wanted, "\(submits) submit calls, not \(wanted)")
    let charges = ground.server.ledger.count - forerunners
    expect(charges == expected.charges, "\(charges) charges, not \(expected.charges)")
    let struck = ground.server.requests.count { $0.call == row.call }
    expect(struck > (row.isLater ? 1 : 0), "the fault never struck")
    guard row.call != .balance else { return faults }
    guard let account = SequenceAccount(ending.output) else {
      return faults + ["stdout is no sequence: \(ending.output)"]
    }
    expect(
      expected.statuses.contains(account.status),
      "\(account.status), not \(expected.statuses.sorted())"
    )
    expect(account.frames == expected.frames, "\(account.frames) images, not \(expected.frames)")
    if case .moderatedFrames(let taken) = row.fault, expected.frames > 0 {
      let left = (1...row.images).filter { !taken.contains($0) }
      expect(account.indexes == left, "images \(account.indexes), not \(left)")
      expect(account.missing == taken, "\(account.missing) are missing, not \(taken)")
    }
    return faults
  }

  // MARK: - Afterwards

  private var finalCharges: Int {
    switch expected.rest {
    case .nothing: expected.charges
    default: 1
    }
  }

  private func restFaults(
    _ id: String,
    _ ground: TortureGround,
    _ forerunners: Int
  ) async throws -> [String] {
    switch expected.rest {
    case .nothing:
      return try await resume([], 0, frames: nil, ground)
    case .resume:
      return try await resume([], 0, frames: row.images, ground)
    case .adopt:
      let lost = ground.server.ledger.last?.predictionID ?? ""
      return try await resume([], 7, frames: 0, ground)
        + resume([id, "--adopt", lost], 0, frames: row.images, ground)
    case .sendAgain:
      return try await resume([], 7, frames: 0, ground)
        + resume([id, "--send-again"], 0, frames: row.images, ground)
    case .resumeByName:
      return try await resume([], 0, frames: nil, ground)
        + resume([id], 0, frames: row.images, ground)
    case .either:
      _ = try await ground.run(["resume", "--json"])
      return try await resume([id], 0, frames: row.images, ground)
    }
  }

  /// `frames` is `nil` where nothing is to be found.
  private func resume(
    _ words: [String],
    _ code: Int32,
    frames: Int?,
    _ ground: TortureGround
  ) async throws -> [String] {
    let ending = try await ground.run(["resume", "--json"] + words, atMost: 90)
    let found = SequenceAccount.list(ending.output)
    let what = "`resume \(words.joined(separator: " "))`"
    if ending.code != code {
      return ["\(what) ended with \(ending.code), not \(code): \(ending.errors)"]
    }
    // What was whole before need not be told again.
    if words.first != nil, found.isEmpty { return [] }
    if found.map(\.frames) != (frames.map { [$0] } ?? []) {
      return ["\(what) found \(found), not \(frames.map { "\($0) images" } ?? "nothing")"]
    }
    return []
  }
}

/// The patience of a person: it ends at a call of some kind, with Ctrl-C.
final class Patience: Sendable {
  private struct State {
    var pid: pid_t?
    var left: Int
  }

  private let state: Mutex<State>
  private let isKnown = DispatchSemaphore(value: 0)

  init(
    _ server: SimulatorServer,
    calls: Int,
    of fits: @escaping @Sendable (RequestMoment) -> Bool
  ) {
    state = Mutex(State(left: calls))
    server.observe { [self] moment in
      guard case .replied = moment.stage, fits(moment) else { return }
      let isOver = state.withLock { state in
        state.left -= 1
        return state.left == 0
      }
      guard isOver, isKnown.wait(timeout: .now() + 10) == .success else { return }
      if let pid = state.withLock({ $0.pid }) { kill(pid, SIGINT) }
    }
  }

  func belongs(to child: ChildProgram) {
    state.withLock { $0.pid = child.pid }
    isKnown.signal()
  }
}
