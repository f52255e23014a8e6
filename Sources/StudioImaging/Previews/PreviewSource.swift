import CellGrid

/// Where a preview's pixels come from: a thumbnail, or the part of the file that is to be seen. What
/// was decoded once is kept for smaller sizes.
struct PreviewSource: ~Copyable {
  let nature: PictureNature
  /// Of the picture as it is seen.
  let part: PixelRect
  var isWhole: Bool { part == PixelRect(nature.seen) }
  private let file: PictureFile
  private let background: RGBColour
  private let cancellation: Cancellation
  private let thumbnails: ThumbnailCache?
  private let key: ThumbnailKey
  /// The largest pixels at hand.
  private var pixels: Raster?
  private var hasLookedForThumbnail = false

  init(
    _ request: PreviewRequest,
    thumbnails: ThumbnailCache?,
    cancellation: Cancellation
  ) throws(PictureFailure) {
    try cancellation.check()
    let file = try PictureFile(path: request.view.path)
    nature = try PictureNature.read(from: file)
    key = ThumbnailKey(
      file.identity,
      contentHash: request.contentHash,
      on: request.background
    )
    self.file = file
    part = PixelRect(request.view.part, of: nature.seen)
    background = request.background
    self.cancellation = cancellation
    let isWorthIt = max(nature.seen.width, nature.seen.height) > ThumbnailCache.side
    let isWhole = part == PixelRect(nature.seen)
    self.thumbnails = isWorthIt && isWhole ? thumbnails : nil
  }

  /// The part in exactly this size. The first decoding takes `largest` into account, so that one
  /// is enough.
  mutating func raster(
    _ sides: PictureSides,
    largest: PictureSides
  ) throws(PictureFailure) -> Raster {
    try cancellation.check()
    if !covers(sides) {
      lookForThumbnail((max(sides.width, largest.width), max(sides.height, largest.height)))
    }
    if !covers(sides) {
      pixels = try decoded(sides, largest)
    }
    guard let pixels else { throw .unsupported(detail: "a picture without pixels") }
    return try pixels.scaled(to: sides)
  }

  /// True where the pixels at hand have all that the picture can offer for a size.
  private func covers(_ sides: PictureSides) -> Bool {
    guard let pixels else { return false }
    return pixels.width >= min(sides.width, part.width)
      && pixels.height >= min(sides.height, part.height)
  }

  /// Reads the thumbnail in the size that is wanted. Rounded twice, that may be a pixel short: then
  /// the whole of it.
  private mutating func lookForThumbnail(_ wanted: PictureSides) {
    guard let thumbnails, !hasLookedForThumbnail, pixels == nil else { return }
    hasLookedForThumbnail = true
    let whole = ThumbnailCache.sides(of: nature.seen)
    pixels = thumbnails.picture(key, sides: whole, fitting: wanted)
    if pixels != nil, !covers(wanted) {
      pixels = thumbnails.picture(key, sides: whole, fitting: whole)
    }
  }

  /// Reads the file, and leaves a thumbnail for the next time.
  private func decoded(
    _ sides: PictureSides,
    _ largest: PictureSides
  ) throws(PictureFailure) -> Raster {
    let thumbnail = thumbnails == nil ? (0, 0) : ThumbnailCache.sides(of: nature.seen)
    let wanted = (
      max(sides.width, largest.width, thumbnail.0), max(sides.height, largest.height, thumbnail.1)
    )
    let raster = try PictureReading(
      nature,
      part: part,
      to: wanted,
      on: background,
      cancellation: cancellation
    ).raster(from: file)
    if let thumbnails, pixels == nil {
      thumbnails.store(try raster.scaled(to: thumbnail), key)
    }
    return raster
  }
}
