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
  }

  private func plan(_ sql: String, _ values: [any Storable] = []) throws -> String {
    try connection.rows("EXPLAIN QUERY PLAN " + sql, values) { (columns) throws(StoreFailure) in
      columns.skip(3)
      return try columns.text()
    }.joined(separator: "\n")
  }

  private func historyPlan(_ query: HistoryQuery) throws -> String {
    var filter = try #require(HistoryFilter(query)?.perStatus(query.statuses).first)
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
  }

  @Test func unfinishedSequencesAreFoundWithoutTheRest() throws {
    let unfinished = "SELECT row FROM sequences WHERE \(JobsTable.isUnfinished) AND +provider = 'a'"
    #expect(try plan(unfinished).contains("sequences_unfinished"))
  }
}
