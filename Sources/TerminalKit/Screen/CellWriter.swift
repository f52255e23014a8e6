import CTerminal
import CellGrid
import Glibc

/// Gives curses the cells of surfaces, with inks that the terminal has.
struct CellWriter {
  let rules: InkRules
  private let pushesLastCell: Bool
  private var pairs: PalettePairs
  private var cellsToPut: [terminal_cell] = []
  private var lastInk: (style: Style, attributes: UInt16, pair: Int32)?

  init(_ facts: terminal_screen_facts, wish: ScreenOptions.Colours) {
    rules = InkRules(facts, wish: wish)
    pushesLastCell = facts.pushes_last_cell
    pairs = PalettePairs(limit: Int(facts.pairs), define: terminal_screen_pair)
  }

  /// Gives curses the cells that differ; the rows in which some do.
  mutating func putDifferences(
    _ surface: Surface,
    from former: Surface?,
    within limit: Size
  ) -> Set<Int> {
    let width = min(surface.size.width, limit.width)
    let height = min(surface.size.height, limit.height)
    var rows: Set<Int> = []
    surface.cells.withUnsafeBufferPointer { cells in
      guard let former else {
        terminal_screen_erase()
        for y in 0..<height where width > 0 { put(surface, y: y, 0..<width, limit) }
        rows.formUnion(0..<height)
        return
      }
      former.cells.withUnsafeBufferPointer { formerCells in
        // The very same storage: nothing was drawn in between.
        guard cells.baseAddress != formerCells.baseAddress else { return }
        for y in 0..<height {
          let row = y * surface.size.width..<y * surface.size.width + width
          let (new, old) = (cells[row], formerCells[row])
          guard let part = Self.difference(new, old) else { continue }
          put(surface, y: y, part, limit)
          rows.insert(y)
        }
      }
    }
    return rows
  }

  /// The columns from the first to past the last that differ.
  private static func difference(
    _ new: Slice<UnsafeBufferPointer<Cell>>,
    _ old: Slice<UnsafeBufferPointer<Cell>>
  ) -> Range<Int>? {
    let (new, old) = (UnsafeBufferPointer(rebasing: new), UnsafeBufferPointer(rebasing: old))
    let (newBytes, oldBytes) = (UnsafeRawBufferPointer(new), UnsafeRawBufferPointer(old))
    guard let newBase = newBytes.baseAddress, let oldBase = oldBytes.baseAddress else { return nil }
    // Equal bytes are equal cells; unequal ones may differ in padding only.
    if memcmp(newBase, oldBase, newBytes.count) == 0 { return nil }
    guard let first = new.indices.first(where: { new[$0] != old[$0] }) else { return nil }
    let last = new.indices.last { new[$0] != old[$0] } ?? first
    return first..<last + 1
  }

  private mutating func put(_ surface: Surface, y: Int, _ columns: Range<Int>, _ limit: Size) {
    // Nothing wide may reach past the edge, nor up to a last cell that curses pushes.
    let forbiddenEnd = pushesLastCell && y == limit.height - 1 ? limit.width - 1 : limit.width + 1
    let start = columns.lowerBound
    var x = surface[start, y].role == .covered ? start - 1 : start
    let first = x
    cellsToPut.removeAll(keepingCapacity: true)
    while x < columns.upperBound {
      let cell = surface[x, y]
      let isWide = cell.role == .wide && x + 2 <= limit.width && x + 2 != forbiddenEnd
      let glyph = cell.role == .wide && !isWide ? .space : cell.glyph
      cellsToPut.append(curses(glyph, cell.style, isWide: isWide, surface))
      x += isWide ? 2 : 1
    }
    terminal_screen_put(Int32(first), Int32(y), cellsToPut, Int32(cellsToPut.count))
  }

  private mutating func curses(
    _ glyph: Glyph,
    _ style: Style,
    isWide: Bool,
    _ surface: Surface
  ) -> terminal_cell {
    var cell = terminal_cell()
    cell.width = isWide ? 2 : 1
    (cell.attributes, cell.pair) =
      glyph.base == InkRules.placeholder ? naming(style, surface) : drawing(style, surface)
    guard glyph.hasMarks else {
      cell.text.0 = glyph.base.value
      return cell
    }
    let scalars = glyph.scalars.map(\.value) + [0, 0, 0, 0]
    cell.text = (scalars[0], scalars[1], scalars[2], scalars[3], scalars[4])
    return cell
  }

  /// A cell whose foreground is the number of a picture.
  private mutating func naming(_ style: Style, _ surface: Surface) -> (UInt16, Int32) {
    let ink = rules.namingInk(style)
    let rules = rules
    return (ink.attributes, pairs.number(for: ink) { Set(surface.cells.map { rules.ink($0) }) })
  }

  /// Neighbours mostly look alike, so the last answer is kept.
  private mutating func drawing(_ style: Style, _ surface: Surface) -> (UInt16, Int32) {
    if let lastInk, lastInk.style == style { return (lastInk.attributes, lastInk.pair) }
    let ink = rules.ink(style)
    let rules = rules
    let pair = pairs.number(for: ink) { Set(surface.cells.map { rules.ink($0) }) }
    lastInk = (style, ink.attributes, pair)
    return (ink.attributes, pair)
  }
}
