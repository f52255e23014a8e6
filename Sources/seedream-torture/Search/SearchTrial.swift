import FoundationEssentials
import ProviderSimulator
import StudioCore
import StudioModel
import TestSupport

/// Makes up libraries whose words are known, searches them, and compares with a linear scan.
struct SearchTrial: Trial {
  static let name = "search"
  static let summary = "searching finds what reading every prompt from end to end finds"

  func run(_ setting: TrialSetting, _ report: TrialReport) async throws {
    let isShort = setting.length == .short
    for round in 0..<setting.times(short: 6, long: 100) {
      let library = try await SearchLibrary.make(
        setting.numbers(round),
        sequences: isShort ? 300 : 2_000,
        report
      )
      do {
        try await library.compare(searches: isShort ? 200 : 500, with: report)
        try await library.compareProgram(searches: isShort ? 5 : 10, with: report)
      } catch {
        await library.clearUp()
        throw error
      }
      await library.clearUp()
      report.count("libraries")
    }
  }
}

/// A library of made-up sequences, and what a linear scan needs to know of each.
final class SearchLibrary {
  private struct Entry {
    let job: Job
    let words: [SearchWord]
  }

  private static let now = Timestamp(milliseconds: 1_795_000_000_000)

  private let ground: TortureGround
  private let store: Store
  private let catalog: ModelCatalog
  private let entries: [Entry]
  private var writer: SearchWriter

  private init(
    _ ground: TortureGround,
    _ store: Store,
    _ entries: [Entry],
    _ writer: SearchWriter
  ) throws {
    self.ground = ground
    self.store = store
    self.entries = entries
    self.writer = writer
    catalog = try CatalogResource.load()
  }

  static func make(
    _ numbers: SeededNumbers,
    sequences: Int,
    _ report: TrialReport
  ) async throws -> SearchLibrary {
    let ground = try TortureGround()
    do {
      var writer = SearchWriter(numbers)
      let entries = (0..<sequences).map { number in
        let (text, words) = writer.prompt()
        return Entry(job: job(number, text, &writer.numbers), words: words)
      }
      let store = try await Store.open(path: ground.database)
      try await store.importFinished(entries.map(\.job))
      report.count("sequences", sequences)
      return try SearchLibrary(ground, store, entries, writer)
    } catch {
      ground.clearUp()
      throw error
    }
  }

  func clearUp() async {
    await store.close()
    ground.clearUp()
  }

  private static func job(_ number: Int, _ prompt: String, _ numbers: inout SeededNumbers) -> Job {
    let version = ["v4", "v4.5"].randomElement(using: &numbers) ?? "v4"
    let kind = ["sequential", "edit-sequential"].randomElement(using: &numbers) ?? "sequential"
    let request = SequenceRequest(
      provider: Bool.random(using: &numbers) ? .wavespeed : .atlascloud,
      model: ModelID(rawValue: "bytedance/seedream-\(version)/\(kind)"),
      prompt: prompt,
      size: FieldWriter.size(&numbers),
      maxImages: 4
    )
    // Some hundred of them within a few milliseconds.
    let age =
      Int.random(in: 0..<4, using: &numbers) == 0
      ? Int64.random(in: 0..<4, using: &numbers)
      : Int64.random(in: 0..<5_000_000_000, using: &numbers)
    var job = Job(
      id: SequenceID(rawValue: "q\(number)"),
      request: request,
      status: JobStatus.allCases.randomElement(using: &numbers) ?? .finished,
      createdAt: Timestamp(milliseconds: now.milliseconds - age),
      estimate: Money(microdollars: 108_000),
      folder: "/library/q\(number)"
    )
    job.isStarred = Int.random(in: 0..<5, using: &numbers) == 0
    if Int.random(in: 0..<6, using: &numbers) == 0 { job.trashedAt = now }
    return job
  }

