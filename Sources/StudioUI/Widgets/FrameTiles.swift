import CellGrid
import StudioModel

/// The pictures of a sequence beside each other, each with its number beneath: in one row, which
/// turns its pages so that the chosen one shows, or in a grid.
struct FrameTiles: Hashable, Sendable {
  enum Form: Hashable, Sendable {
    case strip, grid
  }

  /// Where tiles stand in a room, and how many more there are on each side.
  struct Arrangement: Hashable, Sendable {
    var places: [Place] = []
    var before = 0
    var after = 0
  }

  /// Where one tile stands, its number included.
  struct Place: Hashable, Sendable {
    var tile: FrameTile
    var part: Rect
  }

  var tiles: [FrameTile]
  /// The number of the chosen one.
  var chosen: Int?
  /// The numbers of those that were marked.
  var marked: Set<Int> = []
  var cell = CellPixels.standard
  var form = Form.strip

  /// Fewer rows are left to the text.
  static let leastHeight = 4
  /// As wide as the number with its signs.
  static let leastWidth = 5

  var chosenPlace: Int { tiles.firstIndex { $0.number == chosen } ?? 0 }

  func arrangement(in room: Size) -> Arrangement {
    guard room.height >= 2, room.width >= Self.leastWidth, !tiles.isEmpty else {
      return Arrangement()
    }
    return form == .strip ? row(in: room) : grid(in: room)
  }

  /// The number of the picture at a place of the room.
  func number(at place: Point, in room: Size) -> Int? {
    arrangement(in: room).places.first { $0.part.contains(place) }?.tile.number
  }

  /// The cells that a picture takes of a room, its number left out.
  func fitted(_ tile: FrameTile, in room: Size) -> Size {
    PictureFit.size(
      width: tile.size.width,
      height: tile.size.height,
      in: room,
      cell: cell
    )
  }

  // MARK: Drawing

  func draw(in canvas: inout Canvas, isFocused: Bool, _ theme: Theme) {
    let arrangement = arrangement(in: canvas.size)
    for place in arrangement.places { draw(place, in: &canvas, isFocused: isFocused, theme) }
    drawSigns(arrangement, in: &canvas, theme)
  }

  private func drawSigns(_ arrangement: Arrangement, in canvas: inout Canvas, _ theme: Theme) {
    let (width, height) = (canvas.width, canvas.height)
    let isStrip = form == .strip
    let middle = (height - 1) / 2
    if arrangement.before > 0 {
      canvas.text(
        isStrip ? "◂" : "▴",
        x: isStrip ? 0 : width - 1,
        y: isStrip ? middle : 0,
        theme.heading
      )
    }
    if arrangement.after > 0 {
      canvas.text(
        isStrip ? "▸" : "▾",
        x: width - 1,
        y: isStrip ? middle : height - 1,
        theme.heading
      )
    }
  }

  private func draw(
    _ place: Place,
    in canvas: inout Canvas,
    isFocused: Bool,
    _ theme: Theme
  ) {
    let (area, caption) = place.part.splitFromTop(place.part.height - 1)
    let part = area.centred(fitted(place.tile, in: area.size))
    if case .picture(let path) = place.tile.content {
      canvas.picture(PictureView(path: path), in: part, theme.plain)
    } else {
      drawLack(place.tile.content, in: &canvas, part, theme)
    }
    drawCaption(place.tile, in: &canvas, caption, isFocused: isFocused, theme)
  }

  /// A quiet box with where the picture is.
  private func drawLack(
    _ content: FrameTile.Content,
    in canvas: inout Canvas,
    _ part: Rect,
    _ theme: Theme
  ) {
    let (sign, rest, tone): (String, String, Tone) =
      switch content {
      case .picture, .awaited: ("·", "", .faint)
      case .toBeFetched: ("○", "", .faint)
      case .arriving(let percent): ("↓", percent.map { " \($0)%" } ?? "", .active)
      case .missing: ("✗", " will not come", .error)
      }
    let hasFrame = part.width >= 4 && part.height >= 3
    if hasFrame {
      Box(title: "", border: theme.border, titleStyle: theme.border, factStyle: theme.border)
        .draw(in: &canvas, part)
    }
    let room = hasFrame ? Box.inside(part) : part
    let words = [sign + rest, sign + rest.filter { $0 != " " }, sign]
    let text = words.first { CellWidth.of($0) <= room.width } ?? sign
    canvas.text(
      text,
      x: room.x + (room.width - CellWidth.of(text)) / 2,
      y: room.y + room.height / 2,
      tone.style(theme)
    )
  }

  /// `▸3●!`: chosen, its number, marked, flagged by the content filter.
  private func drawCaption(
    _ tile: FrameTile,
    in canvas: inout Canvas,
    _ part: Rect,
    isFocused: Bool,
    _ theme: Theme
  ) {
    let isChosen = tile.number == chosen
    var spans = [TonedLine.Span(isChosen ? "▸" : " ", .active), .init("\(tile.number)")]
    if marked.contains(tile.number) { spans.append(.init("●", .active)) }
    if tile.isFlagged {
      let isRoomy = part.width >= Self.leastWidth + 8
      spans.append(.init(isRoomy ? " flagged" : "!", .warning))
    }
    TonedLine(spans).draw(in: &canvas, x: part.x, y: part.y, width: part.width, theme)
    guard isChosen else { return }
    canvas.restyle(part) { _ in isFocused ? theme.selected : theme.unfocusedSelected }
  }
}
