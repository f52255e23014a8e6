import StudioImaging

@testable import ProviderSimulator

/// A small picture of one colour.
enum TestPicture {
  static func jpeg(_ color: (UInt8, UInt8, UInt8) = (220, 40, 40)) throws -> [UInt8] {
    let pixels = (0..<(96 * 96)).flatMap { _ in [color.0, color.1, color.2] }
    return try PictureEncoder.jpeg(Raster(width: 96, height: 96, pixels: pixels), quality: 90)
  }
}

extension Bench {
  /// Sends a multipart form with one part called `file`.
  func upload(_ bytes: [UInt8], to path: String, part: String = "file") throws -> WireReply {
    let head =
      "--line\r\nContent-Disposition: form-data; name=\"\(part)\"; filename=\"cat.jpg\"\r\n"
      + "Content-Type: image/jpeg\r\n\r\n"
    let body = Array(head.utf8) + bytes + Array("\r\n--line--\r\n".utf8)
    return try client.send(
      "POST",
      path,
      ["Content-Type": "multipart/form-data; boundary=line"],
      body
    )
  }
}
