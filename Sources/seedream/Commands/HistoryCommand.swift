import CellGrid
import StudioCore
import StudioModel

/// The sequences of the library, newest first.
enum HistoryCommand: HeadlessCommand {
  static let name = "history"
  static let summary = "List sequences, newest first."
  static let options: [Option] = [
    Option("search", value: "TEXT", "only those whose prompt has these words"),
    Option("limit", value: "N", "at most so many (default 20)"),
    Option("status", value: "STATUS", "only those that are finished, partial, failed …"),
    .demo, .json, .help,
  ]

  static func run(_ arguments: Arguments, _ process: ProcessContext) async -> ExitCode {
    await CommandRun.withLibrary(arguments, process) { (store) async throws(Failure) in
      let (limit, status) = try CommandRun.usage { () throws(UsageError) in
        (
          try arguments.number("limit", in: 1...100_000) ?? 20,
          try GenerateWish.choice(arguments.value("status"), "status") as JobStatus?
        )
      }
      let query = HistoryQuery(
        text: arguments.value("search") ?? "",
        statuses: status.map { [$0] } ?? []
      )
      let jobs = try await read(query, limit, store)
      if arguments.has("json") {
        process.output.result(JSONDocument.list(jobs.map(JobDocument.of)).printed)
      } else if jobs.isEmpty {
        process.output.note("No sequences\(query.text.isEmpty ? " yet" : " fit").")
      } else {
        process.output.result(table(jobs))
      }
      return .done
    }
  }

  private static func read(
    _ query: HistoryQuery,
    _ limit: Int,
    _ store: Store?
  ) async throws(Failure) -> [Job] {
    guard let store else { return [] }
    var jobs: [Job] = []
    var cursor: HistoryCursor?
    do throws(StoreFailure) {
      repeat {
        let page = try await store.history(
          query,
          before: cursor,
          limit: min(limit - jobs.count, 500)
        )
        jobs += page.jobs
        cursor = page.next
      } while cursor != nil && jobs.count < limit
    } catch {
      throw error.asFailure()
    }
    return jobs
  }

  private static func table(_ jobs: [Job]) -> String {
    let rows = jobs.map { job in
      let time = LocalTime(job.createdAt)
      return [
        job.id.rawValue, "\(time.date) \(time.clockTime.prefix(5))", job.status.rawValue,
        "\(job.storedFrames.count)/\(job.request.maxImages)", "\(job.estimate)",
        job.request.model.rawValue.replacingPrefix("bytedance/", with: ""),
        PlainText.line(job.request.prompt, width: 60),
      ]
    }
    return TextTable.printed(
      ["id", "when", "status", "images", "up to", "model", "prompt"],
      rows,
      shrinking: ["model": 6, "prompt": 16]
    )
  }
}

extension String {
  fileprivate func replacingPrefix(_ prefix: String, with other: String) -> String {
    hasPrefix(prefix) ? other + dropFirst(prefix.count) : self
  }
}
