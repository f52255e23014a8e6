import CellGrid
import Glibc
import TerminalKit

extension TextTable {
  /// A table whose cells went through the sanitising door, ready for stdout.
  ///
  /// On a terminal the columns named in `shrinking` give up cells until the table fits.
  static func printed(
    _ heads: [String],
    _ rows: [[String]],
    shrinking: [String: Int] = [:]
  ) -> String {
    var table = TextTable(heads.map { Column($0, leastWidth: shrinking[$0]) })
    for row in rows { table.add(row.map { PlainText.line($0) }) }
    let width = shrinking.isEmpty ? nil : TerminalSize(descriptor: STDOUT_FILENO)?.columns
    return table.lines(width: width).joined(separator: "\n") + "\n"
  }
}
