/// A place on a grid; `x` counts columns from the left, `y` rows from the top.
public struct Point: Hashable, Sendable {
  public var x: Int
  public var y: Int

  public init(x: Int, y: Int) {
    self.x = x
    self.y = y
  }

  public static let zero = Point(x: 0, y: 0)
}

/// Columns and rows; never negative.
public struct Size: Hashable, Sendable {
  public let width: Int
  public let height: Int

  public init(width: Int, height: Int) {
    self.width = max(width, 0)
    self.height = max(height, 0)
  }

  public static let zero = Size(width: 0, height: 0)

  public var isEmpty: Bool { width == 0 || height == 0 }
}

/// A part of a grid. Taking more away than there is leaves an empty part, never a negative one.
public struct Rect: Hashable, Sendable {
  public var origin: Point
  public var size: Size

  public init(origin: Point, size: Size) {
    self.origin = origin
    self.size = size
  }

  public init(x: Int, y: Int, width: Int, height: Int) {
    self.init(origin: Point(x: x, y: y), size: Size(width: width, height: height))
  }

  public init(_ size: Size) { self.init(origin: .zero, size: size) }

  public var x: Int { origin.x }
  public var y: Int { origin.y }
  public var width: Int { size.width }
  public var height: Int { size.height }
  /// The first column to the right of it.
  public var right: Int { origin.x + size.width }
  /// The first row below it.
  public var bottom: Int { origin.y + size.height }
  public var isEmpty: Bool { size.isEmpty }

  public func contains(_ point: Point) -> Bool {
    point.x >= x && point.x < right && point.y >= y && point.y < bottom
  }

  public func intersection(_ other: Rect) -> Rect {
    let left = max(x, other.x)
    let top = max(y, other.y)
    return Rect(
      x: left,
      y: top,
      width: min(right, other.right) - left,
      height: min(bottom, other.bottom) - top
    )
  }

  /// What is left inside a margin of so many cells.
  public func inset(horizontally: Int = 0, vertically: Int = 0) -> Rect {
    Rect(
      x: x + horizontally,
      y: y + vertically,
      width: width - 2 * horizontally,
      height: height - 2 * vertically
    )
  }

  /// Cuts `rows` off the top; the first part may be shorter where there are fewer.
  public func splitFromTop(_ rows: Int) -> (top: Rect, rest: Rect) {
    let rows = max(0, min(rows, height))
    return (
      Rect(x: x, y: y, width: width, height: rows),
      Rect(x: x, y: y + rows, width: width, height: height - rows)
    )
  }

  /// Cuts `columns` off the left; the first part may be narrower where there are fewer.
  public func splitFromLeft(_ columns: Int) -> (left: Rect, rest: Rect) {
    let columns = max(0, min(columns, width))
    return (
      Rect(x: x, y: y, width: columns, height: height),
      Rect(x: x + columns, y: y, width: width - columns, height: height)
    )
  }

  /// A part of at most this size in the middle of it.
  public func centred(_ inner: Size) -> Rect {
    let width = min(inner.width, width)
    let height = min(inner.height, height)
    return Rect(
      x: x + (self.width - width) / 2,
      y: y + (self.height - height) / 2,
      width: width,
      height: height
    )
  }
}
