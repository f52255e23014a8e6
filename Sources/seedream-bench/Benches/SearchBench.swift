import FoundationEssentials
import StudioCore
import StudioModel

/// Search as you type over a large history, in process, beside fzf over the same prompts.
struct SearchBench {
  let scale: BenchScale

  private static let pageSize = 50

  func run() async throws {
    let ground = try BenchGround()
    let home = ground.folder + "/home"
    let prompts = ground.folder + "/prompts"
    let database = try await fill(home, prompts)
    let store = try await Store.open(path: database, mode: .readOnly)
    let typed = try await searches(store)
    let words = [Self.rare, Self.frequent, Self.pair]
    var rows = [Self.row("every prefix while typing", typed.all, nil)]
    rows.append(Self.row("of these, whole words", typed.whole, nil))
    for word in words {
      let own = try await repeated(store, word)
      rows.append(Self.row("“\(word)”", own, fzf(word, prompts, own.median)))
    }
    BenchOutput.table(
      "Search over \(scale.searched) sequences, the first \(Self.pageSize) found",
      ["search", "times", "median ms", "p99 ms", "worst ms", "fzf --filter"],
      rows
    )
    try await pages(store)
    await store.close()
  }

  private static let rare = "pelustadale"
  private static let frequent = "lighthouse"
  private static let pair = "狐狸"

  /// Makes the library and the same prompts as a file, one a line; the path of the database.
  private func fill(_ home: String, _ file: String) async throws -> String {
    var source = SamplePrompts()
    var all: [String] = []
    all.reserveCapacity(scale.searched)
    for _ in 0..<scale.searched { all.append(source.next()) }
    try all.joined(separator: "\n").write(toFile: file, atomically: false, encoding: .utf8)
    return try await BenchLibrary.fill(home: home, count: scale.searched) { all[$0] }
  }

  // MARK: - Measuring

  /// Milliseconds of each search, letter by letter, and of those for whole words.
  private func searches(_ store: Store) async throws -> (all: [Double], whole: [Double]) {
    let source = SamplePrompts()
    let stride = max(1, source.vocabulary.count / scale.searchedWords)
    let words = source.vocabulary.enumerated().filter { $0.offset % stride == 0 }.map(\.element)
    var all: [Double] = []
    var whole: [Double] = []
    for word in words + source.pairs {
      for length in 1...word.count {
        let time = try await milliseconds(store, String(word.prefix(length)))
        all.append(time)
        if length == word.count { whole.append(time) }
      }
    }
    return (all, whole)
  }

  private func repeated(_ store: Store, _ word: String) async throws -> [Double] {
    var times: [Double] = []
    for _ in 0..<20 { times.append(try await milliseconds(store, word)) }
    return times
  }

  private func milliseconds(_ store: Store, _ text: String) async throws -> Double {
    let began = BenchChild.now()
    let page = try await store.history(HistoryQuery(text: text), limit: Self.pageSize)
    let time = (BenchChild.now() - began) * 1_000
    precondition(page.jobs.count <= Self.pageSize)
    return time
  }

  /// One run of fzf, and how many times as long that is.
  private func fzf(_ word: String, _ file: String, _ own: Double) -> String {
    let began = BenchChild.now()
    guard let child = try? BenchChild(["fzf", "--filter", word], input: file) else {
      return "not installed"
    }
    // It says 1 when nothing fits.
    guard child.wait() <= 1 else { return "failed" }
    let time = (BenchChild.now() - began) * 1_000
    let ratio = own > 0 ? ", \(BenchOutput.number(time / own, 0)) ×" : ""
    return BenchOutput.number(time, 0) + " ms" + ratio
  }

  private func pages(_ store: Store) async throws {
    var times: [Double] = []
    var cursor: HistoryCursor?
    for _ in 0..<scale.searched / Self.pageSize {
      let began = BenchChild.now()
      let page = try await store.history(HistoryQuery(), before: cursor, limit: Self.pageSize)
      times.append((BenchChild.now() - began) * 1_000)
      guard let next = page.next else { break }
      cursor = next
    }
    BenchOutput.table(
      "Pages of the history, \(Self.pageSize) sequences each, from the first to the last",
      ["", "times", "median ms", "p99 ms", "worst ms"],
      [Array(Self.row("a page", times, "").dropLast())]
    )
  }

  private static func row(_ name: String, _ times: [Double], _ peer: String?) -> [String] {
    [
      name, String(times.count), BenchOutput.number(times.median, 2),
      BenchOutput.number(times.percentile(0.99), 2), BenchOutput.number(times.max() ?? 0, 2),
      peer ?? "",
    ]
  }
}
