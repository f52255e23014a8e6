import CellGrid

/// What holds for everything that is drawn.
enum ScreenCheck {
  static func check(_ surface: Surface) throws {
    let size = surface.size
    try hold(surface.cells.count == size.width * size.height, "\(surface.cells.count) cells")
    for place in surface.cells.indices {
      let cell = surface.cells[place]
      if !Steering.isHarmless(cell.glyph.base) || cell.glyph.hasMarks {
        let bad = cell.glyph.scalars.first { !Steering.isHarmless($0) }
        try hold(bad == nil, "\(bad.map { String($0.value, radix: 16) } ?? "") is drawn")
      }
      let column = place % size.width
      switch cell.role {
      case .narrow: break
      case .wide:
        let isWhole = column + 1 < size.width && surface.cells[place + 1].role == .covered
        try hold(isWhole, "half of a character in column \(column)")
      case .covered:
        let isWhole = column > 0 && surface.cells[place - 1].role == .wide
        try hold(isWhole, "the other half of nothing in column \(column)")
      }
    }
    if let cursor = surface.cursor {
      let isInside =
        (0..<size.width).contains(cursor.x) && (0..<size.height).contains(cursor.y)
      try hold(isInside, "the cursor is at \(cursor)")
    }
    for link in surface.links {
      let isPlain = link.address.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
      try hold(isPlain, "a link to \(link.address.debugDescription)")
    }
  }
}
