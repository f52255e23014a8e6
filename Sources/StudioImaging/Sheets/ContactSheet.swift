/// All frames of a sequence on one picture, with their numbers, and words about them beneath.
public struct ContactSheet: Sendable {
  /// A frame's place on the sheet.
  public struct Frame: Sendable {
    /// What stands beneath it.
    public var label: String
    /// `nil` where there is no picture.
    public var path: String?

    public init(label: String, path: String?) {
      self.label = label
      self.path = path
    }
  }

  /// The words beneath all frames.
  public struct Caption: Sendable {
    public var text: String
    /// Smaller, on one line.
    public var facts: String

    public init(text: String, facts: String) {
      self.text = text
      self.facts = facts
    }
  }

  public let raster: Raster
  /// Frames whose picture could not be shown, with the reason.
  public let failures: [Int: PictureFailure]
  /// Characters that no installed font has.
  public let unknownCharacters: Int

  /// Draws a sheet of frames, in the order given, each scaled into `side` × `side` pixels.
  ///
  /// A picture that cannot be read leaves its place empty. `caption` is `nil` for a sheet without
  /// any words; else words need Pango, and without it nothing is drawn.
  public init(
    _ frames: [Frame],
    caption: Caption?,
    side: Int = 480
  ) throws(PictureFailure) {
    guard caption == nil || Lettering.isAvailable else {
      throw .unsupported(detail: "Pango, which draws its words, is not installed")
    }
    var drawing = SheetDrawing(frames, side: min(max(side, 16), 1_024), hasWords: caption != nil)
    try drawing.readPictures()
    raster = try drawing.drawn(caption)
    failures = drawing.failures
    unknownCharacters = drawing.unknownCharacters
  }
}
