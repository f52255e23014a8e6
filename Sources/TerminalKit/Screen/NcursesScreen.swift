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
  private let isANSI: Bool
  private var writer: CellWriter
  private var shown: Surface?
  private var isOpen = true
  private var isUp = true
  /// Lines are to be written again although no cell of them differs.
  private var hasLinesToRedraw = false
  private var linesWritten: Set<Int> = []
  /// While pictures that are no cells lie on the screen, nothing there may be moved: the terminal
  /// would move them along, or tear them.
  public var hasPictures = false

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
    isANSI = facts.is_ansi
    writer = CellWriter(facts, wish: options.colours)
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
    var rows = writer.putDifferences(surface, from: former, within: drawnSize)
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
    var text = LinkText(surface, writer.rules, within: Rect(drawnSize))
    let known = Set(former?.links ?? [])
    for link in known.subtracting(surface.links) { text.add(link, address: nil) }
    for link in surface.links where !known.contains(link) || changedRows.contains(link.origin.y) {
      text.add(link, address: link.address)
    }
    send(text.whole)
  }
}
