import CellGrid

/// Lines that curses might have the terminal move instead of writing them: what stands in one row
/// now stood in another one before.
///
/// What lies over cells, such as a picture or the address of a link, would move along. Curses cannot
/// be told not to: `idlok` only keeps it from inserting and deleting lines, not from scrolling parts
/// of the screen. It finds moved lines by their text, though, so a line that it takes for unknown is
/// not moved.
enum MovableLines {
  /// The rows of both, the former and the present place.
  static func rows(_ surface: Surface, from former: Surface) -> Set<Int> {
    guard surface.size == former.size else { return [] }
    let changed = (0..<surface.size.height).filter { surface.row($0) != former.row($0) }
    guard !changed.isEmpty else { return [] }
    var places: [ArraySlice<Cell>: [Int]] = [:]
    for y in 0..<former.size.height { places[former.row(y), default: []].append(y) }
    var rows: Set<Int> = []
    for y in changed where !surface.isUniform(y) {
      guard let found = places[surface.row(y)] else { continue }
      rows.insert(y)
      rows.formUnion(found)
    }
    return rows
  }
}

extension Surface {
  fileprivate func row(_ y: Int) -> ArraySlice<Cell> {
    cells[y * size.width..<(y + 1) * size.width]
  }

  /// Curses looks for lines that occur once; blank ones seldom do, and are cheap to write.
  fileprivate func isUniform(_ y: Int) -> Bool {
    let row = row(y)
    return row.allSatisfy { $0 == row.first }
  }
}
