import CellGrid

/// Pictures as upper and lower halves of cells: two pixels a cell, without any library.
struct HalfBlocks {
  private let columns: Int
  private let rows: Int
  /// `columns * rows * 2` colours, row by row.
  private let pixels: [RGBColour]

  init(_ raster: Raster, columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    pixels = (0..<rows * 2).flatMap { y in
      (0..<columns).map { x in raster.average(x, y, of: (columns, rows * 2)) }
    }
  }

  func symbols(_ colours: SymbolColours, _ isASCII: Bool) -> [SymbolPicture.Symbol] {
    (0..<rows * columns).map { place in
      let top = pixels[(place / columns * 2) * columns + place % columns]
      let bottom = pixels[(place / columns * 2 + 1) * columns + place % columns]
      if isASCII || colours == .none { return Self.letter(top, bottom, colours) }
      return SymbolPicture.Symbol(
        scalar: "▀",
        foreground: Self.ink(top, colours),
        background: Self.ink(bottom, colours)
      )
    }
  }

  /// A character as dense as the cell is light.
  private static func letter(
    _ top: RGBColour,
    _ bottom: RGBColour,
    _ colours: SymbolColours
  ) -> SymbolPicture.Symbol {
    let ladder: [Unicode.Scalar] = [" ", ".", ":", "-", "=", "+", "*", "#", "%", "@"]
    let middle = RGBColour.middle(top, bottom)
    let step = Int(middle.lightness * Double(ladder.count - 1) + 0.5)
    return SymbolPicture.Symbol(
      scalar: ladder[step],
      foreground: ink(middle, colours),
      background: .standard
    )
  }

  private static func ink(_ colour: RGBColour, _ colours: SymbolColours) -> SymbolPicture.Ink {
    switch colours {
    case .trueColour: .rgb(colour)
    case .palette256: .palette(colour.nearestInCube)
    case .palette16: .palette(colour.nearestBasic)
    case .none: .standard
    }
  }
}

extension Raster {
  /// The average colour of one field of a picture cut into so many; at least one pixel of it.
  func average(_ x: Int, _ y: Int, of fields: (columns: Int, rows: Int)) -> RGBColour {
    let left = min(x * width / fields.columns, width - 1)
    let right = max((x + 1) * width / fields.columns, left + 1)
    let top = min(y * height / fields.rows, height - 1)
    let bottom = max((y + 1) * height / fields.rows, top + 1)
    var sums = SIMD4<Int>.zero
    for row in top..<bottom {
      for column in left..<right {
        let at = (row * width + column) * 3
        sums &+= SIMD4(Int(pixels[at]), Int(pixels[at + 1]), Int(pixels[at + 2]), 1)
      }
    }
    return RGBColour(UInt8(sums.x / sums.w), UInt8(sums.y / sums.w), UInt8(sums.z / sums.w))
  }
}

extension RGBColour {
  static func middle(_ one: RGBColour, _ other: RGBColour) -> RGBColour {
    func half(_ a: UInt8, _ b: UInt8) -> UInt8 { UInt8((Int(a) + Int(b)) / 2) }
    return RGBColour(
      half(one.red, other.red),
      half(one.green, other.green),
      half(one.blue, other.blue)
    )
  }

  /// 0 for black to 1 for white: luma of Rec. 709.
  var lightness: Double {
    (0.2126 * Double(red) + 0.7152 * Double(green) + 0.0722 * Double(blue)) / 255
  }

  /// The nearest entry of the cube of 6 × 6 × 6 or the 24 greys of terminals with 256 colours.
  var nearestInCube: UInt8 {
    let steps: [Int] = [0, 95, 135, 175, 215, 255]
    func step(_ value: UInt8) -> Int {
      steps.indices.min { abs(steps[$0] - Int(value)) < abs(steps[$1] - Int(value)) } ?? 0
    }
    let (r, g, b) = (step(red), step(green), step(blue))
    let cube = RGBColour(UInt8(steps[r]), UInt8(steps[g]), UInt8(steps[b]))
    let level = min(max((Int(red) + Int(green) + Int(blue)) / 3 - 3, 0) / 10, 23)
    let grey = RGBColour(UInt8(8 + level * 10), UInt8(8 + level * 10), UInt8(8 + level * 10))
    let isGrey = distance(to: grey) < distance(to: cube)
    return UInt8(isGrey ? 232 + level : 16 + 36 * r + 6 * g + b)
  }

  /// The nearest of the sixteen basic colours, as xterm has them.
  var nearestBasic: UInt8 {
    let basic: [UInt32] = [
      0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
      0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
    ]
    let nearest = basic.indices.min {
      distance(to: RGBColour(packed: basic[$0])) < distance(to: RGBColour(packed: basic[$1]))
    }
    return UInt8(nearest ?? 0)
  }

  /// A square of a distance, weighted as eyes do.
  func distance(to other: RGBColour) -> Int {
    let red = Int(red) - Int(other.red)
    let green = Int(green) - Int(other.green)
    let blue = Int(blue) - Int(other.blue)
    return 3 * red * red + 6 * green * green + blue * blue
  }
}
