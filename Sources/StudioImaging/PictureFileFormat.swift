/// A picture file format, told by its first bytes.
public enum PictureFileFormat: String, Sendable, Hashable, Codable, CaseIterable {
  case jpeg, png, webp, bmp, tiff, gif

  /// How many bytes `init(signature:)` needs at most.
  static let signatureLength = 18

  /// Recognises the start of a file; `nil` when it is none of these.
  public init?(signature bytes: [UInt8]) {
    func has(_ text: String, at offset: Int = 0) -> Bool {
      bytes.dropFirst(offset).starts(with: text.utf8)
    }
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
      self = .jpeg
    } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      self = .png
    } else if has("RIFF"), has("WEBP", at: 8) {
      self = .webp
    } else if has("GIF87a") || has("GIF89a") {
      self = .gif
    } else if has("II*\0") || has("MM\0*") || has("II+\0") || has("MM\0+") {
      self = .tiff
    } else if has("BM"), Self.isBitmapHeaderSize(bytes) {
      self = .bmp
    } else {
      return nil
    }
  }

  /// Two letters alone would make a bitmap of any text that starts with "BM".
  private static func isBitmapHeaderSize(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 18, bytes[15] == 0, bytes[16] == 0, bytes[17] == 0 else { return false }
    return [12, 16, 40, 52, 56, 64, 108, 124].contains(bytes[14])
  }
}
