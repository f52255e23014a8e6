import Dispatch
import FoundationEssentials
import Glibc
import ProviderSimulator
import StudioImaging
import Synchronization
import TestSupport

/// One request on a line that breaks, and what is done about it afterwards.
struct NetworkRound: Sendable, CustomStringConvertible {
  /// What is counted together in the report.
  let kind: String
  /// Where exactly.
  let place: String
  let service: SimulatedService
  let rules: [ProxyRule]
  /// Exit codes that are right.
  let codes: Set<Int32>
  var hasReference = false
  /// Makes the program search the service's list.
  var losesAnswer = false
  /// True where the program must not even notice.
  var isHarmless = false
  /// The person has enough of it once two bytes of a reply to this have come.
  var leavesAt: FaultRule.Call?
  /// Nobody listens at the address until the request has ended.
  var isRefused = false
  /// The program's own patience is waited for, which takes half a minute.
  var isSlow = false

  var description: String { "\(service.rawValue), \(kind), \(place)" }

  struct Outcome: Sendable {
    let code: Int32
    let faults: [String]
  }

  func outcome() async throws -> Outcome {
    let ground = try TortureGround()
    defer { ground.clearUp() }
    if losesAnswer {
      ground.server.script(FaultRule(call: .submit, fault: .dropAfterAcceptance))
    }
    let address = isRefused ? try Self.deadAddress(ground) : nil
    let person = Person()
    let leaving = leavesAt.map { ProxyRule($0, .reply, after: 2, .call { person.leave() }) }
    let proxy = try LoopbackProxy(before: ground.server, rules + (leaving.map { [$0] } ?? []))
    defer { proxy.stop() }
    let ending = try await Self.generate(
      service,
      ground,
      address ?? proxy.address,
      picture: hasReference ? Self.reference(ground) : nil,
      person: person
    )
    var faults = firstFaults(ending, ground, proxy)
    guard faults.isEmpty else { return Outcome(code: ending.code, faults: faults) }
    proxy.obey([])
    faults = try await afterwards(ending, ground, proxy)
    if faults.isEmpty { faults = try await Audit(ground: ground, intents: 1).faults() }
    return Outcome(code: ending.code, faults: faults)
  }

  static func generate(
    _ service: SimulatedService,
    _ ground: TortureGround,
    _ address: String,
    picture: String? = nil,
    person: Person = Person()
  ) async throws -> ChildProgram.Ending {
    let model = picture == nil ? "sequential" : "edit-sequential"
    let child = try ground.start(
      [
        "generate", "--json", "--provider", service.rawValue, "--model",
        "bytedance/seedream-v4/\(model)", "--size", "1024x1024", "--max-images", "1",
      ] + (picture.map { ["--image", $0] } ?? []) + ["--", "a red fox in the snow"],
      through: address
    )
    person.watches(child)
    return await TortureGround.ended(child, atMost: 90)
  }

  /// Where a proxy was and is no more.
  private static func deadAddress(_ ground: TortureGround) throws -> String {
    let proxy = try LoopbackProxy(before: ground.server)
    proxy.stop()
    return proxy.address
  }

  private static func reference(_ ground: TortureGround) throws -> String {
    let raster = Raster(
      width: 64,
      height: 48,
      pixels: [UInt8](repeating: 90, count: 64 * 48 * 3)
    )
    let path = ground.home + "/reference.jpg"
    try Data(PictureEncoder.jpeg(raster, quality: 80)).write(to: URL(filePath: path))
    return path
  }

  // MARK: - Under the fault

  private func firstFaults(
    _ ending: ChildProgram.Ending,
    _ ground: TortureGround,
    _ proxy: LoopbackProxy
  ) -> [String] {
    var faults: [String] = []
    func expect(_ holds: Bool, _ what: String) {
      if !holds { faults.append("\(what); \(ending.errors.suffix(400))") }
    }
    expect(codes.contains(ending.code), "ended with \(ending.code), not \(codes.sorted())")
    let submits = ground.server.requests.count { $0.call == .submit }
    expect(submits <= 1, "\(submits) submit calls")
    expect(ground.server.ledger.count <= 1, "charged \(ground.server.ledger.count) times")
    if ending.code == 0 { expect(ground.server.ledger.count == 1, "done without a charge") }
    let saysUnsent = ending.code == 5 || ending.errors.contains("nothing was sent")
    if submits > 0 { expect(!saysUnsent, "says that nothing was sent") }
    expect(proxy.strikes > 0 || isRefused, "the line held")
    if isHarmless {
      let calls = ground.server.requests.compactMap(\.call)
      expect(calls == [.submit, .result, .download], "called \(calls)")
    }
    return faults
  }

  // MARK: - Afterwards

  private func afterwards(
    _ ending: ChildProgram.Ending,
    _ ground: TortureGround,
    _ proxy: LoopbackProxy
  ) async throws -> [String] {
    let resumed = try await ground.run(["resume", "--json"], through: proxy.address, atMost: 90)
    if resumed.code == 0 { return [] }
    guard resumed.code == 7 else {
      return ["`resume` ended with \(resumed.code): \(resumed.errors)"]
    }
    let id = SequenceAccount.list(resumed.output).first?.id ?? ""
    // A request whose last byte went out just before the cut may still be taken.
    try await Task.sleep(for: .milliseconds(200))
    let decision = ground.server.ledger.first.map { ["--adopt", $0.predictionID] }
    let decided = try await ground.run(
      ["resume", "--json", id] + (decision ?? ["--send-again"]),
      through: proxy.address,
      atMost: 90
    )
    return decided.code == 0
      ? [] : ["\(decision ?? ["--send-again"]) ended with \(decided.code): \(decided.errors)"]
  }
}

/// Whoever started a program, and can end it with Ctrl-C.
final class Person: Sendable {
  private let pid = Mutex<pid_t?>(nil)
  private let isWatching = DispatchSemaphore(value: 0)

  func watches(_ child: ChildProgram) {
    pid.withLock { $0 = child.pid }
    isWatching.signal()
  }

  func leave() {
    guard isWatching.wait(timeout: .now() + 10) == .success else { return }
    if let pid = pid.withLock({ $0 }) { kill(pid, SIGINT) }
  }
}
