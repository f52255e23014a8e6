/// Cold start of headless commands, beside programs that do as little.
struct StartBench {
  let scale: BenchScale

  private struct Contender {
    let name: String
    let words: [String]
    var times: [Double] = []
  }

  func run() async throws {
    let ground = try BenchGround()
    let home = ground.folder + "/home"
    let environment = ["SEEDREAM_HOME": home]
    let database = try await BenchLibrary.fill(home: home, count: scale.sequences)
    var contenders = [
      Contender(name: "git --version", words: ["git", "--version"]),
      Contender(name: "seedream --help", words: [ground.seedream, "--help"]),
      Contender(
        name: "sqlite3: newest 20 rows",
        words: [
          "sqlite3", "-readonly", database,
          "SELECT id, created_at, status, prompt FROM sequences ORDER BY row DESC LIMIT 20",
        ]
      ),
      Contender(name: "seedream history", words: [ground.seedream, "history"]),
      Contender(
        name: "seedream history --search fox",
        words: [ground.seedream, "history", "--search", "fox"]
      ),
    ]
    for _ in 0..<scale.rounds {
      for place in contenders.indices {
        let time = try BenchChild.milliseconds(
          contenders[place].words,
          environment: environment
        )
        contenders[place].times.append(time)
      }
    }
    report(contenders)
  }

  private func report(_ contenders: [Contender]) {
    let peers = [
      "seedream --help": "git --version", "seedream history": "sqlite3: newest 20 rows",
      "seedream history --search fox": "sqlite3: newest 20 rows",
    ]
    let rows = contenders.map { contender in
      let median = contender.times.median
      let peer = contenders.first { $0.name == peers[contender.name] }
      return [
        contender.name, BenchOutput.number(median, 2),
        BenchOutput.number(contender.times.percentile(0.95), 2),
        peer.map { "\(BenchOutput.number(median / $0.times.median, 2)) × \($0.name)" } ?? "",
      ]
    }
    BenchOutput.table(
      "Cold start, \(scale.sequences) sequences, \(scale.rounds) rounds",
      ["command", "median ms", "p95 ms", "ratio"],
      rows
    )
  }
}
