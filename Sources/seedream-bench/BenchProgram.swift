import Dispatch
import Glibc
import Synchronization

/// How long the benchmarks take and how large their subjects are.
struct BenchScale: Sendable {
  let sequences: Int
  let rounds: Int
  let jobs: Int
  let pollingSeconds: Int
  let downloads: Int
  /// Starts of each program on a terminal.
  let screenRounds: Int
  let settlingSeconds: Int
  let idleSeconds: Int
  let commits: Int
  /// Sequences that are searched, and words that are typed for it.
  let searched: Int
  let searchedWords: Int
  /// Runs of each program over each picture.
  let previewRounds: Int

  static let long = BenchScale(
    sequences: 100_000,
    rounds: 60,
    jobs: 1_000,
    pollingSeconds: 60,
    downloads: 60,
    screenRounds: 20,
    settlingSeconds: 8,
    idleSeconds: 10,
    commits: 10_000,
    searched: 1_000_000,
    searchedWords: 200,
    previewRounds: 9
  )
  /// The same paths in a minute, for CI: it shows that they work, not how fast they are.
  static let short = BenchScale(
    sequences: 5_000,
    rounds: 8,
    jobs: 100,
    pollingSeconds: 8,
    downloads: 8,
    screenRounds: 2,
    settlingSeconds: 3,
    idleSeconds: 3,
    commits: 1_000,
    searched: 20_000,
    searchedWords: 40,
    previewRounds: 1
  )
}

/// Reads the arguments and runs the benchmarks they name.
enum BenchProgram {
  static let usage = """
    Usage: seedream-bench [--short] [start] [polling] [download] [screen] [search]
                          [previews]

    Without a name, all of them run. --short is quick and says little about speed.

    """

  static func run(_ words: [String]) -> Int32 {
    if words.contains("--help") {
      BenchOutput.write(usage)
      return 0
    }
    if words.first == "--polling-worker" { return PollingWorker.main(words) }
    if words.first == "--preview-worker" { return PreviewWorker.main(words) }
    let names = words.filter { !$0.hasPrefix("-") }
    let known = ["start", "polling", "download", "screen", "search", "previews"]
    guard words.allSatisfy({ $0 == "--short" || known.contains($0) }) else {
      BenchOutput.write(usage)
      return 2
    }
    let scale = words.contains("--short") ? BenchScale.short : .long
    return BlockingRun.value {
      do {
        for name in names.isEmpty ? known : names { try await run(name, scale) }
        return 0
      } catch {
        BenchOutput.write("failed: \(error)\n")
        return 1
      }
    }
  }

  private static func run(_ name: String, _ scale: BenchScale) async throws {
    switch name {
    case "start": try await StartBench(scale: scale).run()
    case "polling": try await PollingBench(scale: scale).run()
    case "download": try await DownloadBench(scale: scale).run()
    case "screen": try await ScreenBench(scale: scale).run()
    case "previews": try PreviewBench(scale: scale).run()
    default: try await SearchBench(scale: scale).run()
    }
  }
}

/// Waits on this thread for work on the global executor.
enum BlockingRun {
  static func value(_ work: @escaping @Sendable () async -> Int32) -> Int32 {
    let done = DispatchSemaphore(value: 0)
    let result = Mutex<Int32>(1)
    Task.detached {
      let code = await work()
      result.withLock { $0 = code }
      done.signal()
    }
    done.wait()
    return result.withLock { $0 }
  }
}