  /// Words and fields, as they are typed in the studio, against the store.
  func compare(searches: Int, with report: TrialReport) async throws {
    let fieldWriter = FieldWriter(now: Self.now)
    for _ in 0..<searches {
      let near = entries[Int.random(in: entries.indices, using: &writer.numbers)].words
      let words = writer.chance(5, of: 6) ? writer.search(near: near) : nil
      let fields = fieldWriter.fields(&writer.numbers)
      let terms = (fields.map(\.text) + [words?.text ?? ""]).filter { !$0.isEmpty }
      let typed = terms.joined(separator: " ")
      let search = HistorySearch.parse(
        typed,
        catalog: catalog,
        now: Self.now,
        midnight: fieldWriter.midnight,
        offset: 0
      )
      report.fail(search.problems, in: "“\(typed)”")
      let expected = entries.filter { entry in
        fields.allSatisfy { $0.fits(entry.job) } && (words?.finds(entry.words) ?? true)
      }
      report.count("searches with words or fields")
      report.count("sequences found", expected.count)
      if expected.isEmpty { report.count("searches that find nothing") }
      let found = try await pages(search.query)
      differences(found, expected, typed, report)
      let count = try await store.historyCount(search.query)
      if count != expected.count {
        report.fail("“\(typed)” counts \(count), not \(expected.count)")
      }
    }
  }

  /// All pages, each of another length.
  private func pages(_ query: HistoryQuery) async throws -> [Job] {
    var jobs: [Job] = []
    var cursor: HistoryCursor?
    repeat {
      let limit = Int.random(in: 1...200, using: &writer.numbers)
      let page = try await store.history(query, before: cursor, limit: limit)
      jobs += page.jobs
      cursor = page.next
    } while cursor != nil
    return jobs
  }

  private func differences(
    _ found: [Job],
    _ expected: [Entry],
    _ typed: String,
    _ report: TrialReport
  ) {
    let shown = typed.debugDescription
    let names = found.map(\.id)
    let (has, wants) = (Set(names), Set(expected.map(\.job.id)))
    if has.count != names.count { report.fail("\(shown) finds a sequence twice") }
    for job in found where !wants.contains(job.id) {
      report.fail("\(shown) finds \(job.request.prompt.debugDescription)")
    }
    for entry in expected where !has.contains(entry.job.id) {
      report.fail("\(shown) does not find \(entry.job.request.prompt.debugDescription)")
    }
    let byID = Dictionary(uniqueKeysWithValues: entries.map { ($0.job.id, $0.job) })
    for job in found where byID[job.id] != job {
      report.fail("\(job.id) came back changed: \(job)")
    }
    for (newer, older) in zip(found, found.dropFirst()) where newer.createdAt < older.createdAt {
      report.fail("\(shown) gives \(newer.id) before \(older.id), which is newer")
    }
  }

  /// Words alone, against the built program.
  func compareProgram(searches: Int, with report: TrialReport) async throws {
    for _ in 0..<searches {
      let near = entries[Int.random(in: entries.indices, using: &writer.numbers)].words
      let search = writer.search(near: near)
      // A NUL cannot be said on a command line.
      let text = search.text.replacing("\0", with: " ")
      let words = ["history", "--json", "--limit", "100000", "--search=\(text)"]
      let ending = try await ground.run(words)
      report.count("searches by the program")
      guard ending.code == 0,
        let document = try? JSONDecoder().decode(JSONValue.self, from: Data(ending.output.utf8)),
        let items = document.items
      else {
        report.fail("\(words) ended with \(ending.code): \(ending.errors)")
        continue
      }
      let found = Set(items.compactMap { $0["id"]?.text })
      let expected = entries.filter { $0.job.trashedAt == nil && search.finds($0.words) }
      let wanted = Set(expected.map(\.job.id.rawValue))
      if found != wanted {
        report.fail(
          "\(text.debugDescription): the program finds \(found.subtracting(wanted)) too much "
            + "and lacks \(wanted.subtracting(found))"
        )
      }
    }
  }
}
