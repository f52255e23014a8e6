import CDrawing
import Glibc
import StudioImaging

/// A place in a picture, in pixels, or in a subject's own measures.
typealias Point = SIMD2<Float>

/// A colour with its cover.
struct Paint: Hashable, Sendable {
  var red: Float
  var green: Float
  var blue: Float
  var alpha: Float = 1

  init(_ red: Float, _ green: Float, _ blue: Float, _ alpha: Float = 1) {
    self.red = red
    self.green = green
    self.blue = blue
    self.alpha = alpha
  }

  /// For example `0xE07A3F`.
  init(hex: UInt32, _ alpha: Float = 1) {
    self.init(
      Float(hex >> 16 & 255) / 255,
      Float(hex >> 8 & 255) / 255,
      Float(hex & 255) / 255,
      alpha
    )
  }

  /// A colour by hue (in turns), saturation and lightness.
  init(hue: Float, saturation: Float, lightness: Float) {
    func part(_ offset: Float) -> Float {
      let turn = (hue + offset) - (hue + offset).rounded(.down)
      let ramp = abs(turn * 6 - 3) - 1
      let spread = min(max(ramp, 0), 1)
      let chroma = (1 - abs(2 * lightness - 1)) * saturation
      return lightness + chroma * (spread - 0.5)
    }
    self.init(part(0), part(2.0 / 3), part(1.0 / 3))
  }

  func mixed(_ other: Paint, _ part: Float) -> Paint {
    Paint(
      red + (other.red - red) * part,
      green + (other.green - green) * part,
      blue + (other.blue - blue) * part,
      alpha + (other.alpha - alpha) * part
    )
  }

  func lit(_ factor: Float) -> Paint {
    Paint(min(1, red * factor), min(1, green * factor), min(1, blue * factor), alpha)
  }

  func covering(_ alpha: Float) -> Paint { Paint(red, green, blue, alpha) }

  static let white = Paint(1, 1, 1)
  static let black = Paint(0, 0, 0)

  fileprivate var color: drawing_color {
    drawing_color(red: red, green: green, blue: blue, alpha: alpha)
  }
}

/// A picture under the brush.
struct Painter {
  let width: Int
  let height: Int
  private var pixels: [UInt8]

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    let count = width * height * 3
    pixels = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      if let start = buffer.baseAddress { memset(start, 0, count) }
      filled = count
    }
  }

  var raster: Raster { Raster(width: width, height: height, pixels: pixels) }

  private mutating func onCanvas(_ draw: (drawing_canvas) -> Void) {
    let size = (Int32(width), Int32(height))
    pixels.withUnsafeMutableBufferPointer { buffer in
      draw(drawing_canvas(pixels: buffer.baseAddress, width: size.0, height: size.1))
    }
  }

  mutating func gradient(rows: Range<Int>, _ stops: [(at: Float, paint: Paint)]) {
    let colors = stops.map(\.paint.color)
    let positions = stops.map(\.at)
    onCanvas {
      drawing_gradient(
        $0,
        Int32(rows.lowerBound),
        Int32(rows.upperBound),
        colors,
        positions,
        Int32(stops.count)
      )
    }
  }

  /// Fills an outline, evenly or shaded from top to bottom.
  mutating func fill(_ outline: [Point], _ upper: Paint, to lower: Paint? = nil) {
    let top = outline.map(\.y).min() ?? 0
    let bottom = outline.map(\.y).max() ?? 0
    let numbers = outline.flatMap { [$0.x, $0.y] }
    onCanvas {
      drawing_polygon(
        $0,
        numbers,
        Int32(outline.count),
        upper.color,
        (lower ?? upper).color,
        top,
        bottom
      )
    }
  }

  mutating func stroke(_ points: [Point], width: Float, _ paint: Paint) {
    let numbers = points.flatMap { [$0.x, $0.y] }
    onCanvas { drawing_stroke($0, numbers, Int32(points.count), width, paint.color) }
  }

  /// A soft light around a point.
  mutating func glow(_ center: Point, radius: Float, _ paint: Paint) {
    onCanvas { drawing_glow($0, center.x, center.y, radius, paint.color) }
  }

  mutating func picture(_ raster: Raster, at corner: Point, width: Float, height: Float) {
    onCanvas { canvas in
      raster.pixels.withUnsafeBufferPointer { source in
        drawing_picture(
          canvas,
          source.baseAddress,
          Int32(raster.width),
          Int32(raster.height),
          Int32(corner.x),
          Int32(corner.y),
          Int32(width),
          Int32(height)
        )
      }
    }
  }

  /// Tints the whole and darkens its corners.
  mutating func tone(_ tint: Paint, vignette: Float) {
    onCanvas { drawing_tone($0, tint.color, vignette) }
  }
}
