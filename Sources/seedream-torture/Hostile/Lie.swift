/// One way in which a service, or the host of its pictures, is not what it seems.
struct Lie: Sendable {
  /// Which answer is replaced.
  enum Place: Sendable {
    case submit, result, picture, balance
  }

  let name: String
  let place: Place
  /// Writes the whole answer, head and all, for as long as anybody reads.
  let tell: @Sendable (_ write: ScriptedServer.Writing, _ picture: [UInt8]) -> Void

  private init(
    _ name: String,
    _ place: Place,
    _ tell: @escaping @Sendable (_ write: ScriptedServer.Writing, _ picture: [UInt8]) -> Void
  ) {
    self.name = name
    self.place = place
    self.tell = tell
  }

  /// An answer of one piece.
  private static func whole(
    _ name: String,
    _ place: Place,
    _ lines: String,
    _ body: @escaping @Sendable ([UInt8]) -> [UInt8]
  ) -> Lie {
    Lie(name, place) { write, picture in
      let body = body(picture)
      let length = lines.contains("Content-Length") ? "" : "Content-Length: \(body.count)\r\n"
      let head = "HTTP/1.1 200 OK\r\nConnection: close\r\n\(length)\(lines)\r\n"
      _ = write(Array(head.utf8) + body)
    }
  }

  /// Goes on for as long as it is read.
  private static func endless(_ name: String, _ place: Place, _ head: String, _ piece: [UInt8])
    -> Lie
  {
    Lie(name, place) { write, _ in
      guard write(Array(head.utf8)) else { return }
      while write(piece) {}
    }
  }

  private static let gigabyte = Deflated.zlib(zeros: 1 << 30)
  private static let bomb = Deflated.gzip(zeros: 4 << 30)

  static let all: [Lie] = pictures + answers

  // MARK: - Pictures

  private static let pictures: [Lie] = [
    whole("a page for a picture", .picture, "Content-Type: image/jpeg\r\n") { _ in
      Array("<!DOCTYPE html><html><body>Sign in</body></html>".utf8)
    },
    whole("nothing for a picture", .picture, "Content-Type: image/png\r\n") { _ in [] },
    whole("a signature and noise", .picture, "") { _ in
      [0xFF, 0xD8, 0xFF, 0xE0] + (0..<50_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 3) }
    },
    whole("half a picture", .picture, "") { Array($0.prefix($0.count / 2)) },
    whole("less than promised", .picture, "Content-Length: 999999\r\n") { $0 },
    whole("more than promised", .picture, "Content-Length: 100\r\n") { $0 },
    whole("a length that is no number", .picture, "Content-Length: -1\r\n") { $0 },
    whole("a length beyond counting", .picture, "Content-Length: 99999999999999999999\r\n") { $0 },
    whole("a terabyte announced", .picture, "Content-Length: 1099511627776\r\n") { $0 },
    whole("a packed picture", .picture, "Content-Encoding: gzip\r\n") { Deflated.gzip([$0]) },
    whole("an unknown packing", .picture, "Content-Encoding: zstd, br\r\n") { $0 },
    whole("a JPEG of 65,500 a side", .picture, "") { _ in ForgedPicture.jpeg(65_500, 65_500) },
    whole("a PNG of 100,000 a side", .picture, "") { _ in ForgedPicture.png(100_000, 100_000, []) },
    whole("a PNG of 2^31 - 1 a side", .picture, "") { _ in
      ForgedPicture.png(2_147_483_647, 2_147_483_647, [])
    },
    whole("a PNG that inflates to a gigabyte", .picture, "") { _ in
      ForgedPicture.png(16_000, 6_000, gigabyte)
    },
    whole("a small PNG with a gigabyte behind", .picture, "") { _ in
      ForgedPicture.png(64, 64, gigabyte)
    },
    whole("a PNG with a text that inflates", .picture, "") { _ in
      ForgedPicture.pngWithText(gigabyte)
    },
    whole("a WebP of 16,383 a side", .picture, "") { _ in ForgedPicture.webp(16_383, 16_383) },
    whole("a GIF", .picture, "") { _ in Array("GIF89a".utf8) + [1, 0, 1, 0, 0x80, 0, 0] },
    whole("an SVG", .picture, "Content-Type: image/svg+xml\r\n") { _ in
      Array("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>".utf8)
    },
    whole("a program", .picture, "") { _ in
      [0x7F, 0x45, 0x4C, 0x46] + [UInt8](repeating: 0, count: 500)
    },
    endless(
      "a picture without end",
      .picture,
      "HTTP/1.1 200 OK\r\n\r\n",
      [UInt8](repeating: 7, count: 1 << 20)
    ),
    endless(
      "a chunked picture without end",
      .picture,
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
      Array("10000\r\n".utf8) + [UInt8](repeating: 7, count: 65_536) + Array("\r\n".utf8)
    ),
    endless(
      "headers without end",
      .picture,
      "HTTP/1.1 200 OK\r\n",
      Array(("X: " + String(repeating: "y", count: 8_000) + "\r\n").utf8)
    ),
    endless(
      "a header without end",
      .picture,
      "HTTP/1.1 200 OK\r\nX: ",
      [UInt8](repeating: 0x79, count: 65_536)
    ),
    endless(
      "interim answers without end",
      .picture,
      "",
      Array("HTTP/1.1 103 Early Hints\r\nX: y\r\n\r\n".utf8)
    ),
    endless(
      "a chunk size without end",
      .picture,
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
      [UInt8](repeating: 0x31, count: 4_096)
    ),
  ]

  // MARK: - Answers

  private static let answers: [Lie] = [Place.submit, .result, .balance].flatMap { place in
    [
      endless(
        "JSON without end",
        place,
        "HTTP/1.1 200 OK\r\n\r\n",
        [UInt8](repeating: 0x5B, count: 1 << 20)
      ),
      endless(
        "headers without end",
        place,
        "HTTP/1.1 200 OK\r\n",
        Array(("X: " + String(repeating: "y", count: 8_000) + "\r\n").utf8)
      ),
      endless(
        "interim answers without end",
        place,
        "",
        Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)
      ),
      whole("a bomb", place, "Content-Encoding: gzip\r\n") { _ in bomb },
      whole("a bomb in a bomb", place, "Content-Encoding: gzip, gzip\r\n") { _ in
        Deflated.gzip([bomb])
      },
      whole("deep JSON", place, "") { _ in [UInt8](repeating: 0x5B, count: 900_000) },
      whole("wide JSON", place, "") { _ in
        Array("{\"data\":[".utf8) + Array(repeatElement(Array("{},".utf8), count: 290_000).joined())
          + Array("{}]}".utf8)
      },
      whole("a number without end", place, "") { _ in
        Array("{\"code\":".utf8) + [UInt8](repeating: 0x39, count: 900_000) + Array("}".utf8)
      },
    ]
  }
}
