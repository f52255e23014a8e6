import FoundationEssentials

/// Base64 as escape sequences carry it: with padding, without line breaks (RFC 4648, 4).
enum PictureBase64 {
  static func encode(_ bytes: [UInt8]) -> [UInt8] {
    Array(Data(bytes).base64EncodedData())
  }
}
