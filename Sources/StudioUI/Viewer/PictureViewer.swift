import CellGrid
import StudioModel

/// One picture on the whole screen, with the others of its sequence to go to.
struct PictureViewer: Hashable, Sendable {
  private(set) var job: Job
  /// The pane through whose sequences it goes.
  let origin: PaneID
  /// Index of the picture that shows, as the service counts.
  private(set) var frame: Int
  var zoom = PictureZoom()
  var showsFacts = true

  init(_ job: Job, frame: Int, from origin: PaneID) {
    self.job = job
    self.origin = origin
    self.frame = frame
    settle()
  }

  /// Those that are on disk.
  private var frames: [Frame] { job.shownFrames }

  var current: Frame? { frames.first { $0.index == frame } }

  var place: Int { frames.firstIndex { $0.index == frame } ?? 0 }

  var count: Int { frames.count }

  var path: String? { current.flatMap { job.path(of: $0) } }

  /// What shows, for marking it.
  var picked: PickedFrame? { current.map { PickedFrame(job, frame: $0.index) } }

  var size: PixelSize { current?.size ?? job.request.size }

  func scene(_ screen: Size, _ cell: CellPixels) -> PictureZoom.Scene {
    PictureZoom.Scene(picture: size, room: room(screen), cell: cell)
  }

  /// All but the last row of the screen, and but the facts.
  func room(_ screen: Size) -> Size {
    Size(width: screen.width, height: screen.height - 1 - (showsFacts ? 1 : 0))
  }

  mutating func go(to place: Int) {
    guard frames.indices.contains(place) else { return }
    frame = frames[place].index
    zoom.fit()
  }

  /// Another sequence, from its first picture on.
  mutating func turn(to job: Job) {
    self.job = job
    frame = job.shownFrames.first?.index ?? 1
    zoom.fit()
  }

  /// What became of its sequence.
  mutating func take(_ job: Job) {
    guard job.id == self.job.id, self.job.isFollowed(by: job) else { return }
    self.job = job
    settle()
  }

  private mutating func settle() {
    if current == nil, let first = frames.first { frame = first.index }
  }
}
