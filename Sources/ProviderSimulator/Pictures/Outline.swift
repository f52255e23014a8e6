import Glibc

/// Ways to make outlines.
enum Outline {
  static func ellipse(_ center: Point, _ radii: Point, turn: Float = 0) -> [Point] {
    let steps = 48
    return (0..<steps).map { step in
      let angle = Float(step) / Float(steps) * 2 * .pi
      let x = cosf(angle) * radii.x
      let y = sinf(angle) * radii.y
      return center + Point(x * cosf(turn) - y * sinf(turn), x * sinf(turn) + y * cosf(turn))
    }
  }

  static func rectangle(_ corner: Point, _ size: Point) -> [Point] {
    [corner, corner + Point(size.x, 0), corner + size, corner + Point(0, size.y)]
  }

  static func roundedRectangle(_ corner: Point, _ size: Point, radius: Float) -> [Point] {
    let inner = [
      (corner + size - Point(radius, radius), Float(0)),
      (corner + Point(radius, size.y - radius), 0.5),
      (corner + Point(radius, radius), 1), (corner + Point(size.x - radius, radius), 1.5),
    ]
    return inner.flatMap { center, start in
      (0...8).map { step in
        let angle = (start + Float(step) / 16) * .pi
        return center + Point(cosf(angle), sinf(angle)) * radius
      }
    }
  }

  /// A closed smooth curve through the points (Catmull-Rom).
  static func smooth(_ points: [Point]) -> [Point] {
    let count = points.count
    guard count > 2 else { return points }
    return points.indices.flatMap { index in
      span(
        points[(index + count - 1) % count],
        points[index],
        points[(index + 1) % count],
        points[(index + 2) % count]
      )
    }
  }

  /// An open smooth curve through the points.
  static func curve(_ points: [Point]) -> [Point] {
    guard points.count > 2 else { return points }
    let last = points.count - 1
    var line = (0..<last).flatMap { index in
      span(
        points[max(0, index - 1)],
        points[index],
        points[index + 1],
        points[min(last, index + 2)]
      )
    }
    line.append(points[last])
    return line
  }

  private static func span(_ a: Point, _ b: Point, _ c: Point, _ d: Point) -> [Point] {
    (0..<8).map { step in
      let t = Float(step) / 8
      let straight = b * 2 + (c - a) * t
      let bent = (a * 2 - b * 5 + c * 4 - d) * (t * t)
      let twisted = (b * 3 - a - c * 3 + d) * (t * t * t)
      return (straight + bent + twisted) * 0.5
    }
  }
}

/// Where a subject stands and how large it is: the subject's own measures go from its foot at
/// (0, 0) to its top at about (0, -1).
struct Placement {
  var foot: Point
  var scale: Float
  var isMirrored = false

  func callAsFunction(_ x: Float, _ y: Float) -> Point {
    foot + Point(isMirrored ? -x : x, y) * scale
  }

  func callAsFunction(_ points: [Point]) -> [Point] { points.map { self($0.x, $0.y) } }
}

/// A small reproducible generator of numbers (SplitMix64).
struct Dice {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  /// From 0 up to 1.
  mutating func unit() -> Float { Float(next() >> 40) / Float(1 << 24) }

  mutating func between(_ low: Float, _ high: Float) -> Float { low + (high - low) * unit() }

  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
}
