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
