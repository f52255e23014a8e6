import Glibc

@testable import StudioImaging

extension FuzzTarget {
  /// Pictures, which anybody may have made.
  static let pictures = [
    FuzzTarget("picture-header", longest: 4_096, replays: 1_000, pictureHeader),
    FuzzTarget("picture", longest: 8_192, replays: 300, picture),
  ]

  @Sendable private static func pictureHeader(_ supply: inout Supply) throws {
    let bytes = supply.bytes()
    guard let header = try? PictureHeader.read(bytes) else { return }
    try hold(header.width > 0 && header.height > 0, "\(header.width)×\(header.height)")
    try hold(PictureFileFormat(signature: bytes) == header.format, "another format")
    let room = PictureDecoder.fitted((header.width, header.height), into: (640, 640))
    try hold(
      (1...640).contains(room.width) && (1...640).contains(room.height),
      "shown as \(room) of \(header)"
    )
  }

  /// The whole picture, checked from a file and decoded from memory.
  @Sendable private static func picture(_ supply: inout Supply) throws {
    let side = supply.number(below: 64) + 1
    let bytes = supply.bytes()
    let header = try? PictureHeader.read(bytes)
    // Larger ones take longer than a trial may; tests of the limits have them.
    if let header, header.width <= 16_384, header.height <= 16_384,
      header.width * header.height > 1 << 20
    {
      return
    }
    let facts = try? PictureCheck.verify(path: PictureFileOfTrial.shared.holding(bytes))
    let raster = try? PictureDecoder.decode(bytes: bytes, fitting: (width: side, height: side))
    if let facts {
      try hold(facts.byteCount == bytes.count, "of \(facts.byteCount) bytes")
      try hold(facts.width == header?.width && facts.height == header?.height, "another size")
      try hold(raster != nil, "whole, but not to be decoded")
    }
    guard let raster else { return }
    try hold(raster.width <= side && raster.height <= side, "\(raster.width)×\(raster.height)")
    let written = try PictureEncoder.png(raster)
    let again = try PictureDecoder.decode(bytes: written, fitting: (width: side, height: side))
    try hold(again == raster, "another picture after writing it")
    _ = try PictureEncoder.jpeg(raster, quality: Int(bytes.first ?? 50))
  }
}

/// A file without a name that each trial fills anew; one thread at a time.
private struct PictureFileOfTrial {
  static let shared = PictureFileOfTrial()

  private let descriptor: Int32

  private init() {
    var name = Array("/tmp/seedream-fuzz-XXXXXX".utf8CString)
    descriptor = mkstemp(&name)
    unlink(name)
  }

  func holding(_ bytes: [UInt8]) throws -> String {
    guard descriptor >= 0, ftruncate(descriptor, 0) == 0,
      pwrite(descriptor, bytes, bytes.count, 0) == bytes.count
    else { throw Finding("no file to try: errno \(errno)") }
    return "/proc/self/fd/\(descriptor)"
  }
}
