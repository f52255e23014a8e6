public import CellGrid

/// A picture made ready for one kind of terminal, within a budget of bytes.
public struct Preview: Sendable, Equatable {
  public enum Content: Sendable, Equatable {
    /// For both forms of kitty's protocol, to be stretched over the cells.
    case png([UInt8])
    /// For iTerm2's inline pictures, each to be stretched over its cells.
    case jpeg([PictureBand])
    /// Whole sequences, as many pixels as the cells have; the last rows are cut to a multiple of six.
    case sixel([PictureBand])
    case symbols(SymbolPicture)
    /// Lines that fit the cells, safe to be shown.
    case words([String])
  }

  public let content: Content
  /// The picture's own pixels, as it is seen: turned as its Exif data says.
  public let source: Size
  /// The step of the ladder that was taken.
  public let step: PreviewStep
  /// Bytes on the wire: measured for pictures, estimated for what curses writes.
  public let byteCount: Int

  public init(content: Content, source: Size, step: PreviewStep, byteCount: Int) {
    self.content = content
    self.source = source
    self.step = step
    self.byteCount = byteCount
  }
}
