public import StudioModel

/// What a picture file says about itself.
public struct PictureFacts: Hashable, Sendable {
  public var format: PictureFormat
  public var size: PixelSize

  public init(format: PictureFormat, size: PixelSize) {
    self.format = format
    self.size = size
  }
}

/// Why a file does not pass as a picture.
public struct PictureProblem: Error, Hashable, Sendable {
  public enum Kind: String, Sendable, Hashable {
    /// The file could not be opened or read, or there was no memory for it: nothing is known of it.
    case unreadable
    /// Not one of the known formats.
    case notAPicture
    /// The picture is cut short or broken.
    case damaged
    /// More pixels or bytes than this program decodes.
    case tooLarge
  }

  public var kind: Kind
  /// One sentence without the file's name.
  public var reason: String

  public init(_ kind: Kind, _ reason: String) {
    self.kind = kind
    self.reason = reason
  }
}

/// Something that looks into picture files; pictures are decoded outside the core.
public protocol PictureInspector: Sendable {
  /// Format and size from the first bytes, without decoding.
  func header(of path: String) throws(PictureProblem) -> PictureFacts

  /// The same, after every pixel was decoded: the file is whole.
  func verify(_ path: String) throws(PictureProblem) -> PictureFacts
}
