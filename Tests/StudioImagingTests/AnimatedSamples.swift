@testable import StudioImaging

/// Animations made of still pictures.
enum AnimatedSamples {
  /// An animated WebP whose frames are still WebP files of 40 × 24, laid on a larger canvas.
  static func webp(
    _ stills: [[UInt8]],
    canvas: PictureSides = (40, 24),
    at place: (left: Int, top: Int) = (0, 0)
  ) -> [UInt8] {
    let little = HandmadeHeader.little
    func chunk(_ name: String, _ body: [UInt8]) -> [UInt8] {
      Array(name.utf8) + little(body.count, 4) + body + (body.count % 2 == 1 ? [0] : [])
    }
    let header = [0x02, 0, 0, 0] + little(canvas.width - 1, 3) + little(canvas.height - 1, 3)
    let frames = stills.flatMap { still in
      chunk(
        "ANMF",
        little(place.left / 2, 3) + little(place.top / 2, 3) + little(39, 3) + little(23, 3)
          + little(100, 3) + [0] + pictureChunks(still)
      )
    }
    let body =
      Array("WEBP".utf8) + chunk("VP8X", header) + chunk("ANIM", [0, 0, 0, 0, 0, 0]) + frames
    return Array("RIFF".utf8) + little(body.count, 4) + body
  }

  /// What of a still file is the picture: its alpha and its colours.
  private static func pictureChunks(_ still: [UInt8]) -> [UInt8] {
    var chunks: [UInt8] = []
    var offset = 12
    while offset + 8 <= still.count {
      let name = still[offset..<offset + 4]
      let length = still.little32(offset + 4)
      let end = min(offset + 8 + length + length % 2, still.count)
      if ["ALPH", "VP8 ", "VP8L"].contains(where: { name.elementsEqual($0.utf8) }) {
        chunks += still[offset..<end]
      }
      offset = end
    }
    return chunks
  }

  /// An animated PNG: a still picture, which is its first frame, and a second one in red.
  static func png(_ still: [UInt8], width: Int, height: Int) -> [UInt8] {
    let big = HandmadePNG.big
    func control(_ number: UInt32) -> [UInt8] {
      HandmadePNG.chunk(
        "fcTL",
        big(number) + big(UInt32(width)) + big(UInt32(height)) + big(0) + big(0)
          + [0, 1, 0, 10, 0, 0]
      )
    }
    var rows: [UInt8] = []
    for _ in 0..<height {
      rows.append(0)
      for _ in 0..<width { rows += [255, 0, 0] }
    }
    let second =
      control(1) + HandmadePNG.chunk("fdAT", big(2) + HandmadePNG.stored(rows))
    let start = HandmadePNG.chunk("acTL", big(2) + big(0)) + control(0)
    // After the header chunk, and before the end chunk.
    return still[..<33] + start + still[33..<still.count - 12] + second
      + still[(still.count - 12)...]
  }
}
