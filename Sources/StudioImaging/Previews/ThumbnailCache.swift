/// Small copies of pictures in a folder, so that a second look reads a few kilobytes.
///
/// The folder may be deleted at any time. Calls may come from any thread and any process.
public final class ThumbnailCache: Sendable {
  /// Bytes of all thumbnails together.
  public static let standardLimit = 256 << 20

  private let folder: String
  private let limit: Int

  /// `folder` is made when the first thumbnail is stored, for its owner only; the one it lies in
  /// has to be there.
  public init(folder: String, limit: Int = standardLimit) {
    self.folder = folder
    self.limit = limit
  }
}
