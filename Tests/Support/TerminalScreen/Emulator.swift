internal import CVTerm

/// A terminal as libvterm makes one; one thread at a time.
final class Emulator {
  private let screen: OpaquePointer
  private(set) var log = SequenceLog()
  private(set) var columns: Int
  private(set) var rows: Int

  init?(columns: Int, rows: Int) {
    guard let screen = vscreen_new(Int32(columns), Int32(rows)) else { return nil }
    self.screen = screen
    self.columns = columns
    self.rows = rows
  }

  deinit { vscreen_free(screen) }

  /// Takes the program's output; what the terminal answers to it.
  func feed(_ bytes: [UInt8]) -> [UInt8] {
    vscreen_feed(screen, bytes, bytes.count)
    log.feed(bytes)
    var answer: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 256)
    while true {
      let count = vscreen_take_answer(screen, &piece, piece.count)
      if count == 0 { return answer }
      answer += piece[..<count]
    }
  }

  func resize(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    vscreen_resize(screen, Int32(columns), Int32(rows))
  }

  var content: ScreenContent {
    let state = vscreen_state_now(screen)
    return ScreenContent(
      cells: (0..<rows).map { y in (0..<columns).map { x in cell(x, y) } },
      cursor: ScreenContent.Place(x: Int(state.cursor_x), y: Int(state.cursor_y)),
      isCursorVisible: state.is_cursor_visible,
      isAlternate: state.is_alternate,
      hasMouse: state.has_mouse,
      modes: log.modes,
      title: String(cString: vscreen_title(screen)),
      bells: Int(state.bells)
    )
  }

  private func cell(_ x: Int, _ y: Int) -> ScreenCell {
    var cell = vscreen_cell()
    vscreen_cell_at(screen, Int32(x), Int32(y), &cell)
    return ScreenCell(cell)
  }
}
