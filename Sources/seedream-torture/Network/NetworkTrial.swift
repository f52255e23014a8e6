import FoundationEssentials
import ProviderSimulator
import TestSupport

/// Breaks the line between the program and the services in every way a network can.
struct NetworkTrial: Trial {
  static let name = "network"
  static let summary = "lines that break, stall, crawl, repeat and split at every byte"

  func run(_ setting: TrialSetting, _ report: TrialReport) async throws {
    var numbers = setting.numbers(0)
    var rounds: [NetworkRound] = []
    for service in SimulatedService.allCases {
      let lengths = try await MessageLengths(service)
      rounds += SplitRounds.all(service, lengths)
      rounds += CutRounds.all(service, lengths)
      rounds += LineRounds.all(service, lengths, &numbers)
    }
    rounds.shuffle(using: &numbers)
    let count = setting.times(short: 70, long: rounds.count)
    let chosen = count < rounds.count ? Self.sample(of: rounds, atLeast: count) : rounds
    let before = Self.openDescriptors
    for kind in Set(chosen.map(\.kind)).sorted() { report.count(kind, 0) }
    await Rounds.run(chosen, atOnce: 5, report) { round in
      let outcome = try await round.outcome()
      report.count(round.kind)
      report.count("ended with \(outcome.code)")
      return outcome.faults
    }
    // Simulators and proxies have come and gone; the runtime's own few may come late.
    let left = Self.openDescriptors - before
    if left > 8 { report.fail("\(left) descriptors are left behind") }
  }

  private static var openDescriptors: Int {
    (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0
  }

  /// Every kind of trouble at each service, and as many more as are wanted.
  static func sample(of rounds: [NetworkRound], atLeast count: Int) -> [NetworkRound] {
    var met: Set<String> = []
    var chosen: [NetworkRound] = []
    var others: [NetworkRound] = []
    for round in rounds where !round.isSlow {
      let isNew = met.insert("\(round.service) \(round.kind)").inserted
      if isNew { chosen.append(round) } else { others.append(round) }
    }
    return chosen + others.prefix(max(0, count - chosen.count))
  }
}

/// How long the messages of a healthy run are, heads included. Nothing in them varies in length.
struct MessageLengths: Sendable {
  struct Unhealthy: Error {
    let code: Int32
  }

  private let exchanges: [ProxiedExchange]

  init(_ service: SimulatedService) async throws {
    let ground = try TortureGround()
    defer { ground.clearUp() }
    let proxy = try LoopbackProxy(before: ground.server)
    defer { proxy.stop() }
    let code = try await NetworkRound.generate(service, ground, proxy.address).code
    guard code == 0 else { throw Unhealthy(code: code) }
    exchanges = proxy.takeExchanges()
  }

  func of(_ call: FaultRule.Call, _ way: ProxyRule.Way) -> Int {
    exchanges.first { $0.call == call }?.passed[way] ?? 0
  }
}
