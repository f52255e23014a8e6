/// Text on the grid that a terminal may open as an address (OSC 8).
public struct Link: Hashable, Sendable {
  /// Where its text starts, and how many cells it takes in that row.
  public var origin: Point
  public var width: Int
  /// Only printable ASCII; what draws it has checked that.
  public var address: String

  public init(origin: Point, width: Int, address: String) {
    self.origin = origin
    self.width = width
    self.address = address
  }
}

/// A whole screen as a value: the cells in row order, the cursor, the links, the pictures.
public struct Surface: Hashable, Sendable {
  public let size: Size
  /// `size.width × size.height` cells, row by row.
  public private(set) var cells: [Cell]
  /// Where the terminal's cursor stands; `nil` hides it.
  public var cursor: Point?
  public var links: [Link]
  /// What `Canvas.picture` marked, in the order it was drawn.
  public var pictures: [PicturePlace]

  public init(_ size: Size, filledWith cell: Cell = .blank) {
    self.size = size
    cells = Array(repeating: cell, count: size.width * size.height)
    cursor = nil
    links = []
    pictures = []
  }

  /// A place outside is blank.
  public subscript(x: Int, y: Int) -> Cell {
    guard x >= 0, y >= 0, x < size.width, y < size.height else { return .blank }
    return cells[y * size.width + x]
  }

  /// Puts a cell down. Half of something wide that is written over becomes a space, so a row never
  /// holds half of a character; a wide cell covers the place to its right, and becomes a space
  /// where there is none. Places outside are ignored.
  public mutating func put(_ cell: Cell, x: Int, y: Int) {
    guard x >= 0, y >= 0, x < size.width, y < size.height else { return }
    let place = y * size.width + x
    if cells[place].role != .narrow { freeNeighbour(of: place) }
    guard cell.role == .wide else {
      cells[place] = cell
      return
    }
    guard x + 1 < size.width else {
      cells[place] = Cell(.space, cell.style)
      return
    }
    if cells[place + 1].role == .wide { freeNeighbour(of: place + 1) }
    cells[place] = cell
    cells[place + 1] = Cell(.space, cell.style, role: .covered)
  }

  /// Changes how a place is drawn, not what stands there.
  public mutating func restyle(x: Int, y: Int, _ change: (Style) -> Style) {
    guard x >= 0, y >= 0, x < size.width, y < size.height else { return }
    let place = y * size.width + x
    cells[place].style = change(cells[place].style)
  }

  /// The other half of a wide character that is about to lose one.
  private mutating func freeNeighbour(of place: Int) {
    let other = cells[place].role == .wide ? place + 1 : place - 1
    cells[other] = Cell(.space, cells[other].style)
    cells[place].role = .narrow
  }
}
