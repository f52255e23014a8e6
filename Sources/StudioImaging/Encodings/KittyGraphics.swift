public import CellGrid

/// kitty's graphics protocol: pictures are sent once, under a number, and shown by placeholder cells.
public enum KittyGraphics {
  /// Base64 characters of one sequence; the protocol allows no more.
  static let chunk = 4_096

  /// Sends a PNG and makes it ready for placeholders that cover `columns` × `rows` cells.
  ///
  /// The terminal is asked for no answer. Send it after the alternate screen was entered: pictures
  /// belong to a screen. An id of 1 to 255 can be named by the palette of 256 colours.
  public static func upload(
    png: [UInt8],
    id: UInt32,
    columns: Int,
    rows: Int,
    through passage: TerminalPassage = .direct
  ) -> TerminalPicture {
    let keys = "a=T,U=1,q=2,f=100,i=\(id),c=\(columns),r=\(rows)"
    return picture(png, keys, passage)
  }

  /// Sends a PNG to be shown where the cursor is, for terminals without placeholders. The cursor
  /// stays where it is.
  public static func place(
    png: [UInt8],
    id: UInt32,
    columns: Int,
    rows: Int,
    through passage: TerminalPassage = .direct
  ) -> TerminalPicture {
    let keys = "a=T,C=1,q=2,f=100,i=\(id),c=\(columns),r=\(rows)"
    return picture(png, keys, passage)
  }

  private static func picture(
    _ png: [UInt8],
    _ keys: String,
    _ passage: TerminalPassage
  ) -> TerminalPicture {
    TerminalPicture(
      slices: chunks(of: PictureBase64.encode(png), keys: keys).map { passage.wrapped($0) }
    )
  }

  /// Bytes on the wire of a PNG of so many bytes, without a passage.
  static func byteCount(ofPNG count: Int) -> Int {
    let characters = (count + 2) / 3 * 4
    let pieces = max((characters + chunk - 1) / chunk, 1)
    return characters + pieces * 16 + 48
  }

  /// Takes a picture away, with its data.
  public static func delete(id: UInt32, through passage: TerminalPassage = .direct) -> [UInt8] {
    passage.wrapped(sequence("a=d,d=I,i=\(id),q=2", []))
  }

  /// Takes all pictures of a range away, with their data; kitty knows this since 0.33.
  public static func delete(
    ids: ClosedRange<UInt32>,
    through passage: TerminalPassage = .direct
  ) -> [UInt8] {
    passage.wrapped(sequence("a=d,d=R,x=\(ids.lowerBound),y=\(ids.upperBound),q=2", []))
  }

  private static func chunks(of payload: [UInt8], keys: String) -> [[UInt8]] {
    let starts = Array(stride(from: 0, to: max(payload.count, 1), by: chunk))
    return starts.map { start in
      let end = min(start + chunk, payload.count)
      let more = end < payload.count ? 1 : 0
      // Later pieces name the picture by being next; answers are refused in each.
      let head = start == 0 ? "\(keys),m=\(more)" : "m=\(more),q=2"
      return sequence(head, payload[start..<end])
    }
  }

  private static func sequence(_ keys: String, _ payload: ArraySlice<UInt8>) -> [UInt8] {
    var bytes = Array("\u{1B}_G\(keys)".utf8)
    if !payload.isEmpty {
      bytes.append(0x3B)
      bytes += payload
    }
    return bytes + Array("\u{1B}\\".utf8)
  }
}
