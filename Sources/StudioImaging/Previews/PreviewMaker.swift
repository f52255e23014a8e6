/// Makes previews of picture files. Each call takes its thread until it is done, so it is made off
/// the one that reads keys; how many run at once is the caller's matter.
public struct PreviewMaker: Sendable {
  private let thumbnails: ThumbnailCache?

  /// Without `thumbnails`, every picture is read from its file.
  public init(thumbnails: ThumbnailCache? = nil) {
    self.thumbnails = thumbnails
  }

  /// Reads, scales and encodes a picture.
  ///
  /// `isCancelled` is asked between steps and every few rows; once it says so, the call ends with
  /// `PictureFailure.cancelled`. Sixels and symbols become half blocks where libchafa is missing.
  public func make(
    _ request: PreviewRequest,
    isCancelled: () -> Bool = { false }
  ) throws(PictureFailure) -> Preview {
    throw .unsupported(detail: "no previews yet")
  }
}
