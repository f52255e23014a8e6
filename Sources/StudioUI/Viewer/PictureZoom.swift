import CellGrid
import StudioModel

/// How large a picture is looked at, and where.
struct PictureZoom: Hashable, Sendable {
  /// Which part shows in how many cells.
  struct View: Hashable, Sendable {
    var part: PicturePart
    var cells: Size
    /// Pixels of the screen for a hundred of the picture.
    var percent: Int

    /// True when nothing of the picture is outside.
    var isWhole: Bool { part.width >= 1 && part.height >= 1 }
  }

  /// A picture and the room that it is looked at in.
  struct Scene: Hashable, Sendable {
    var picture: PixelSize
    var room: Size
    var cell: CellPixels

    /// Pixels of the screen for one of the picture, when the whole fills the room.
    var fittingScale: Double {
      min(
        Double(room.width * cell.width) / Double(max(picture.width, 1)),
        Double(room.height * cell.height) / Double(max(picture.height, 1))
      )
    }
  }

  /// `nil` shows the whole as large as it fits.
  private(set) var percent: Int?
  /// What is in the middle of the room, in fractions of the picture's sides.
  private(set) var x = 0.5
  private(set) var y = 0.5

  private static let ladder = [
    3, 6, 12, 25, 33, 50, 67, 100, 150, 200, 300, 400, 600, 800, 1_200, 1_600,
  ]

  var isFitting: Bool { percent == nil }

  // MARK: Showing

  func view(_ scene: Scene) -> View {
    guard let percent else {
      let cells = PictureFit.size(
        width: scene.picture.width,
        height: scene.picture.height,
        in: scene.room,
        cell: scene.cell
      )
      return View(part: .whole, cells: cells, percent: Self.percent(scene.fittingScale))
    }
    let scale = Double(percent) / 100
    let across = Self.shown(scene.picture.width, scale, scene.room.width, scene.cell.width)
    let down = Self.shown(scene.picture.height, scale, scene.room.height, scene.cell.height)
    let part = PicturePart(
      x: x - across.share / 2,
      y: y - down.share / 2,
      width: across.share,
      height: down.share
    )
    return View(
      part: part,
      cells: Size(width: across.cells, height: down.cells),
      percent: percent
    )
  }

  /// How much of a side shows, and in how many cells.
  private static func shown(
    _ side: Int,
    _ scale: Double,
    _ room: Int,
    _ cell: Int
  ) -> (share: Double, cells: Int) {
    let pixels = max(Double(side) * scale, 1)
    let most = Double(room * cell)
    if pixels >= most { return (most / pixels, room) }
    return (1, min(max(Int((pixels / Double(cell)).rounded()), 1), room))
  }

  private static func percent(_ scale: Double) -> Int {
    Int((min(scale, 1_000) * 100).rounded())
  }

  // MARK: Changing

  mutating func fit() { self = PictureZoom() }

  /// One pixel of the picture for each of the screen.
  mutating func showActualSize(_ scene: Scene) { set(100, scene) }

  /// Goes up or down by one step. Further down than the whole fits there is nothing to see, but
  /// for a picture that is smaller than the room.
  ///
  /// - Parameter point: what stays where it is, a cell of the room; its middle for `nil`.
  mutating func step(by direction: Int, _ scene: Scene, around point: Point? = nil) {
    let fitting = scene.fittingScale * 100
    let present = percent.map(Double.init) ?? fitting
    // A step that hardly changes anything is none.
    let next =
      direction > 0
      ? Self.ladder.first { Double($0) > present * 1.1 }
      : Self.ladder.last { Double($0) < present * 0.95 }
    guard let next else { return }
    let before = view(scene)
    if direction < 0, Double(next) < min(fitting, 100) {
      if fitting <= 100 { fit() }
      return
    }
    percent = next
    if let point { keep(point, from: before, scene) }
    settle(scene)
  }

  private mutating func set(_ percent: Int, _ scene: Scene) {
    self.percent = percent
    settle(scene)
  }

  /// Moves what is looked at by a quarter of what shows.
  mutating func pan(_ across: Int, _ down: Int, _ scene: Scene) {
    let part = view(scene).part
    x += Double(across) * part.width / 4
    y += Double(down) * part.height / 4
    settle(scene)
  }

  /// Lets what was at a place of the room stay there.
  private mutating func keep(_ point: Point, from before: View, _ scene: Scene) {
    let now = view(scene)
    func middle(
      _ place: Int,
      _ room: Int,
      _ old: (start: Double, share: Double, cells: Int),
      _ new: (share: Double, cells: Int)
    ) -> Double {
      func share(_ cells: Int) -> Double {
        let inside = Double(place - (room - cells) / 2) + 0.5
        return min(max(inside / Double(max(cells, 1)), 0), 1)
      }
      let target = old.start + share(old.cells) * old.share
      return target - share(new.cells) * new.share + new.share / 2
    }
    x = middle(
      point.x,
      scene.room.width,
      (before.part.x, before.part.width, before.cells.width),
      (now.part.width, now.cells.width)
    )
    y = middle(
      point.y,
      scene.room.height,
      (before.part.y, before.part.height, before.cells.height),
      (now.part.height, now.cells.height)
    )
  }

  /// Keeps the middle where the part around it lies inside, on a grid of its own, so that coming
  /// back to a place shows exactly what was shown there before.
  private mutating func settle(_ scene: Scene) {
    let part = view(scene).part
    func settled(_ middle: Double, _ share: Double) -> Double {
      let inside = min(max(middle, share / 2), 1 - share / 2)
      return (inside * 4_096).rounded() / 4_096
    }
    x = settled(x, part.width)
    y = settled(y, part.height)
  }
}
