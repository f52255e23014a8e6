import CellGrid

/// A part of a picture that is sent by itself, so that a key waits for no more than one.
public struct PictureBand: Sendable, Equatable {
  /// Rows of cells, counted from the picture's first.
  public let rows: Range<Int>
  public let bytes: [UInt8]

  public init(rows: Range<Int>, bytes: [UInt8]) {
    self.rows = rows
    self.bytes = bytes
  }
}

/// How a picture is cut into bands of whole rows of cells.
struct BandCut {
  /// A band on a screen, and its rows of pixels.
  struct Band: Equatable {
    let rows: Range<Int>
    let pixels: Range<Int>
  }

  /// Bytes of a band: at 64 kB a second, an eighth of a second.
  static let aim = 8_000
  /// Each band has colours or tables of its own.
  static let most = 8

  let bands: [Band]

  /// A picture that is stretched over `rows` cells.
  init(rows: Int, height: Int, bytes: Int) {
    let count = min(Self.count(bytes), max(height, 1))
    bands = Self.ranges(rows, each: (rows + count - 1) / count).map { band in
      Band(
        rows: band,
        pixels: band.lowerBound * height / rows..<band.upperBound * height / rows
      )
    }
  }

  /// A picture that has the cells' own pixels; bands end where rows of cells and of sixels do.
  init(rows: Int, height: Int, bytes: Int, sixelsIn cell: CellPixels) {
    let multiple = (1...6).first { cell.height * $0 % 6 == 0 } ?? 6
    let even = (rows + Self.count(bytes) - 1) / Self.count(bytes)
    let each = (even + multiple - 1) / multiple * multiple
    bands = Self.ranges(rows, each: each).compactMap { band in
      let pixels = band.lowerBound * cell.height..<min(band.upperBound * cell.height, height)
      return pixels.isEmpty ? nil : Band(rows: band, pixels: pixels)
    }
  }

  /// The whole, in one.
  init(rows: Int, height: Int) {
    bands = [Band(rows: 0..<rows, pixels: 0..<height)]
  }

  private static func count(_ bytes: Int) -> Int {
    min(max((bytes + aim - 1) / aim, 1), most)
  }

  private static func ranges(_ rows: Int, each height: Int) -> [Range<Int>] {
    stride(from: 0, to: rows, by: max(height, 1)).map { $0..<min($0 + max(height, 1), rows) }
  }
}
