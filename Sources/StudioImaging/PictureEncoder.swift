import CImaging

/// Writes pictures.
public enum PictureEncoder {
  /// A baseline JPEG; `quality` outside 1...100 is taken as the nearer end.
  public static func jpeg(_ raster: Raster, quality: Int) throws(PictureFailure) -> [UInt8] {
    try encode(raster, largestSide: 65_500) { pixels, width, height, bytes, count, report in
      imaging_encode_jpeg(
        pixels,
        width,
        height,
        Int32(min(max(quality, 1), 100)),
        bytes,
        count,
        report
      )
    }
  }

  /// An RGB PNG at the fastest compression: meant for passing on, not for keeping.
  public static func png(_ raster: Raster) throws(PictureFailure) -> [UInt8] {
    try encode(raster, largestSide: 1_000_000) { pixels, width, height, bytes, count, report in
      imaging_encode_png(pixels, width, height, bytes, count, report)
    }
  }

  private typealias Encoding = (
    UnsafePointer<UInt8>?, UInt32, UInt32, UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>,
    UnsafeMutablePointer<Int>, UnsafeMutablePointer<imaging_report>
  ) -> imaging_status

  private static func encode(
    _ raster: Raster,
    largestSide: Int,
    with encoding: Encoding
  ) throws(PictureFailure) -> [UInt8] {
    guard raster.width > 0, raster.height > 0 else {
      throw .unsupported(detail: "a picture without pixels")
    }
    guard max(raster.width, raster.height) <= largestSide else {
      throw .tooLarge(detail: "at most \(largestSide) pixels a side")
    }
    return try collect { bytes, count, report in
      encoding(
        raster.pixels,
        UInt32(raster.width),
        UInt32(raster.height),
        bytes,
        count,
        report
      )
    }
  }

  /// Runs a call of the wall that hands out a block of bytes, and takes the block over.
  static func collect(
    _ call: (
      UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>, UnsafeMutablePointer<Int>,
      UnsafeMutablePointer<imaging_report>
    ) -> imaging_status
  ) throws(PictureFailure) -> [UInt8] {
    var bytes: UnsafeMutablePointer<UInt8>?
    var count = 0
    var report = imaging_report()
    let status = call(&bytes, &count, &report)
    try LibraryOutcome.check(status, report)
    defer { imaging_release(bytes) }
    return Array(UnsafeBufferPointer(start: bytes, count: count))
  }
}
