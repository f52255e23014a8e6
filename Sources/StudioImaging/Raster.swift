import CImaging

/// A picture in memory: 8-bit RGB, three bytes a pixel, rows from the top without padding.
public struct Raster: Sendable, Equatable {
  public let width: Int
  public let height: Int
  /// `width * height * 3` bytes.
  public var pixels: [UInt8]

  public init(width: Int, height: Int, pixels: [UInt8]) {
    precondition(pixels.count == width * height * 3, "pixels do not fill the raster")
    self.width = width
    self.height = height
    self.pixels = pixels
  }
}

extension Raster {
  /// A picture of one colour.
  init(_ sides: PictureSides, filledWith colour: RGBColour) {
    let count = sides.width * sides.height * 3
    let pixels = [UInt8](unsafeUninitializedCapacity: count) { out, filled in
      for at in stride(from: 0, to: count, by: 3) {
        out[at] = colour.red
        out[at + 1] = colour.green
        out[at + 2] = colour.blue
      }
      filled = count
    }
    self.init(width: sides.width, height: sides.height, pixels: pixels)
  }

  /// Lays another picture over this one; what of it lies outside is left out.
  mutating func put(_ other: Raster, left: Int, top: Int) {
    let place = PixelRect(left: left, top: top, width: other.width, height: other.height)
    guard let shown = place.intersection(PixelRect((width, height))) else { return }
    let count = shown.width * 3
    for y in shown.top..<shown.bottom {
      let to = (y * width + shown.left) * 3
      let from = ((y - top) * other.width + shown.left - left) * 3
      pixels.replaceSubrange(to..<to + count, with: other.pixels[from..<from + count])
    }
  }

  /// Some of its rows, which lie in it.
  func rows(_ rows: Range<Int>) -> Raster {
    if rows == 0..<height { return self }
    let stride = width * 3
    let part = pixels[rows.lowerBound * stride..<rows.upperBound * stride]
    return Raster(width: width, height: rows.count, pixels: Array(part))
  }

  /// Some rows of every so many, put together; `nil` where the picture is too low for it.
  func sample(of count: Int, in period: Int) -> Raster? {
    guard height >= 2 * period, count < period else { return nil }
    let stride = width * 3
    var part: [UInt8] = []
    for top in Swift.stride(from: (period - count) / 2, through: height - count, by: period) {
      part += pixels[top * stride..<(top + count) * stride]
    }
    return Raster(width: width, height: part.count / max(stride, 1), pixels: part)
  }

  /// The picture in another size, of the same proportions or not: down by averages of light.
  func scaled(to sides: PictureSides) throws(PictureFailure) -> Raster {
    if sides == (width, height) { return self }
    guard width > 0, height > 0, sides.width > 0, sides.height > 0,
      max(width, height, sides.width, sides.height) <= PictureLimits.standard.side
    else { throw .unsupported(detail: "a size that cannot be scaled") }
    var status = IMAGING_NO_MEMORY
    let count = sides.width * sides.height * 3
    let scaled = [UInt8](unsafeUninitializedCapacity: count) { out, filled in
      out.initialize(repeating: 0)
      status = imaging_scale(
        pixels,
        UInt32(width),
        UInt32(height),
        UInt32(sides.width),
        UInt32(sides.height),
        out.baseAddress
      )
      filled = count
    }
    guard status == IMAGING_OK else { throw .outOfMemory }
    return Raster(width: sides.width, height: sides.height, pixels: scaled)
  }
}
