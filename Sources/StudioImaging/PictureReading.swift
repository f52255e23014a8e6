import CImaging

/// A picture's header, held against the limits, and how it is to be turned.
struct PictureNature {
  let header: PictureHeader
  let turn: PictureOrientation

  static func read(
    from source: borrowing some StreamSource & ~Copyable
  ) throws(PictureFailure) -> PictureNature {
    try PictureLimits.standard.check(byteCount: source.count)
    let header = try PictureHeader.read(from: source)
    try PictureLimits.standard.check(width: header.width, height: header.height)
    return PictureNature(
      header: header,
      turn: PictureOrientation.read(header.format, from: source)
    )
  }

  /// As it is stored.
  var stored: PictureSides { (header.width, header.height) }
  /// As it is to be seen.
  var seen: PictureSides { turn.sides(stored) }
}

/// Decoding a part of a picture to a size.
struct PictureReading {
  let nature: PictureNature
  /// Of the picture as it is seen.
  let part: PixelRect
  /// As it is seen, and no larger than the part.
  let target: PictureSides
  let background: RGBColour
  let cancellation: Cancellation?

  /// `size` is cut down to the part's own pixels.
  init(
    _ nature: PictureNature,
    part: PixelRect,
    to size: PictureSides,
    on background: RGBColour,
    cancellation: Cancellation? = nil
  ) {
    self.nature = nature
    self.part = part
    target = (
      min(max(size.width, 1), part.width), min(max(size.height, 1), part.height)
    )
    self.background = background
    self.cancellation = cancellation
  }

  func raster(
    from source: borrowing some StreamSource & ~Copyable
  ) throws(PictureFailure) -> Raster {
    try cancellation?.check()
    let stored = nature.turn.stored(part, of: nature.stored)
    let sides = nature.turn.sides(target)
    let raster: Raster
    switch nature.header.format {
    case .jpeg, .png: raster = try streamed(stored, to: sides, from: source)
    case .webp: raster = try webp(stored, to: sides, from: source)
    case .bmp, .tiff, .gif:
      throw .unsupported(detail: "\(nature.header.format.rawValue) is not decoded")
    }
    return raster.turned(nature.turn)
  }

  private func streamed(
    _ part: PixelRect,
    to sides: PictureSides,
    from source: borrowing some StreamSource & ~Copyable
  ) throws(PictureFailure) -> Raster {
    var report = nature.header.report
    let isJPEG = nature.header.format == .jpeg
    let (raster, status) = try source.withStream { stream in
      filled(part, sides) { wish, pixels in
        isJPEG
          ? imaging_decode_jpeg(stream, wish, pixels, &report)
          : imaging_decode_png(stream, wish, pixels, &report)
      }
    }
    try LibraryOutcome.check(status, report)
    return raster
  }

  /// A still picture, or what of an animation's first frame lies in the part.
  private func webp(
    _ part: PixelRect,
    to sides: PictureSides,
    from source: borrowing some StreamSource & ~Copyable
  ) throws(PictureFailure) -> Raster {
    let bytes = try source.bytes(at: 0, count: source.count)
    try WebPHeader.checkLength(of: bytes)
    guard let frame = try WebPFrame(of: nature.stored, in: source) else {
      return try chunks(bytes[...], PixelRect(nature.stored), part, to: sides)
    }
    guard let shown = frame.place.intersection(part) else {
      return Raster(sides, filledWith: background)
    }
    guard bytes.count >= frame.chunks.upperBound else { throw .truncated }
    let place = shown.scaled(from: part, to: sides)
    let piece = try chunks(bytes[frame.chunks], frame.place, shown, to: place.sides)
    if piece.width == sides.width, piece.height == sides.height { return piece }
    var raster = Raster(sides, filledWith: background)
    raster.put(piece, left: place.left, top: place.top)
    return raster
  }

  /// `part` and `place` are of the canvas.
  private func chunks(
    _ bytes: ArraySlice<UInt8>,
    _ place: PixelRect,
    _ part: PixelRect,
    to sides: PictureSides
  ) throws(PictureFailure) -> Raster {
    var report = imaging_report()
    report.width = UInt32(clamping: place.width)
    report.height = UInt32(clamping: place.height)
    let inside = PixelRect(
      left: part.left - place.left,
      top: part.top - place.top,
      width: part.width,
      height: part.height
    )
    // Rounding may have left a pixel more than the piece of the frame has.
    let size = (min(sides.width, part.width), min(sides.height, part.height))
    let (raster, status) = bytes.withUnsafeBufferPointer { bytes in
      filled(inside, size) { wish, pixels in
        imaging_decode_webp(bytes.baseAddress, bytes.count, wish, pixels, &report)
      }
    }
    try LibraryOutcome.check(status, report)
    return raster
  }

  private func filled(
    _ part: PixelRect,
    _ sides: PictureSides,
    by decoding: (UnsafePointer<imaging_wish>, UnsafeMutablePointer<UInt8>?) -> imaging_status
  ) -> (Raster, imaging_status) {
    var wish = imaging_wish()
    (wish.left, wish.top) = (UInt32(part.left), UInt32(part.top))
    (wish.part_width, wish.part_height) = (UInt32(part.width), UInt32(part.height))
    (wish.width, wish.height) = (UInt32(sides.width), UInt32(sides.height))
    wish.background = background.packed
    if let cancellation {
      wish.is_cancelled = Cancellation.question
      wish.context = Unmanaged.passUnretained(cancellation).toOpaque()
    }
    var status = IMAGING_UNSUPPORTED
    let count = sides.width * sides.height * 3
    let pixels = [UInt8](unsafeUninitializedCapacity: count) { buffer, filledCount in
      // A decoder that fails leaves rows unwritten; they must still hold something.
      buffer.initialize(repeating: 0)
      status = decoding(&wish, buffer.baseAddress)
      filledCount = count
    }
    withExtendedLifetime(cancellation) {}
    return (Raster(width: sides.width, height: sides.height, pixels: pixels), status)
  }
}
