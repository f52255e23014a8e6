import CellGrid
import StudioModel
import StudioUI
import Testing

/// Someone at the studio: presses keys, hears reports, reads the screen; time stands still unless
/// moved.
struct Desk {
  private(set) var app: AppState
  /// False for keys that come before the screen could be painted.
  var isPainting = true
  /// Everything that was asked for since the last `takeEffects()`.
  private var asked: [AppEffect] = []
  private(set) var now = Timestamp(milliseconds: 1_772_000_000_000)

  static let request = SequenceRequest(
    provider: .wavespeed,
    model: ModelID(rawValue: "bytedance/seedream-v4/sequential"),
    prompt: "",
    size: PixelSize(width: 2048, height: 2048),
    maxImages: 4
  )

  init(
    width: Int = 120,
    height: Int = 40,
    isDemo: Bool = false,
    theme: Theme = .standard,
    settings: SequenceRequest = Desk.request,
    keys: [String: [String]] = [:]
  ) {
    app = AppState(
      AppStart(
        catalog: CatalogFile.catalog,
        size: Size(width: width, height: height),
        now: now,
        theme: theme,
        isDemo: isDemo,
        settings: settings,
        keys: keys,
        places: [AppStart.Place(label: "Library", path: "/home/someone/.local/share/seedream")]
      )
    )
    asked = app.begin(now: now)
    app.wasShown()
  }

  /// A studio that is open, with a key for every service.
  static func ready(width: Int = 120, height: Int = 40, theme: Theme = .standard) -> Desk {
    var desk = Desk(width: width, height: height, theme: theme)
    desk.report(.opened)
    desk.report(.accessChanged([.wavespeed: .ready, .atlascloud: .ready]))
    _ = desk.takeEffects()
    return desk
  }

  /// Presses keys by their spellings, parted by spaces: `esc`, `alt-2`, `f5`.
  mutating func press(_ spellings: String, _ location: SourceLocation = #_sourceLocation) {
    for spelling in spellings.split(separator: " ") {
      guard let key = KeyPress(spelled: String(spelling)) else {
        Issue.record("\(spelling) is no key", sourceLocation: location)
        continue
      }
      take(.input(.key(key)))
    }
  }

  mutating func type(_ text: String) {
    for character in text { take(.input(.key(KeyPress(character)))) }
  }

  mutating func paste(_ text: String) { take(.input(.paste(text))) }

  mutating func click(x: Int, y: Int) {
    let event = MouseEvent(.pressed, at: Point(x: x, y: y))
    take(.input(.mouse(event)))
  }

  mutating func send(_ input: Input) { take(.input(input)) }

  mutating func report(_ report: Report) { take(.reported(report)) }

  mutating func resize(_ width: Int, _ height: Int) {
    take(.resized(Size(width: width, height: height)))
  }

  mutating func endRequested() { take(.endRequested) }

  mutating func pass(_ span: Duration) {
    now = now + span
    take(.timePassed)
  }

  /// As the loop does it: reduce, then show.
  private mutating func take(_ action: AppAction) {
    asked += app.reduce(action, now: now)
    guard isPainting else { return }
    app.settle()
    app.wasShown()
  }

  mutating func takeEffects() -> [AppEffect] {
    defer { asked = [] }
    return asked
  }

  var screen: String { SurfaceDump.text(app.render()) }

  /// The row of the screen that holds a text.
  func row(with text: String) -> String? {
    screen.split(separator: "\n").first { $0.contains(text) }.map(String.init)
  }
}

extension Job {
  /// A sequence of the request on the desk.
  static func sample(
    _ id: String = "0123456789",
    _ status: JobStatus = .queued,
    prompt: String = "A series of 4 images of a lighthouse through the seasons",
    at moment: Timestamp = Timestamp(milliseconds: 1_772_000_000_000)
  ) -> Job {
    var request = Desk.request
    request.prompt = prompt
    return Job(
      id: SequenceID(rawValue: id),
      request: request,
      status: status,
      createdAt: moment,
      estimate: Money(microdollars: 108_000),
      folder: "/home/someone/Pictures/lighthouse-\(id.prefix(6))"
    )
  }
}
