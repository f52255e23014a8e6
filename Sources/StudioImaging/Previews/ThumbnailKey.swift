/// What a thumbnail is of: a file's content and what lies beneath it. Another content has another key.
struct ThumbnailKey: Hashable {
  /// Of its file.
  let name: String

  /// By content where its hash is known, so that a moved or copied picture keeps its thumbnail;
  /// else by the file and when it was written.
  init(_ file: FileIdentity, contentHash: String?, on background: RGBColour) {
    let end = "\(ThumbnailCache.side)-\(Self.digits(UInt(background.packed))).jpg"
    if let contentHash, Self.isHash(contentHash) {
      name = "h-\(contentHash)-\(Self.digits(UInt(file.byteCount)))-\(end)"
    } else {
      let facts = [
        file.device, file.number, UInt(bitPattern: file.byteCount),
        UInt(truncatingIfNeeded: file.nanoseconds),
      ]
      name = "f-" + facts.map(Self.digits).joined(separator: "-") + "-\(end)"
    }
  }

  private static func isHash(_ text: String) -> Bool {
    text.utf8.count == 64
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }

  private static func digits(_ value: UInt) -> String { String(value, radix: 16) }
}
