import CellGrid
import Glibc

@testable import StudioImaging

extension FuzzTarget {
  /// Pictures, which anybody may have made.
  static let pictures = [
    FuzzTarget("picture-header", longest: 4_096, replays: 1_000, pictureHeader),
    FuzzTarget("picture", longest: 8_192, replays: 300, picture),
    FuzzTarget("exif", longest: 4_096, replays: 1_000, exif),
    FuzzTarget("preview", longest: 8_192, replays: 200, preview),
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
    let file = try nameless(bytes)
    defer { close(file.descriptor) }
    let facts = try? PictureCheck.verify(path: file.path)
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

extension FuzzTarget {
  /// The orientation beside a picture, in each of the places where it may stand.
  @Sendable private static func exif(_ supply: inout Supply) throws {
    let kind = supply.number(below: 4)
    let bytes = supply.bytes()
    let source = MemorySource(memory: bytes)
    let block: [UInt8]? =
      switch kind {
      case 0: bytes
      case 1: try? ExifBlock.inJPEG(source)
      case 2: try? ExifBlock.inPNG(source)
      default: try? ExifBlock.inWebP(source)
      }
    guard let block else { return }
    try hold(block.count <= bytes.count, "\(block.count) bytes out of \(bytes.count)")
    guard let turn = ExifBlock.orientation(in: block) else { return }
    let place = PixelRect(left: 1, top: 0, width: 2, height: 3)
    let stored = turn.stored(place, of: turn.sides((4, 3)))
    try hold(turn.sides(stored.sides) == place.sides, "another size when turned by \(turn)")
  }

  /// A picture in the form of a terminal, from a file.
  @Sendable private static func preview(_ supply: inout Supply) throws {
    let form = supply.choice(PictureForm.allCases)
    let size = Size(width: supply.number(below: 40), height: supply.number(below: 20))
    let cell = CellPixels(width: supply.number(below: 20), height: supply.number(below: 40))
    let colours = supply.choice([SymbolColours.trueColour, .palette256, .palette16, .none])
    let part = PicturePart(
      x: Double(supply.byte()) / 255,
      y: Double(supply.byte()) / 255,
      width: Double(supply.byte()) / 255,
      height: Double(supply.byte()) / 255
    )
    let budget = 100 + Int(supply.byte()) * 300
    let bytes = supply.bytes()
    if let header = try? PictureHeader.read(bytes), header.width <= 16_384,
      header.height <= 16_384, header.width * header.height > 1 << 20
    {
      return
    }
    let file = try nameless(bytes)
    defer { close(file.descriptor) }
    let request = PreviewRequest(
      view: PictureView(path: file.path, part: part),
      size: size,
      cell: cell,
      form: form,
      colours: colours,
      isASCII: size.width % 2 == 0,
      budget: budget,
      isInBands: budget % 200 == 0
    )
    guard let preview = try? PreviewMaker().make(request) else { return }
    try hold(preview.source.width > 0 && preview.source.height > 0, "\(preview.source)")
    switch preview.content {
    case .png(let shown): try holdSize(shown, preview.step.size)
    case .jpeg(let bands):
      try holdRows(bands, size)
      var height = 0
      for band in bands {
        let header = try PictureHeader.read(band.bytes)
        height += header.height
        try hold(header.width == preview.step.size.width, "\(header) in \(preview.step.size)")
      }
      try hold(height == preview.step.size.height, "\(height) rows of \(preview.step.size)")
    case .sixel(let bands):
      try holdRows(bands, size)
      let count = bands.reduce(0) { $0 + $1.bytes.count }
      try hold(count <= budget * 2, "\(count) bytes of sixel")
      try hold(bands.allSatisfy { $0.bytes.starts(with: [0x1B, 0x50]) }, "no sixel")
    case .symbols(let picture):
      try hold(picture.symbols.count == size.width * size.height, "cells beside the frame")
    case .words(let lines):
      try hold(lines.count <= size.height, "\(lines.count) lines")
      for line in lines {
        try hold(CellWidth.of(line) <= size.width, "\(line) in \(size.width) cells")
        if let scalar = Steering.first(in: line) { throw Finding("U+\(scalar) in words") }
      }
    }
  }

  private static func holdSize(_ file: [UInt8], _ size: Size) throws {
    let header = try PictureHeader.read(file)
    try hold(header.width == size.width && header.height == size.height, "\(header) as \(size)")
  }

  /// Bands lie one below the other, in the cells of the picture.
  private static func holdRows(_ bands: [PictureBand], _ size: Size) throws {
    var end = 0
    for band in bands {
      try hold(band.rows.lowerBound == end, "a gap before \(band.rows)")
      end = band.rows.upperBound
    }
    try hold(end <= max(size.height, 1), "\(end) of \(size.height) rows")
  }
}

/// A file without a name, for one trial; the caller closes it.
private func nameless(_ bytes: [UInt8]) throws -> (descriptor: Int32, path: String) {
  var name = Array("/tmp/seedream-fuzz-XXXXXX".utf8CString)
  let descriptor = mkstemp(&name)
  unlink(name)
  guard descriptor >= 0, pwrite(descriptor, bytes, bytes.count, 0) == bytes.count else {
    throw Finding("no file to try: errno \(errno)")
  }
  return (descriptor, "/proc/self/fd/\(descriptor)")
}
