import CTerminal
public import CellGrid
import Glibc

/// The terminal as a screen that shows surfaces; while it is up, keys come raw.
///
/// Used from one thread, one at a time in a program. Closing, also by the end of this value, puts
/// the terminal back exactly as it was. A terminal that went away is no error here: `RunLoop` says
/// so.
public final class NcursesScreen {
  private let options: ScreenOptions
  private let rules: InkRules
  private let isANSI: Bool
  private let pushesLastCell: Bool
  private var pairs: PalettePairs
  private var shown: Surface?
  private var cellsToPut: [terminal_cell] = []
  private var isOpen = true
  private var isUp = true
  /// Lines are to be written again although no cell of them differs.
  private var hasLinesToRedraw = false
  private var linesWritten: Set<Int> = []
  /// While pictures that are no cells lie on the screen, nothing there may be moved: the terminal
  /// would move them along, or tear them.
  public var hasPictures = false
  private var lastInk: (style: Style, attributes: UInt16, pair: Int32)?

  /// Takes the terminal over: alternate screen, raw keys, bracketed paste, no cursor.
  public init(_ options: ScreenOptions) throws(ScreenFailure) {
    guard Terminal.isTerminal(options.input), Terminal.isTerminal(options.output) else {
      throw .notATerminal
    }
    let description: TerminalDescription
    do throws(TerminalDescription.Failure) {
      description = try TerminalDescription.named(options.terminal)
    } catch {
      throw ScreenFailure(error)
    }
    guard description.canMoveCursor else { throw .cannotMoveCursor(name: description.name) }
    let wishes = terminal_screen_wishes(
      is_utf8: options.isUTF8,
      uses_colour: options.colours != .none,
      uses_mouse: options.usesMouse
    )
    var facts = terminal_screen_facts()
    let problem = withUnsafePointer(to: wishes) {
      terminal_screen_open(description.name, options.input, options.output, $0, &facts)
    }
    switch problem {
    case 0: break
    case EBUSY: throw .inUse
    case ENOTTY: throw .notATerminal
    default: throw .system(errno: problem)
    }
    self.options = options
    rules = InkRules(facts, wish: options.colours)
    isANSI = facts.is_ansi
    pushesLastCell = facts.pushes_last_cell
    pairs = PalettePairs(limit: Int(facts.pairs), define: terminal_screen_pair)
    resize(to: size)
  }

  deinit { close() }

  /// The terminal's size now, in cells.
  public var size: Size {
    // A bogus size must not eat the memory; no display shows as many cells.
    let (mostColumns, mostRows) = (2_000, 1_000)
    guard let size = TerminalSize(descriptor: options.output) else { return drawnSize }
    return Size(width: min(size.columns, mostColumns), height: min(size.rows, mostRows))
  }

  /// The size that curses draws at.
  private var drawnSize: Size {
    var columns: Int32 = 0
    var rows: Int32 = 0
    terminal_screen_size(&columns, &rows)
    return Size(width: Int(columns), height: Int(rows))
  }

  /// Draws at another size from now on; the next surface is drawn whole.
  public func resize(to size: Size) {
    guard isOpen, !size.isEmpty, size != drawnSize else { return }
    terminal_screen_resize(Int32(size.width), Int32(size.height))
    shown = nil
  }

  /// The next surface is drawn whole, whatever the terminal shows now.
  public func repaint() {
    guard isOpen else { return }
    terminal_screen_repaint()
    shown = nil
  }

  /// The next surface writes these lines whole, so that nothing that is no cell stays there.
  public func redrawLines(_ rows: Range<Int>) {
    let rows = rows.clamped(to: 0..<drawnSize.height)
    guard isOpen, !rows.isEmpty else { return }
    terminal_screen_redraw_lines(Int32(rows.lowerBound), Int32(rows.count))
    hasLinesToRedraw = true
  }

  /// Lines that were written whole without being asked for, so that the terminal moves none, since
  /// the last call: pictures that lay there are gone.
  public func takeLinesWritten() -> Set<Int> {
    defer { linesWritten = [] }
    return linesWritten
  }

  /// What is said first when the terminal is given back, also by a crash: orders that take pictures
  /// away. False, and nothing is said, where it is more than a kilobyte and a half.
  @discardableResult
  public func setParting(_ bytes: [UInt8]) -> Bool {
    guard isOpen else { return false }
    return bytes.withUnsafeBytes { terminal_screen_set_parting($0.baseAddress, $0.count) }
  }

  /// Gives the terminal back until `enter()`; surfaces presented meanwhile are not shown.
  public func leave() {
    guard isOpen else { return }
    isUp = false
    terminal_screen_leave()
  }

  /// Puts the driver's modes back as they were when the terminal was given away.
  func resetModes() { terminal_screen_reset_modes() }

  /// Takes the terminal again, also after something else drew on it, such as a shell while this
  /// process was stopped; the next surface is drawn whole, at the size that the terminal has now.
  public func enter() {
    guard isOpen else { return }
    terminal_screen_enter()
    isUp = true
    shown = nil
    resize(to: size)
  }

  /// Gives the terminal back for good.
  public func close() {
    guard isOpen else { return }
    isOpen = false
    isUp = false
    terminal_screen_close()
  }

  /// Stops this process and those it was started with, as the stop key does in a shell, and
  /// returns with the terminal taken again when they are continued.
  public func suspend() {
    guard isOpen else { return }
    leave()
    terminal_suspend_group()
    enter()
  }

