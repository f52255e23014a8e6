import StudioImaging

/// A small picture that is right in every way.
enum SamplePicture {
  static let side = 64

  /// The same for who cannot fail; empty where the encoder does.
  static let small = (try? jpeg()) ?? []

  static func jpeg() throws -> [UInt8] { try PictureEncoder.jpeg(raster, quality: 80) }

  static func png() throws -> [UInt8] { try PictureEncoder.png(raster) }

  private static var raster: Raster {
    let pixels = (0..<side * side).flatMap { (place: Int) -> [UInt8] in
      [UInt8(place % side * 4), UInt8(place / side * 4), 90]
    }
    return Raster(width: side, height: side, pixels: pixels)
  }
}
