import StudioModel
import Testing

/// What a typed search is understood as.
@Suite struct HistorySearchTests {
  let catalog: ModelCatalog

  init() throws { catalog = try CatalogFixture.load() }

  /// 2026-11-21 09:30 in a zone two hours east.
  static let midnight = Timestamp(milliseconds: 1_795_212_000_000)
  static let now = midnight + .minutes(570)

  private func parse(_ text: String, offset: Int? = nil) -> HistorySearch {
    HistorySearch.parse(
      text,
      catalog: catalog,
      now: Self.now,
      midnight: Self.midnight,
      offset: offset
    )
  }

  private func understood(_ text: String) -> HistoryQuery {
    let search = parse(text)
    #expect(search.problems.isEmpty, "\(text): \(search.problems)")
    return search.query
  }

  @Test(arguments: ["", "  ", "\n\t"])
  func nothingTypedAsksForEverything(text: String) {
    #expect(understood(text) == HistoryQuery())
  }

  @Test(arguments: [
    ("fox", "fox"), (" red   fox ", "red fox"), ("狐狸 雪", "狐狸 雪"), ("16:9", "16:9"),
    ("style:noir fox", "style:noir fox"), ("note: fox", "note: fox"), (":", ":"),
    ("a:b:c", "a:b:c"),
    ("\"red fox\"", "\"red fox\""), ("models:v4", "models:v4"), ("größe:1", "größe:1"),
    ("fox model", "fox model"),
  ])
  func whatIsNoFieldIsSearchedFor(text: String, words: String) {
    #expect(understood(text) == HistoryQuery(text: words))
  }

  @Test func fieldsMayStandAnywhereBetweenWords() {
    let query = understood("status:failed red starred: fox provider:wavespeed")
    #expect(query.text == "red fox")
    #expect(query.statuses == [.failed])
    #expect(query.isStarred == true)
    #expect(query.provider == .wavespeed)
  }

  @Test func fieldsMayBeWrittenInCapitals() {
    #expect(understood("STATUS:Failed Provider:WaveSpeed").statuses == [.failed])
    #expect(understood("Model:V4.5").models == [CatalogFixture.text45, CatalogFixture.edit45])
  }

  @Test(arguments: [
    ("model:v4.5", [CatalogFixture.text45, CatalogFixture.edit45]),
    ("model:v4", [CatalogFixture.text, CatalogFixture.edit]),
    ("model:4.0", [CatalogFixture.text, CatalogFixture.edit]),
    ("model:edit", [CatalogFixture.edit, CatalogFixture.edit45]),
    ("model:edi", [CatalogFixture.edit, CatalogFixture.edit45]),
    ("model:v4.5 model:edit", [CatalogFixture.edit45]),
    ("model:\"4.5 edit\"", [CatalogFixture.edit45]),
    ("model:“4.5 edit”", [CatalogFixture.edit45]),
    ("model:4.0,4.5", CatalogFixture.all),
    ("model:seedream", CatalogFixture.all),
    ("model:bytedance/seedream-v4/sequential", [CatalogFixture.text]),
    ("model:bytedance/seedream-v4.5/edit-sequential", [CatalogFixture.edit45]),
  ])
  func modelsAreFoundByPartsOfTheirNames(text: String, models: [ModelID]) {
    #expect(understood(text) == HistoryQuery(models: Set(models)))
  }

  @Test(arguments: [
    ("status:failed", [JobStatus.failed]), ("status:done", [.finished, .partial]),
    ("status:running", [.submitting, .submitted, .running, .downloading, .unconfirmed]),
    ("status:run", [.submitting, .submitted, .running, .downloading, .unconfirmed]),
    ("status:fi", [.finished]), ("status:f", [.finished, .failed]),
    ("status:failed,cancelled", [.failed, .cancelled]), ("status:fa,canc", [.failed, .cancelled]),
    ("status:failed,", [.failed]), ("status:queued,nonsense", [.queued]),
    ("status:failed status:partial", [.partial]),
    ("status:finished", [.finished]), ("status:submit", [.submitting, .submitted]),
  ])
  func statusesAreFoundByTheirBeginnings(text: String, statuses: [JobStatus]) {
    #expect(understood(text) == HistoryQuery(statuses: Set(statuses)))
  }

  @Test(arguments: JobStatus.allCases.filter { $0 != .running })
  func everyStatusCanBeAskedForByItself(status: JobStatus) {
    #expect(understood("status:\(status.rawValue)").statuses == [status])
  }

  @Test(arguments: ["size:2048x2048", "size:2048*2048", "size:2048×2048", "size:2048X2048"])
  func sizesAreReadInEverySpelling(text: String) {
    #expect(understood(text) == HistoryQuery(sizes: [PixelSize(2048, 2048)]))
  }

  @Test func anAspectStandsForEverySizeThatHasIt() {
    #expect(understood("size:16:9") == HistoryQuery(aspects: [AspectRatio(16, 9)]))
    let query = understood("size:16:9,1024x1024")
    #expect(query.aspects == [AspectRatio(16, 9)])
    #expect(query.sizes == [PixelSize(1024, 1024)])
  }

