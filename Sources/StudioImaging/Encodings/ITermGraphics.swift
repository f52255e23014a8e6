public import CellGrid

/// iTerm2's inline images (OSC 1337), which WezTerm, mintty, Konsole and others show too.
public enum ITermGraphics {
  /// A picture file to be shown where the cursor is, scaled into `columns` × `rows` cells.
  ///
  /// Any format that the terminal reads; JPEG has the fewest bytes. The whole is one sequence.
  /// - Parameter isStretched: fills the cells whatever the proportions, as a band has to.
  public static func place(
    file: [UInt8],
    columns: Int,
    rows: Int,
    isStretched: Bool = false,
    through passage: TerminalPassage = .direct
  ) -> TerminalPicture {
    let head =
      "\u{1B}]1337;File=inline=1;size=\(file.count);width=\(columns);height=\(rows)"
      + ";preserveAspectRatio=\(isStretched ? 0 : 1);doNotMoveCursor=1:"
    let sequence = Array(head.utf8) + PictureBase64.encode(file) + [0x07]
    return TerminalPicture(slices: [passage.wrapped(sequence)])
  }

  /// Bytes on the wire of a file of so many bytes, without a passage.
  static func byteCount(ofFile count: Int) -> Int { (count + 2) / 3 * 4 + 100 }
}
