import StudioCore
import StudioModel

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
    let environment = ["SEEDREAM_HOME": ground.folder + "/home"]
    let database = try await fill(environment)
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

  /// Makes a library; the path of its database.
  private func fill(_ environment: [String: String]) async throws -> String {
    let paths = try StudioPaths(environment: environment)
    try paths.prepare()
    let store = try await Store.open(path: paths.database)
    let subjects = ["fox", "lighthouse", "狐狸", "harbour at dawn", "雪山", "paper boat", "robot"]
    var batch: [Job] = []
    for number in 0..<scale.sequences {
      let subject = subjects[number % subjects.count]
      batch.append(Self.job(number, "A series of 4 images of a \(subject), scene \(number)"))
      if batch.count == 5_000 || number + 1 == scale.sequences {
        try await store.importFinished(batch)
        batch = []
      }
    }
    await store.close()
    return paths.database
  }

  private static func job(_ number: Int, _ prompt: String) -> Job {
    let request = SequenceRequest(
      provider: .wavespeed,
      model: ModelID(rawValue: "bytedance/seedream-v4/sequential"),
      prompt: prompt,
      size: PixelSize(width: 2048, height: 2048),
      maxImages: 4
    )
    return Job(
      id: SequenceID(randomBits: .random(in: 0...(.max))),
      request: request,
      status: .finished,
      createdAt: Timestamp(milliseconds: 1_700_000_000_000 + Int64(number) * 60_000),
      estimate: Money(microdollars: 108_000),
      folder: "/library/\(number)"
    )
  }
}
