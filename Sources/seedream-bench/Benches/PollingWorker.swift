import FoundationEssentials
import Glibc
import StudioCore
import StudioModel

/// The client's side of the polling benchmark, in a process of its own so that what it costs can be
/// read off that process.
struct PollingWorker {
  let address: String
  let home: String
  let jobs: Int
  let seconds: Int

  static func main(_ words: [String]) -> Int32 {
    guard words.count == 5, let jobs = Int(words[3]), let seconds = Int(words[4]) else { return 2 }
    let worker = PollingWorker(address: words[1], home: words[2], jobs: jobs, seconds: seconds)
    return BlockingRun.value {
      do {
        try await worker.run()
        return 0
      } catch {
        BenchOutput.write("\(error)\n")
        return 1
      }
    }
  }

  /// Begins the prompts of its jobs.
  static let promptStart = "A picture that is never finished"

  /// A simulator with jobs under way that somebody else may take up from the library at `home`.
  static func startedJobs(
    _ count: Int,
    on ground: BenchGround,
    home: String
  ) async throws -> (child: BenchChild, address: String) {
    let simulator = try await ground.simulator(["--pace", "3600"])
    let worker = try BenchChild([
      ground.own, "--polling-worker", simulator.address, home, String(count), "1",
    ])
    let code = worker.wait()
    guard code == 0 else {
      simulator.child.end()
      throw BenchGround.GroundFailure(message: "no jobs could be started: exit code \(code)")
    }
    return simulator
  }

  private func run() async throws {
    let transport = CurlTransport()
    let punctuality = Punctuality()
    let studio = try await open(transport, punctuality)
    let subscription = studio.events.subscribe()
    let planner = Task { await plan(subscription, punctuality) }
    for number in 0..<jobs {
      _ = try await studio.admit(
        SequencePlan(request: Self.request(number), estimate: Money(microdollars: 27_000))
      )
    }
    while try await studio.store.historyCount(HistoryQuery(statuses: [.submitted, .running])) < jobs
    {
      try await Task.sleep(for: .milliseconds(50))
    }
    // One whole round of looks, so that the rush of admissions is not measured.
    try await Task.sleep(for: .seconds(5))
    punctuality.startCounting()
    let before = Usage.now()
    try await Task.sleep(for: .seconds(seconds))
    let after = Usage.now()
    report(punctuality.lateness, before, after)
    planner.cancel()
    subscription.end()
    await studio.close()
    transport.shutdown()
  }

  private func report(_ lateness: [Double], _ before: Usage, _ after: Usage) {
    let wall = after.wall - before.wall
    let rows = [
      ("looks a second", BenchOutput.number(Double(lateness.count) / wall)),
      ("CPU, % of one core", BenchOutput.number((after.cpu - before.cpu) / wall * 100)),
      ("peak memory, MB", BenchOutput.number(after.peakMegabytes)),
      ("late, median ms", BenchOutput.number(lateness.median, 0)),
      ("late, p99 ms", BenchOutput.number(lateness.percentile(0.99), 0)),
      ("late, worst ms", BenchOutput.number(lateness.max() ?? 0, 0)),
    ]
    BenchOutput.write(rows.map { "\($0.0)\t\($0.1)\n" }.joined())
  }

  private func plan(_ subscription: EventSubscription, _ punctuality: Punctuality) async {
    while let events = await subscription.next() {
      for case .jobChanged(let job, _) in events {
        guard let id = job.predictionID, let moment = job.nextPollAt else { continue }
        punctuality.plan(id, at: moment)
      }
    }
  }

  /// The service's documented pace is kept although it runs on this machine.
  private func open(
    _ transport: CurlTransport,
    _ punctuality: Punctuality
  ) async throws -> Studio {
    let catalog = try CatalogResource.load()
    let provider = try BenchService.registry(address, transport).provider(.wavespeed)
    var config = StudioConfig()
    config.limits[.wavespeed] = StudioConfig.Limits(
      imagesPerMinute: 1_000_000,
      tasksAtOnce: 1_000_000
    )
    return try await Studio.open(
      StudioSettings(
        program: "seedream-bench",
        paths: StudioPaths(environment: ["SEEDREAM_HOME": home]),
        catalog: catalog,
        config: config,
        transport: transport,
        inspector: NoPictures(),
        providers: [.wavespeed: PunctualProvider(base: provider, punctuality: punctuality)]
      )
    )
  }

  private static func request(_ number: Int) -> SequenceRequest {
    SequenceRequest(
      provider: .wavespeed,
      model: ModelID(rawValue: "bytedance/seedream-v4/sequential"),
      prompt: "\(promptStart), number \(number)",
      size: PixelSize(width: 2048, height: 2048),
      maxImages: 1
    )
  }
}

/// The polling benchmark's tasks never end, so there are no pictures to look at.
private struct NoPictures: PictureInspector {
  func header(of path: String) throws(PictureProblem) -> PictureFacts {
    throw PictureProblem(.notAPicture, "there are no pictures here")
  }

  func verify(_ path: String) throws(PictureProblem) -> PictureFacts {
    throw PictureProblem(.notAPicture, "there are no pictures here")
  }
}

/// What this process has used so far.
struct Usage {
  /// Seconds.
  let wall: Double
  let cpu: Double
  let peakMegabytes: Double

  static func now() -> Usage {
    var usage = rusage()
    // 0 is RUSAGE_SELF, which imports as a type of its own.
    getrusage(0, &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return Usage(
      wall: BenchChild.now(),
      cpu: seconds(usage.ru_utime) + seconds(usage.ru_stime),
      peakMegabytes: Double(usage.ru_maxrss) / 1_024
    )
  }
}
