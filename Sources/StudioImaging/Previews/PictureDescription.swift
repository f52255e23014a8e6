public import CellGrid

/// A picture in words, for where no picture can be shown: size, shape, main colours, lightness.
public struct PictureDescription: Sendable, Hashable {
  /// As it is seen.
  public let size: Size
  /// The most frequent first; at most five.
  public let colours: [String]
  public let lightness: String
  private let isWhole: Bool

  /// A colour that takes less of the picture is not named.
  private static let least = 0.06

  /// From a small copy of a picture, or of a part of it.
  init(of raster: Raster, source: PictureSides, isWhole: Bool = true) {
    size = Size(width: source.width, height: source.height)
    self.isWhole = isWhole
    var counts: [String: Int] = [:]
    var light = 0.0
    let total = max(raster.width * raster.height, 1)
    for at in stride(from: 0, to: raster.pixels.count, by: 3) {
      let colour = RGBColour(raster.pixels[at], raster.pixels[at + 1], raster.pixels[at + 2])
      counts[colour.name, default: 0] += 1
      light += colour.lightness
    }
    let ranked = counts.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
    let shown = ranked.prefix(5).filter { Double($0.value) >= Self.least * Double(total) }
    colours = (shown.isEmpty ? Array(ranked.prefix(1)) : Array(shown)).map(\.key)
    lightness =
      switch light / Double(total) {
      case ..<0.33: "dark"
      case 0.67...: "light"
      default: "neither dark nor light"
      }
  }

  private var shape: String {
    if size.width == size.height { return "square" }
    return size.width > size.height ? "landscape" : "portrait"
  }

  /// For example "2048×2048, square · mostly dark blue, orange, white · dark".
  public var line: String {
    let place = isWhole ? "" : " · a part of it"
    let mostly = colours.count == 1 ? "all" : "mostly"
    return "\(size.width)×\(size.height), \(shape)\(place) · \(mostly) "
      + colours.joined(separator: ", ") + " · \(lightness)"
  }

  /// The line broken into cells, as much of it as fits.
  func lines(in cells: Size, isASCII: Bool) -> [String] {
    guard !cells.isEmpty else { return [] }
    let text =
      isASCII
      ? String(line.map { $0 == "×" ? "x" : $0 == "·" ? "-" : $0 })
      : line
    let wrapped = TextFlow.wrapped(PlainText.line(text), width: cells.width)
    let mark = isASCII ? "~" : "…"
    guard wrapped.count > cells.height else { return wrapped }
    let last = TextFlow.truncated(
      wrapped[(cells.height - 1)...].joined(separator: " "),
      to: cells.width,
      ellipsis: mark
    )
    return wrapped.prefix(cells.height - 1) + [last]
  }
}
