import CellGrid
import StudioModel

extension AppState {
  /// Opens the viewer on an image, or on the first one where that is not on disk.
  mutating func view(_ job: Job, frame: Int, from pane: PaneID) {
    layers.removeAll(where: \.isGround)
    layers.insert(.viewer(PictureViewer(job, frame: frame, from: pane)), at: 0)
  }

  mutating func compare(_ picked: [PickedFrame]) {
    guard picked.count >= 2 else { return }
    layers.removeAll(where: \.isGround)
    layers.insert(.comparison(Comparison(Array(picked.prefix(FrameMarks.most)))), at: 0)
  }

  /// Where the bindings of the keys are looked up: in what has the screen.
  var keyScope: KeyScope { layers.first?.isGround == true ? .viewer : .pane(focus) }

  // MARK: Input

  /// Keys go by the bindings of the viewer, then by those few that make sense over it.
  mutating func takeInViewer(_ input: Input) -> [AppEffect] {
    switch input {
    case .paste: return []
    case .mouse(let event):
      guard event.kind == .wheelUp || event.kind == .wheelDown else { return [] }
      zoomPicture(by: event.kind == .wheelUp ? 1 : -1, around: event.place)
      return []
    case .key(let key):
      switch keymap.invocation(for: key, in: .viewer) {
      case .viewer(let command): return invoke(.viewer(command))
      case .app(let command) where Self.worksOverViewer(command): return invoke(.app(command))
      default: return []
      }
    }
  }

  private static func worksOverViewer(_ command: AppCommand) -> Bool {
    switch command {
    case .help, .palette, .showLog, .toggleMouse, .betterPictures, .smallerPictures: true
    // Those that leave are taken before.
    default: false
    }
  }

  // MARK: Zoom

  /// True where there is nothing to move to.
  func showsWhole(_ viewer: PictureViewer) -> Bool {
    viewer.zoom.view(viewer.scene(size, pictures?.cell ?? .standard)).isWhole
  }

  /// Where the whole shows, sideways goes to the neighbours.
  mutating func move(_ across: Int, _ down: Int) {
    if case .viewer(var viewer)? = layers.first, showsWhole(viewer) {
      viewer.go(to: viewer.place + across)
      layers[0] = .viewer(viewer)
      return
    }
    changeZoom { zoom, scene in zoom.pan(across, down, scene) }
  }

  mutating func zoomPicture(by direction: Int, around point: Point? = nil) {
    changeZoom { zoom, scene in
      // Of several beside each other, each has the same part of its room under the pointer.
      let column = point.map { Point(x: $0.x % (scene.room.width + 1), y: $0.y) }
      zoom.step(by: direction, scene, around: column)
    }
  }

  mutating func changeZoom(_ change: (inout PictureZoom, PictureZoom.Scene) -> Void) {
    guard let cell = pictures?.cell else { return }
    switch layers.first {
    case .viewer(var viewer)?:
      let scene = viewer.scene(size, cell)
      change(&viewer.zoom, scene)
      layers[0] = .viewer(viewer)
    case .comparison(var comparison)?:
      let scene = comparison.scene(size, cell)
      change(&comparison.zoom, scene)
      layers[0] = .comparison(comparison)
    default: break
    }
  }

  // MARK: Other sequences

  /// The next sequence of the viewer's pane, downwards, that has images.
  func neighbour(of viewer: PictureViewer, _ step: Int) -> Job? {
    viewer.origin == .live
      ? live.neighbour(of: viewer.job.id, step) : history.neighbour(of: viewer.job.id, step)
  }

  /// The pane's cursor goes along.
  mutating func turn(_ viewer: PictureViewer, by step: Int) -> [AppEffect] {
    guard let job = neighbour(of: viewer, step) else { return [] }
    var viewer = viewer
    viewer.turn(to: job)
    layers[0] = .viewer(viewer)
    return viewer.origin == .live
      ? react(to: live.choose(job.id, context(.live)))
      : react(to: history.choose(job.id, context(.history)))
  }

  // MARK: News

  /// Lets what is viewed follow what becomes of it.
  mutating func tellViewer(_ report: Report) {
    for job in report.jobs {
      history.marks.take(job)
      switch layers.first {
      case .viewer(var viewer)?:
        viewer.take(job)
        layers[0] = .viewer(viewer)
      case .comparison(var comparison)?:
        comparison.take(job)
        layers[0] = .comparison(comparison)
      default: break
      }
    }
  }
}

extension Report {
  /// Sequences as it says they are now.
  fileprivate var jobs: [Job] {
    switch self {
    case .event(let event): event.jobs
    case .missed(let events): events.flatMap(\.jobs)
    case .jobLoaded(let job), .decided(_, let job), .trashed(let job), .restored(let job): [job]
    default: []
    }
  }
}

extension StudioEvent {
  fileprivate var jobs: [Job] {
    switch self {
    case .jobChanged(let job, _): [job]
    case .jobsChangedElsewhere(let jobs): jobs
    case .jobProgressed, .jobRested, .jobRemoved, .libraryChanged, .spendingChanged: []
    }
  }
}
