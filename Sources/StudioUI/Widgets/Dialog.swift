public import CellGrid

/// Something that lies over the middle of the screen: a frame on a cleared ground.
public struct Dialog: Hashable, Sendable {
  public var box: Box
  /// Columns and rows inside the frame that it would like.
  public var size: Size

  public init(_ title: String, size: Size, footnote: String = "", _ theme: Theme) {
    box = Box.dialog(title, footnote: footnote, theme)
    self.size = size
  }

  /// Where the whole of it lies on a screen, frame included.
  public func place(on screen: Size) -> Rect {
    Rect(screen).centred(Size(width: size.width + 2, height: size.height + 2))
  }

  /// Clears the ground, draws the frame, then the inside in its own coordinates.
  public func draw(
    in canvas: inout Canvas,
    _ theme: Theme,
    inside: (inout Canvas) -> Void
  ) {
    let part = place(on: canvas.size)
    canvas.fill(part, theme.plain)
    box.draw(in: &canvas, part)
    canvas.within(Box.inside(part), inside)
  }
}
