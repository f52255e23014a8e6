/// Why a picture could not be read or written.
public enum PictureFailure: Error, Sendable, Hashable {
  /// No format this program knows starts with these bytes.
  case notAnImage
  /// The data ends before the picture does.
  case truncated
  /// The data contradicts itself or its checksums; the detail is printable ASCII.
  case damaged(detail: String)
  /// A picture in a form this program does not read or write.
  case unsupported(detail: String)
  /// Past a limit of `PictureLimits`, or of the memory a decoder may take.
  case tooLarge(detail: String)
  /// The system refused to open or read the file.
  case unreadable(errno: Int32)
  case outOfMemory
  /// The caller wanted no more of it.
  case cancelled
}

extension PictureFailure: CustomStringConvertible {
  /// One plain clause without the file's name, for example "the picture is cut off".
  public var description: String {
    switch self {
    case .notAnImage: "it is not a picture of a known format"
    case .truncated: "the picture is cut off"
    case .damaged(let detail): "the picture is damaged (\(detail))"
    case .unsupported(let detail): "the picture cannot be used (\(detail))"
    case .tooLarge(let detail): "the picture is too large (\(detail))"
    case .unreadable(let errno): "the file cannot be read (\(SystemText.message(errno)))"
    case .outOfMemory: "there is no memory for the picture"
    case .cancelled: "it was not wanted any more"
    }
  }
}
