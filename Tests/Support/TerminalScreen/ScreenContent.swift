/// What a terminal shows at one moment.
public struct ScreenContent: Hashable, Sendable, CustomStringConvertible {
  public struct Place: Hashable, Sendable {
    public let x: Int
    public let y: Int

    public init(x: Int, y: Int) {
      self.x = x
      self.y = y
    }
  }

  /// Row by row.
  public let cells: [[ScreenCell]]
  public let cursor: Place
  public let isCursorVisible: Bool
  public let isAlternate: Bool
  public let hasMouse: Bool
  /// Private modes that are set, by number: 1006 for the mouse's long form, 2004 for pastes.
  public let modes: Set<Int>
  public let title: String
  public let bells: Int

  /// Pastes come in brackets.
  public var hasPaste: Bool { modes.contains(2_004) }
  /// The terminal tells when it gains and loses the focus.
  public var hasFocus: Bool { modes.contains(1_004) }

  public var columns: Int { cells.first?.count ?? 0 }

  /// A row's text, without the blanks at its end; wide characters stand once.
  public func row(_ y: Int) -> String {
    guard cells.indices.contains(y) else { return "" }
    let whole = cells[y].map(\.text).joined()
    return String(whole.reversed().drop { $0 == " " }.reversed())
  }

  public var rows: [String] { cells.indices.map(row) }

  /// All rows, one a line.
  public var text: String { rows.joined(separator: "\n") }

  public func contains(_ wanted: String) -> Bool { rows.contains { $0.contains(wanted) } }

  /// The cell where a text begins; `nil` when it does not stand in one row.
  public func place(of wanted: String) -> Place? {
    for y in cells.indices {
      guard let found = row(y).firstRange(of: wanted) else { continue }
      var rest = row(y)[..<found.lowerBound].utf8.count
      let x = cells[y].firstIndex { cell in
        if rest <= 0 && cell.width > 0 { return true }
        rest -= cell.text.utf8.count
        return false
      }
      return x.map { Place(x: $0, y: y) }
    }
    return nil
  }

  public subscript(x: Int, y: Int) -> ScreenCell? {
    cells.indices.contains(y) && cells[y].indices.contains(x) ? cells[y][x] : nil
  }

  public var description: String { "\n\(boxed)\n" }

  /// The screen in a box, for people who read why a test failed.
  public var boxed: String {
    let edge = String(repeating: "─", count: columns)
    let lines = cells.map { "│\($0.map(\.text).joined())│" }
    let place = "cursor \(isCursorVisible ? "" : "hidden ")at \(cursor.x),\(cursor.y)"
    let kind = isAlternate ? "alternate screen" : "ordinary screen"
    return (["┌\(edge)┐"] + lines + ["└\(edge)┘", "\(place), \(kind)"]).joined(separator: "\n")
  }
}
