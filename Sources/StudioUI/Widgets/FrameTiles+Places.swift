import CellGrid

extension FrameTiles {
  private static let gap = 1

  // MARK: Strip

  /// How many rows a strip of this width makes good use of; 0 where there are too few.
  func stripHeight(atMost rows: Int, width: Int) -> Int {
    guard rows >= Self.leastHeight, !tiles.isEmpty, width >= 2 * Self.leastWidth else { return 0 }
    // As high as all of them fit; where they never do, high enough to be made out.
    let fitting = (Self.leastHeight...rows).last { fits(width, rows: $0 - 1) }
    return fitting.map { min($0, used(by: $0, width: width)) } ?? min(rows, 6)
  }

  /// Pictures wider than the room stay lower than it.
  private func used(by height: Int, width: Int) -> Int {
    let highest = tiles.map { fitted($0, in: Size(width: width, height: height - 1)).height }.max()
    return max(Self.leastHeight, (highest ?? 0) + 1)
  }

  private func fits(_ width: Int, rows: Int) -> Bool {
    tiles.reduce(-Self.gap) { $0 + Self.gap + self.width(of: $1, rows: rows, atMost: width) }
      <= width
  }

  private func width(of tile: FrameTile, rows: Int, atMost width: Int) -> Int {
    max(fitted(tile, in: Size(width: width, height: rows)).width, Self.leastWidth)
  }

  func row(in room: Size) -> Arrangement {
    let rows = room.height - 1
    let isWhole = fits(room.width, rows: rows)
    // Columns for the signs at both ends.
    let margin = isWhole ? 0 : 2
    let inner = max(room.width - 2 * margin, 1)
    let page = page(width: inner, rows: rows)
    var x = margin
    let places = tiles[page].map { tile in
      let width = min(self.width(of: tile, rows: rows, atMost: inner), inner)
      defer { x += width + Self.gap }
      return Place(tile: tile, part: Rect(x: x, y: 0, width: width, height: room.height))
    }
    return Arrangement(
      places: places,
      before: page.lowerBound,
      after: tiles.count - page.upperBound
    )
  }

  /// The tiles of the page with the chosen one. Whole pages are turned: pictures that stay where
  /// they are need not be sent again.
  private func page(width: Int, rows: Int) -> Range<Int> {
    var start = 0
    var used = 0
    for place in tiles.indices {
      let own = self.width(of: tiles[place], rows: rows, atMost: width)
      let with = used == 0 ? own : used + Self.gap + own
      if with <= width || used == 0 {
        used = with
      } else if place > chosenPlace {
        return start..<place
      } else {
        (start, used) = (place, own)
      }
    }
    return start..<tiles.count
  }

  // MARK: Grid

  func grid(in room: Size) -> Arrangement {
    let columns = columns(in: room)
    let lines = (tiles.count + columns - 1) / columns
    // The last column is for the signs.
    let width = max((room.width - 1 - (columns - 1) * Self.gap) / columns, 1)
    let visible = min(lines, max(room.height / Self.leastHeight, 1))
    let height = room.height / visible
    let first = chosenPlace / columns / visible * visible
    let shown = first * columns..<min((first + visible) * columns, tiles.count)
    let places = shown.map { place in
      let (line, column) = (place / columns - first, place % columns)
      return Place(
        tile: tiles[place],
        part: Rect(x: column * (width + Self.gap), y: line * height, width: width, height: height)
      )
    }
    return Arrangement(
      places: places,
      before: shown.lowerBound,
      after: tiles.count - shown.upperBound
    )
  }

  /// As many columns as make the pictures largest while all of them show; as many as there can be
  /// where they never do.
  private func columns(in room: Size) -> Int {
    let most = max(1, min(tiles.count, room.width / (2 * Self.leastWidth)))
    let sizes = (1...most).map { columns in
      let lines = (tiles.count + columns - 1) / columns
      let height = room.height / lines
      guard height >= Self.leastHeight else { return (columns: columns, area: 0) }
      let width = (room.width - 1 - (columns - 1) * Self.gap) / columns
      let size = fitted(tiles[0], in: Size(width: width, height: height - 1))
      return (columns: columns, area: size.width * size.height)
    }
    guard let best = sizes.max(by: { $0.area < $1.area }), best.area > 0 else { return most }
    return best.columns
  }
}
