import CellGrid
import StudioModel

/// Pictures side by side, with what their requests differ in beneath.
struct Comparison: Hashable, Sendable {
  private(set) var picked: [PickedFrame]
  var zoom = PictureZoom()
  var showsFacts = true
  /// What differs, for each picture.
  private(set) var differences: [[Difference]]

  /// How one picture's request has a setting that others have otherwise.
  struct Difference: Hashable, Sendable {
    var name: String
    var words: TonedLine
  }

  /// Narrower ones show nothing.
  private static let leastWidth = 16

  init(_ picked: [PickedFrame]) {
    self.picked = picked
    differences = ComparedSettings.differences(of: picked.map(\.job.request))
  }

  /// What became of a sequence; its request stays as it is.
  mutating func take(_ job: Job) {
    for place in picked.indices
    where picked[place].job.id == job.id && picked[place].job.isFollowed(by: job) {
      picked[place].job = job
    }
  }

  /// How many have room beside each other.
  func columns(_ screen: Size) -> Int {
    min(picked.count, max(1, (screen.width + 1) / (Self.leastWidth + 1)))
  }

  func columnWidth(_ screen: Size) -> Int {
    let columns = columns(screen)
    return max(1, (screen.width - (columns - 1)) / columns)
  }

  /// What differs as lines of one column.
  func lines(of place: Int, width: Int) -> [TonedLine] {
    differences[place].flatMap { difference in
      TonedLine([.init(difference.name + " ", .faint)] + difference.words.spans)
        .broken(width: width)
    }
  }

  /// Rows for what differs: at most two fifths, so that the pictures stay what is looked at.
  func factRows(_ screen: Size) -> Int {
    guard showsFacts else { return 0 }
    let width = columnWidth(screen)
    let longest = (0..<columns(screen)).map { lines(of: $0, width: width).count }.max() ?? 0
    return min(longest, max(0, (screen.height - 3) * 2 / 5))
  }

  /// The room of one picture: without the caption, what differs, the line of facts and the row of
  /// keys.
  func room(_ screen: Size) -> Size {
    Size(
      width: columnWidth(screen),
      height: screen.height - 2 - factRows(screen) - (showsFacts ? 1 : 0)
    )
  }

  func scene(_ screen: Size, _ cell: CellPixels) -> PictureZoom.Scene {
    PictureZoom.Scene(picture: picked[0].size, room: room(screen), cell: cell)
  }

  /// The same part of another picture, which may have another size.
  func cells(
    of picture: PickedFrame,
    _ view: PictureZoom.View,
    _ scene: PictureZoom.Scene
  ) -> Size {
    if picture.size == scene.picture { return view.cells }
    let room = view.isWhole && !zoom.isFitting ? view.cells : scene.room
    return PictureFit.size(
      width: Int(Double(picture.size.width) * view.part.width),
      height: Int(Double(picture.size.height) * view.part.height),
      in: room,
      cell: scene.cell
    )
  }
}
