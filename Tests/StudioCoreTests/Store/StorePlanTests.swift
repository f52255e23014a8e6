import StudioModel
import Testing

@testable import StudioCore

/// That SQLite answers the frequent questions from an index, in order, without sorting.
@Suite struct StorePlanTests {
  let folder: ScratchFolder
  let connection: Connection

  init() throws {
    folder = try ScratchFolder()
    connection = try Connection.open(path: folder.database, access: .writer)
    _ = try JobsTable(connection: connection).insert(sampleJob("one"))
  }

  let square = PixelSize(width: 2_048, height: 2_048)

  private func plan(_ sql: String, _ values: [any Storable] = []) throws -> String {
    try connection.rows("EXPLAIN QUERY PLAN " + sql, values) { (columns) throws(StoreFailure) in
      columns.skip(3)
      return try columns.text()
    }.joined(separator: "\n")
  }

  private func historyPlan(_ query: HistoryQuery) throws -> String {
    let pages = HistoryPages(connection: connection)
    var filter = try #require(pages.filters(query, query.isInTrash ? .trash : .history).first)
    filter.add("\(filter.row) < ?", 5)
    return try plan(
      """
      SELECT \(filter.row) FROM \(filter.source) WHERE \(filter.condition)
      ORDER BY \(filter.row) DESC LIMIT 50
      """,
      filter.values
    )
  }

  @Test func noPageIsSorted() throws {
    let queries = [
      HistoryQuery(), HistoryQuery(text: "fox"), HistoryQuery(statuses: [.failed]),
      HistoryQuery(models: [ModelID(rawValue: "one")]), HistoryQuery(provider: .atlascloud),
      HistoryQuery(since: noon), HistoryQuery(isStarred: true),
      HistoryQuery(models: [ModelID(rawValue: "one")], provider: .atlascloud),
      HistoryQuery(text: "fox", statuses: [.failed], since: noon, isStarred: true),
      HistoryQuery(models: [ModelID(rawValue: "one"), ModelID(rawValue: "two")]),
      HistoryQuery(statuses: [.failed, .partial], models: [ModelID(rawValue: "one")]),
      HistoryQuery(sizes: [square]), HistoryQuery(aspects: [AspectRatio(1, 1)]),
      HistoryQuery(statuses: [.failed], sizes: [square]),
      HistoryQuery(
        statuses: [.failed, .partial],
        models: [ModelID(rawValue: "one"), ModelID(rawValue: "two")],
        sizes: [square]
      ),
      HistoryQuery(text: "fox", aspects: [AspectRatio(1, 1)]), HistoryQuery(isStarred: false),
      HistoryQuery(isInTrash: true), HistoryQuery(text: "fox", isInTrash: true),
      HistoryQuery(statuses: [.failed, .partial], sizes: [square], isInTrash: true),
    ]
    for query in queries {
      let plan = try historyPlan(query)
      #expect(!plan.contains("TEMP B-TREE"), "\(query): \(plan)")
    }
  }

  @Test func filtersUseTheirIndexes() throws {
    #expect(try historyPlan(HistoryQuery(isStarred: true)).contains("sequences_starred"))
    #expect(try historyPlan(HistoryQuery(statuses: [.failed])).contains("sequences_by_status"))
    #expect(
      try historyPlan(HistoryQuery(models: [ModelID(rawValue: "m")])).contains("sequences_by_model")
    )
    #expect(try historyPlan(HistoryQuery(sizes: [square])).contains("sequences_by_size"))
    #expect(
      try historyPlan(HistoryQuery(aspects: [AspectRatio(1, 1)])).contains("sequences_by_size")
    )
    #expect(try historyPlan(HistoryQuery(isInTrash: true)).contains("sequences_in_trash"))
  }

  @Test func unfinishedSequencesAreFoundWithoutTheRest() throws {
    let unfinished = "SELECT row FROM sequences WHERE \(JobsTable.isUnfinished) AND +provider = 'a'"
    #expect(try plan(unfinished).contains("sequences_unfinished"))
  }
}