  @Test func anAspectWithAClassIsTheRowsOfTheTable() throws {
    let row = try #require(
      catalog.presets.bothOrientations.first {
        $0.aspect == AspectRatio(9, 16) && $0.sizeClass == .medium
      }
    )
    #expect(understood("size:9:16@1mp") == HistoryQuery(sizes: [row.exact, row.rounded]))
  }

  @Test(arguments: [
    ("since:today", 0), ("since:yesterday", -24), ("since:12h", 570 / 60 - 12 + 0),
  ])
  func wordsOfTimeCountFromMidnightOrNow(text: String, hours: Int) {
    let expected =
      text == "since:12h"
      ? Self.now + .hours(-12) : Self.midnight + .hours(hours)
    #expect(understood(text) == HistoryQuery(since: expected))
  }

  @Test(arguments: [("7d", 7 * 24), ("2w", 14 * 24), ("1h", 1), ("0d", 0), ("9999w", 9999 * 168)])
  func timesBackCountFromNow(word: String, hours: Int) {
    #expect(understood("since:\(word)").since == Self.now + .hours(-hours))
  }

  @Test func aDateIsTheMidnightThatBeganIt() {
    #expect(understood("since:2026-11-21").since == Self.midnight)
    #expect(understood("since:2026-11-20").since == Self.midnight + .hours(-24))
    #expect(understood("since:2026-11-1").since == Self.midnight + .hours(-20 * 24))
    #expect(understood("since:2026-12-01").since == Self.midnight + .hours(10 * 24))
  }

  @Test(arguments: [-12 * 3_600 + 1, -3_600, 0, 1_800, 20_700, 12 * 3_600])
  func theZoneIsToldFromMidnight(offset: Int) {
    // 2026-11-21 00:00 in that zone.
    let midnight = Timestamp(milliseconds: (1_795_219_200 - Int64(offset)) * 1_000)
    let search = HistorySearch.parse(
      "since:2026-11-21",
      catalog: catalog,
      now: midnight + .hours(23),
      midnight: midnight
    )
    #expect(search.query.since == midnight)
  }

  @Test func zonesPastTheDateLineAreToldByTheirOffset() {
    let offset = 14 * 3_600
    let midnight = Timestamp(milliseconds: (1_795_219_200 - Int64(offset)) * 1_000)
    let search = HistorySearch.parse(
      "since:2026-11-21",
      catalog: catalog,
      now: midnight,
      midnight: midnight,
      offset: offset
    )
    #expect(search.query.since == midnight)
  }

  @Test(arguments: [
    ("starred:", true), ("starred:yes", true), ("starred:y", true), ("starred:true", true),
    ("starred:no", false), ("starred:n", false), ("starred:false", false),
  ])
  func starsAreAskedForOrLeftOut(text: String, isStarred: Bool) {
    #expect(understood(text) == HistoryQuery(isStarred: isStarred))
  }

  @Test func theTrashIsAPlace() {
    #expect(understood("in:trash fox") == HistoryQuery(text: "fox", isInTrash: true))
  }

  @Test(arguments: [
    ("provider:wavespeed", ProviderID.wavespeed), ("provider:w", .wavespeed),
    ("provider:WaveSpeedAI", .wavespeed), ("provider:atlas", .atlascloud),
    ("provider:\"atlas cloud\"", .atlascloud),
  ])
  func servicesAreFoundByTheirBeginnings(text: String, provider: ProviderID) {
    #expect(understood(text) == HistoryQuery(provider: provider))
  }

  @Test(arguments: [
    "model:", "model:\"", "model:flux", "status:", "status:xyz", "status:,", "size:", "size:20",
    "size:2048x", "size:16:", "size:big", "since:", "since:2026", "since:2026-11",
    "since:2026-02-30", "since:7", "since:d", "since:-1d", "since:tod", "since:99999d",
    "starred:maybe", "in:", "in:tra", "in:bin", "provider:", "provider:x",
  ])
  func aFieldThatIsNotUnderstoodChangesNothingAndIsTold(text: String) throws {
    let search = parse("fox \(text)")
    #expect(search.query == HistoryQuery(text: "fox"))
    let problem = try #require(search.problems.first)
    #expect(search.problems.count == 1)
    #expect(problem.contains("takes") && problem.hasSuffix("."), "\(problem)")
    #expect(problem.hasPrefix(String(text.prefix { $0 != ":" }) + ":"), "\(problem)")
  }

  @Test func modelsThatExcludeEachOtherKeepTheFirst() {
    let search = parse("model:v4 model:v4.5")
    #expect(search.query.models == [CatalogFixture.text, CatalogFixture.edit])
    #expect(search.problems.count == 1)
  }

  @Test func everyProblemIsTold() {
    #expect(parse("status: size: since:").problems.count == 3)
  }

  @Test func aQuoteLeftOpenReachesToTheEnd() {
    #expect(understood("model:\"4.5 edit").models == [CatalogFixture.edit45])
  }

  @Test func typingOneLetterAfterTheOtherNeverFails() {
    let whole = "fox model:\"4.5 edit\" status:done,failed size:16:9 since:2026-11-01 in:trash 狐"
    for count in 0...whole.count {
      let search = parse(String(whole.prefix(count)))
      #expect(search.query.text.hasPrefix("f") || count == 0)
    }
    #expect(parse(whole).problems.isEmpty)
    #expect(parse(whole).query.text == "fox 狐")
  }

  @Test func anythingCanBeTyped() {
    var numbers = CatalogFixture.Steps()
    let letters = Array("mode:stau \"\u{1B}\u{202E},x*9-é狐\u{0}\u{1F98A}🦊\u{301}")
    for _ in 0..<2_000 {
      let text = String(
        (0..<Int.random(in: 0...20, using: &numbers)).compactMap { _ in
          letters.randomElement(using: &numbers)
        }
      )
      _ = parse(text)
    }
    #expect(parse(String(repeating: "model:", count: 5_000)).problems.count == 1)
  }

  @Test func aQueryKnowsWhetherMoreThanItsTextNarrowsIt() {
    #expect(!HistoryQuery(text: "fox").hasFilters)
    #expect(understood("starred:no").hasFilters)
    #expect(understood("size:16:9").hasFilters)
    #expect(understood("in:trash").hasFilters)
  }
}

extension CatalogFixture {
  static let all = [text, edit, text45, edit45]
}
