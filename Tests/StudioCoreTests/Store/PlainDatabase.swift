import CSQLite
import Testing

/// A database as any program sees it, without what this one knows of it.
final class PlainDatabase {
  private let handle: OpaquePointer

  struct Refusal: Error {
    let sql: String
    let reason: String
  }

  init(_ path: String) throws {
    var opened: OpaquePointer?
    guard sqlite3_open(path, &opened) == SQLITE_OK, let opened else {
      sqlite3_close(opened)
      throw Refusal(sql: path, reason: "cannot be opened")
    }
    handle = opened
  }

  deinit { sqlite3_close(handle) }

  func run(_ sql: String) throws {
    guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else {
      throw Refusal(sql: sql, reason: String(cString: sqlite3_errmsg(handle)))
    }
  }

  /// Each row, its values joined as SQL literals.
  func rows(_ sql: String) throws -> [String] {
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK else {
      throw Refusal(sql: sql, reason: String(cString: sqlite3_errmsg(handle)))
    }
    defer { sqlite3_finalize(statement) }
    var rows: [String] = []
    while sqlite3_step(statement) == SQLITE_ROW {
      rows.append(sqlite3_column_text(statement, 0).map { String(cString: $0) } ?? "")
    }
    return rows
  }

  func value(_ sql: String) throws -> String? { try rows(sql).first }

  /// What a dump would show of tables, indexes and triggers.
  func schema() throws -> [String] {
    try rows(
      """
      SELECT type || ' ' || name || ' ' || replace(replace(coalesce(sql, ''), char(10), ''), ' ', '')
      FROM sqlite_schema ORDER BY 1
      """
    )
  }

  /// Every table with all that is in it, the tables that stand behind the search index left out.
  func tables() throws -> [PlainTable] {
    let names = try rows(
      """
      SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'prompt_index_%'
      AND name NOT LIKE 'sqlite_%' ORDER BY 1
      """
    )
    return try names.map { name in
      try table(name, rows("SELECT name FROM pragma_table_info('\(name)') ORDER BY cid"))
    }
  }

  /// The rows as sets of SQL literals, in the order of their values.
  func table(_ name: String, _ columns: [String]) throws -> PlainTable {
    let literals = columns.map { "quote(\($0))" }
    let cells = try literals.map { literal in
      try rows("SELECT \(literal) FROM \(name) ORDER BY \(literals.joined(separator: ", "))")
    }
    let count = cells.first?.count ?? 0
    return PlainTable(
      name: name,
      columns: columns,
      rows: (0..<count).map { row in cells.map { $0[row] } }
    )
  }

  /// A script cut into its statements, as SQLite reads it.
  static func statements(of script: String) throws -> [String] {
    var statements: [String] = []
    var statement = ""
    for line in script.split(separator: "\n") {
      statement += line + "\n"
      if sqlite3_complete(statement) == 1 {
        statements.append(statement)
        statement = ""
      }
    }
    return statements
  }
}

struct PlainTable: Equatable {
  let name: String
  let columns: [String]
  let rows: [[String]]

  /// The texts of a column, without their quotes.
  func column(_ name: String) -> [String] {
    guard let place = columns.firstIndex(of: name) else { return [] }
    return rows.map { String($0[place].dropFirst().dropLast()) }
  }
}

extension [PlainTable] {
  func first(named name: String) -> PlainTable? { first { $0.name == name } }
}
