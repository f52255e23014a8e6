import CellGrid

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
  /// A preview is over its budget only where no step of its form fits.
  public func make(
    _ request: PreviewRequest,
    isCancelled: () -> Bool = { false }
  ) throws(PictureFailure) -> Preview {
    let outcome = withoutActuallyEscaping(isCancelled) { question in
      let cancellation = Cancellation(question)
      return withExtendedLifetime(cancellation) {
        Result { () throws(PictureFailure) in try prepared(request, cancellation) }
      }
    }
    return try outcome.get()
  }

  private func prepared(
    _ request: PreviewRequest,
    _ cancellation: Cancellation
  ) throws(PictureFailure) -> Preview {
    let source = try PreviewSource(request, thumbnails: thumbnails, cancellation: cancellation)
    guard !request.size.isEmpty else {
      return Preview(
        content: .words([]),
        source: Size(width: source.nature.seen.width, height: source.nature.seen.height),
        step: PreviewStep(number: 0, size: .zero),
        byteCount: 0
      )
    }
    var encoding = PreviewEncoding(request, source)
    return try encoding.preview()
  }
}
