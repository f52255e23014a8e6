/// How a stored picture has to be turned to be seen as it was taken: tag 274 of Exif 2.32, 4.6.4 A.
public enum PictureOrientation: Int, Sendable, Hashable, CaseIterable {
  case upright = 1
  case mirrored
  case upsideDown
  case flipped
  /// Mirrored along the diagonal from the upper left.
  case transposed
  /// To be turned a quarter clockwise.
  case turnedLeft
  case transversed
  /// To be turned a quarter counterclockwise.
  case turnedRight

  /// True where width and height change places.
  var swapsSides: Bool { rawValue >= 5 }

  /// Reads the orientation beside a picture; upright wherever none is given or it cannot be read.
  static func read(
    _ format: PictureFileFormat,
    from source: borrowing some ByteSource & ~Copyable
  ) -> PictureOrientation {
    let block: [UInt8]?
    do throws(PictureFailure) {
      block =
        switch format {
        case .jpeg: try ExifBlock.inJPEG(source)
        case .png: try ExifBlock.inPNG(source)
        case .webp: try ExifBlock.inWebP(source)
        case .bmp, .tiff, .gif: nil
        }
    } catch {
      return .upright
    }
    return block.flatMap(ExifBlock.orientation) ?? .upright
  }
}

extension Raster {
  /// The picture as it is to be seen.
  func turned(_ orientation: PictureOrientation) -> Raster {
    guard orientation != .upright, width > 0, height > 0 else { return self }
    let swaps = orientation.swapsSides
    let (outWidth, outHeight) = swaps ? (height, width) : (width, height)
    let turned = [UInt8](unsafeUninitializedCapacity: pixels.count) { out, filled in
      var at = 0
      for y in 0..<outHeight {
        for x in 0..<outWidth {
          let from = origin(of: x, y, orientation)
          for channel in 0..<3 { out[at + channel] = pixels[from + channel] }
          at += 3
        }
      }
      filled = at
    }
    return Raster(width: outWidth, height: outHeight, pixels: turned)
  }

  /// The byte at which the stored pixel begins that is seen at a place.
  private func origin(of x: Int, _ y: Int, _ orientation: PictureOrientation) -> Int {
    let (column, row) =
      switch orientation {
      case .upright: (x, y)
      case .mirrored: (width - 1 - x, y)
      case .upsideDown: (width - 1 - x, height - 1 - y)
      case .flipped: (x, height - 1 - y)
      case .transposed: (y, x)
      case .turnedLeft: (y, height - 1 - x)
      case .transversed: (width - 1 - y, height - 1 - x)
      case .turnedRight: (width - 1 - y, x)
      }
    return (row * width + column) * 3
  }
}