  /// Whether clicks and the wheel are reported from now on.
  public func setMouse(_ isOn: Bool) {
    guard isOpen else { return }
    terminal_screen_mouse(isOn)
  }

  /// Writes to the terminal what is no text, such as `TerminalMessages`; nothing while away.
  /// False where so much waits for a reader already that this was left out.
  @discardableResult
  public func send(_ bytes: [UInt8]) -> Bool {
    guard isUp, !bytes.isEmpty else { return true }
    return bytes.withUnsafeBytes { terminal_screen_send($0.baseAddress, $0.count) }
  }

  /// Sends more of what the terminal had no room for. True once it has taken everything: only then
  /// is another surface shown.
  public var hasSentAll: Bool { !isUp || terminal_screen_flush() }

  /// What has to have room before more can be sent; see `RunLoop.wait(until:orRoomIn:)`.
  public var outlet: Int32 { terminal_screen_output() }

  /// Forgets what was typed and not read yet.
  public func dropInput() { terminal_drop_input(options.input) }

  var output: Int32 { options.output }

  /// Shows a surface, sending only what differs from the one before. What lies outside the
  /// terminal is not shown. A terminal that has not taken the one before keeps it: nobody waits for
  /// its reader.
  public func present(_ surface: Surface) {
    guard isUp, hasSentAll else { return }
    let former = shown?.size == surface.size ? shown : nil
    var rows = putDifferences(surface, from: former)
    let hasLinks = options.usesLinks && isANSI
    let linksDiffer = hasLinks && former?.links != surface.links
    guard
      !rows.isEmpty || linksDiffer || former == nil || former?.cursor != surface.cursor
        || hasLinesToRedraw
    else { return }
    hasLinesToRedraw = false
    // Moved by the terminal, text would take its address along.
    let hasFixed = hasLinks && !(surface.links.isEmpty && former?.links.isEmpty != false)
    terminal_screen_move_lines(!hasFixed && !hasPictures)
    if hasFixed || hasPictures, let former {
      let kept = MovableLines.rows(surface, from: former)
      for row in kept { terminal_screen_redraw_lines(Int32(row), 1) }
      rows.formUnion(kept)
      linesWritten.formUnion(kept)
    }
    let cursor = surface.cursor ?? Point(x: surface.size.width - 1, y: surface.size.height - 1)
    let limit = drawnSize
    terminal_screen_update(
      Int32(max(0, min(cursor.x, limit.width - 1))),
      Int32(max(0, min(cursor.y, limit.height - 1))),
      surface.cursor != nil
    )
    if hasLinks { sendLinks(surface, former: former, changedRows: rows) }
    shown = surface
  }

  private func sendLinks(_ surface: Surface, former: Surface?, changedRows: Set<Int>) {
    var text = LinkText(surface, rules, within: Rect(drawnSize))
    let known = Set(former?.links ?? [])
    for link in known.subtracting(surface.links) { text.add(link, address: nil) }
    for link in surface.links where !known.contains(link) || changedRows.contains(link.origin.y) {
      text.add(link, address: link.address)
    }
    send(text.whole)
  }
}

extension NcursesScreen {
  /// Gives curses the cells that differ; the rows in which some do.
  private func putDifferences(_ surface: Surface, from former: Surface?) -> Set<Int> {
    let limit = drawnSize
    let width = min(surface.size.width, limit.width)
    let height = min(surface.size.height, limit.height)
    var rows: Set<Int> = []
    surface.cells.withUnsafeBufferPointer { cells in
      guard let former else {
        terminal_screen_erase()
        for y in 0..<height where width > 0 { put(surface, y: y, from: 0, to: width) }
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
          put(surface, y: y, from: part.lowerBound, to: part.upperBound)
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

  private func put(_ surface: Surface, y: Int, from start: Int, to end: Int) {
    let limit = drawnSize
    // Nothing wide may reach past the edge, nor up to a last cell that curses pushes.
    let forbiddenEnd = pushesLastCell && y == limit.height - 1 ? limit.width - 1 : limit.width + 1
    var x = surface[start, y].role == .covered ? start - 1 : start
    let first = x
    cellsToPut.removeAll(keepingCapacity: true)
    while x < end {
      let cell = surface[x, y]
      let isWide = cell.role == .wide && x + 2 <= limit.width && x + 2 != forbiddenEnd
      let glyph = cell.role == .wide && !isWide ? .space : cell.glyph
      cellsToPut.append(curses(glyph, cell.style, isWide: isWide, surface))
      x += isWide ? 2 : 1
    }
    terminal_screen_put(Int32(first), Int32(y), cellsToPut, Int32(cellsToPut.count))
  }

  private func curses(
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
  private func naming(_ style: Style, _ surface: Surface) -> (UInt16, Int32) {
    let ink = rules.namingInk(style)
    let rules = rules
    return (ink.attributes, pairs.number(for: ink) { Set(surface.cells.map { rules.ink($0) }) })
  }

  /// Neighbours mostly look alike, so the last answer is kept.
  private func drawing(_ style: Style, _ surface: Surface) -> (UInt16, Int32) {
    if let lastInk, lastInk.style == style { return (lastInk.attributes, lastInk.pair) }
    let ink = rules.ink(style)
    let rules = rules
    let pair = pairs.number(for: ink) { Set(surface.cells.map { rules.ink($0) }) }
    lastInk = (style, ink.attributes, pair)
    return (ink.attributes, pair)
  }
}
