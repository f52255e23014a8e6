public import CellGrid

/// Something for the terminal beside the cells: a picture, or an order about pictures.
public struct PicturePacket: Hashable, Sendable {
  /// The sender's own number for it.
  public let number: Int
  /// Pieces between which other output may go out. Where one is part of a longer sequence of a
  /// form that allows no such thing, there must be one piece only.
  public let slices: [[UInt8]]
  /// The cell whose upper left corner the picture has; `nil` where the cursor does not matter.
  public let place: Point?
  /// What ends it between two slices, for good; `nil` where it has to be sent to its end.
  public let ending: [UInt8]?

  public init(
    number: Int,
    slices: [[UInt8]],
    place: Point? = nil,
    ending: [UInt8]? = nil
  ) {
    self.number = number
    self.slices = slices
    self.place = place
    self.ending = ending
  }

  /// A picture of kitty's protocol. Cut off, it is ended as broken, which the terminal drops.
  public static func kitty(
    number: Int,
    slices: [[UInt8]],
    place: Point? = nil,
    through passage: TerminalPassage = .direct
  ) -> PicturePacket {
    let ending = Array("\u{1B}_Gm=0,q=2\u{1B}\\".utf8)
    return PicturePacket(
      number: number,
      slices: slices,
      place: place,
      ending: passage.wrapped(ending)
    )
  }

  /// Parts of a picture that are put down one below the other, each a slice. Between two of them it
  /// can be left as it is.
  /// - Parameter bands: each with the cells' row it starts in, counted from the picture's first.
  public static func bands(
    number: Int,
    _ bands: [(row: Int, bytes: [UInt8])],
    at place: Point
  ) -> PicturePacket {
    let slices = bands.map { row, bytes in
      Array("\u{1B}[\(place.y + row + 1);\(place.x + 1)H".utf8) + bytes
    }
    return PicturePacket(number: number, slices: slices, place: place, ending: [])
  }

  /// Rows of text with their own colours, such as symbols in true colour, each a slice.
  public static func rows(number: Int, _ rows: [[UInt8]], at place: Point) -> PicturePacket {
    let reset = Array("\u{1B}[m".utf8)
    return bands(number: number, rows.enumerated().map { ($0, $1 + reset) }, at: place)
  }

  public var byteCount: Int { slices.reduce(0) { $0 + $1.count } }

  /// A slice as it is sent. The cursor counts when the last piece arrives, and other output moves it
  /// in between; so it is put there each time.
  func sent(_ slice: Int) -> [UInt8] {
    guard let place else { return slices[slice] }
    return Array("\u{1B}7\u{1B}[\(place.y + 1);\(place.x + 1)H".utf8) + slices[slice]
      + Array("\u{1B}8".utf8)
  }
}
