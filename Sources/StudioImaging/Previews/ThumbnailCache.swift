import Synchronization

/// Small copies of pictures in a folder, so that a second look reads a few kilobytes.
///
/// The folder may be deleted at any time, and what cannot be read or written is done without. Calls
/// may come from any thread and any process: a file has its name only when it is whole.
public final class ThumbnailCache: Sendable {
  /// Bytes of all thumbnails together.
  public static let standardLimit = 256 << 20
  /// Pixels of a thumbnail's longer side.
  static let side = 640
  /// Nothing shows at 640 pixels that this loses.
  private static let quality = 90

  private let folder: ThumbnailFolder
  private let limit: Int
  /// Bytes in the folder, as far as this process knows; `nil` until it has looked.
  private let known = Mutex<Int?>(nil)

  /// `folder` is made when the first thumbnail is stored, for its owner only.
  public init(folder: String, limit: Int = standardLimit) {
    self.folder = ThumbnailFolder(path: folder)
    self.limit = limit
  }

  /// The size of the thumbnail of a picture.
  static func sides(of picture: PictureSides) -> PictureSides {
    PictureDecoder.fitted(picture, into: (side, side))
  }

  /// The thumbnail, which has these sides, in at most the size that is wanted: half a JPEG is read
  /// in half the time. `nil` where there is none; one that is damaged or of another size is thrown
  /// away.
  func picture(
    _ key: ThumbnailKey,
    sides: PictureSides,
    fitting wanted: PictureSides
  ) -> Raster? {
    guard let bytes = folder.read(key.name) else { return nil }
    let header = try? PictureHeader.read(bytes)
    if header?.width == sides.width, header?.height == sides.height,
      let raster = try? PictureDecoder.decode(bytes: bytes, fitting: wanted)
    {
      return raster
    }
    folder.remove(key.name)
    return nil
  }

  func store(_ raster: Raster, _ key: ThumbnailKey) {
    guard let bytes = try? PictureEncoder.jpeg(raster, quality: Self.quality),
      bytes.count <= min(limit, ThumbnailFolder.longest),
      folder.write(bytes, key.name)
    else { return }
    known.withLock { known in
      let total = (known ?? folder.byteCount - bytes.count) + bytes.count
      // Another process may have written too, so what is kept is counted anew.
      known = total > limit ? folder.trim(to: limit / 10 * 9) : total
    }
  }
}
