import StudioImaging

/// The one place where the simulator meets the picture codecs.
enum PictureFile {
  static func encode(_ raster: Raster, _ format: SimulatorPictureFormat) -> [UInt8]? {
    switch format {
    case .jpeg: try? PictureEncoder.jpeg(raster, quality: 88)
    case .png: try? PictureEncoder.png(raster)
    }
  }

  /// A small picture of a file, for an inset; `nil` when it can't be decoded.
  static func inset(_ bytes: [UInt8]) -> Raster? {
    try? PictureDecoder.decode(bytes: bytes, fitting: (width: 512, height: 512))
  }
}
