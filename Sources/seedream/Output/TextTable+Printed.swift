import CellGrid

extension TextTable {
  /// A table whose cells went through the sanitising door, ready for stdout.
  static func printed(_ heads: [String], _ rows: [[String]]) -> String {
    var table = TextTable(heads.map { Column($0) })
    for row in rows { table.add(row.map { PlainText.line($0) }) }
    return table.lines().joined(separator: "\n") + "\n"
  }
}
