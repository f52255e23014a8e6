import CTerminal
public import CellGrid

/// The size of a terminal in cells.
public struct TerminalSize: Sendable, Hashable {
  public var columns: Int
  public var rows: Int

  public init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }

  /// The size of the terminal behind a descriptor; `nil` where none is, or it does not know.
  public init?(descriptor: Int32) {
    var columns: Int32 = 0
    var rows: Int32 = 0
    guard terminal_size(descriptor, &columns, &rows) == 0, columns > 0, rows > 0 else { return nil }
    self.init(columns: Int(columns), rows: Int(rows))
  }

  /// The pixels of a cell by the driver of a terminal, which is told them by some terminals and by
  /// ssh; `nil` where it was not.
  public static func cell(descriptor: Int32) -> CellPixels? {
    var width: Int32 = 0
    var height: Int32 = 0
    terminal_pixels(descriptor, &width, &height)
    guard let size = TerminalSize(descriptor: descriptor) else { return nil }
    let cell = (Int(width) / size.columns, Int(height) / size.rows)
    guard (2...400).contains(cell.0), (2...400).contains(cell.1) else { return nil }
    return CellPixels(width: cell.0, height: cell.1)
  }
}
