import CellGrid

/// Addresses of files for terminals that open links.
public enum FileAddress {
  /// `file://` with everything but plain characters as `%XX`; `nil` for a path that is not absolute.
  public static func of(_ path: String) -> String? {
    guard path.hasPrefix("/") else { return nil }
    var address = "file://"
    for byte in path.utf8 {
      let scalar = Unicode.Scalar(byte)
      if isPlain(byte) {
        address.unicodeScalars.append(scalar)
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        address += byte < 16 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return address
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch Unicode.Scalar(byte) {
    case "a"..."z", "A"..."Z", "0"..."9", "-", ".", "_", "~", "/": true
    default: false
    }
  }
}

/// Paths where there is little room.
public enum PathText {
  /// The whole path where it fits; otherwise `…` and as much of its end as there is room for.
  public static func ending(of path: String, cells: Int) -> String {
    let plain = PlainText.line(path)
    guard CellWidth.of(plain) > cells else { return plain }
    var used = 1
    var start = plain.endIndex
    while start > plain.startIndex {
      let before = plain.index(before: start)
      used += CellWidth.of(plain[before])
      if used > cells { break }
      start = before
    }
    return cells > 0 ? "…" + plain[start...] : ""
  }
}
