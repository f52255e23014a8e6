import CellGrid
import StudioModel
import Testing

@testable import StudioUI

/// A reader at the history pane, and a library behind it that answers when it is told to.
struct HistoryDesk {
  var pane = HistoryPane()
  var context: PaneContext
  /// What is in the library, newest first.
  var jobs: [Job]
  /// What the pane wanted, but for questions that were answered.
  private(set) var reactions: [Reaction] = []
  /// Questions that were not answered yet.
  private(set) var requests: [HistoryRequest] = []

  static let now = Timestamp(milliseconds: 1_772_000_000_000)

  init(_ jobs: [Job] = [], width: Int = 58, height: Int = 16, theme: Theme = .standard) {
    self.jobs = jobs
    context = PaneContext(
      now: Self.now,
      theme: theme,
      catalog: CatalogFile.catalog,
      account: Account(),
      request: Desk.request,
      size: Size(width: width, height: height)
    )
    take(pane.begin(context))
  }

  /// One that has read its first page.
  static func opened(
    _ jobs: [Job],
    width: Int = 58,
    height: Int = 16,
    theme: Theme = .standard
  ) -> HistoryDesk {
    var desk = HistoryDesk(jobs, width: width, height: height, theme: theme)
    desk.answerAll()
    return desk
  }

  /// So many sequences, a minute apart, the newest first and the number in each prompt.
  static func many(_ count: Int) -> [Job] {
    (0..<count).map { place in
      let number = count - place
      return .numbered(number, at: now + .minutes(-place - 1))
    }
  }

  // MARK: Keys

  mutating func press(_ spellings: String, _ location: SourceLocation = #_sourceLocation) {
    for spelling in spellings.split(separator: " ") {
      guard let key = KeyPress(spelled: String(spelling)) else {
        Issue.record("\(spelling) is no key", sourceLocation: location)
        continue
      }
      if pane.takesTyping, let reactions = pane.handle(.key(key), context) {
        take(reactions)
        continue
      }
      if let command = HistoryCommand.allCases.first(where: { $0.keys.contains("\(spelling)") }) {
        if pane.objection(to: command, context) == nil { take(pane.perform(command, context)) }
      } else {
        take(pane.handle(.key(key), context) ?? [])
      }
    }
  }

  mutating func type(_ text: String) {
    for character in text { take(pane.handle(.key(KeyPress(character)), context) ?? []) }
  }

  mutating func search(_ text: String) {
    press("/")
    type(text)
  }

  mutating func mouse(_ kind: MouseEvent.Kind, x: Int, y: Int) {
    let event = MouseEvent(kind, at: Point(x: x, y: y))
    take(pane.handle(.mouse(event), context) ?? [])
  }

  func objection(_ command: HistoryCommand) -> String? { pane.objection(to: command, context) }

  // MARK: The library

  mutating func report(_ report: Report) { take(pane.receive(report, context)) }

  mutating func changed(_ job: Job, _ entry: TimelineEntry? = nil) {
    if let place = jobs.firstIndex(where: { $0.id == job.id }) {
      jobs[place] = job
    } else {
      let place = jobs.firstIndex { $0.createdAt <= job.createdAt } ?? jobs.count
      jobs.insert(job, at: place)
    }
    report(.event(.jobChanged(job, entry)))
  }

  /// Answers what was asked until nothing more is asked.
  mutating func answerAll() {
    while !requests.isEmpty { answer() }
  }

  /// Answers the oldest question.
  mutating func answer() {
    guard let request = requests.first else { return }
    requests.removeFirst()
    report(.historyLoaded(request, page(request)))
  }

  mutating func answerLast() {
    guard let request = requests.popLast() else { return }
    report(.historyLoaded(request, page(request)))
  }

  mutating func fail(_ failure: Failure) {
    guard let request = requests.first else { return }
    requests.removeFirst()
    report(.historyFailed(request, failure))
  }

  /// As the store has it: a row's key is the moment it was made.
  func page(_ request: HistoryRequest) -> HistoryPage {
    let words = request.query.text.lowercased().split(separator: " ")
    var found = jobs.filter { job in
      request.query.fitsFields(of: job)
        && words.allSatisfy { job.request.prompt.lowercased().contains($0) }
    }
    if let before = request.before {
      found.removeAll { $0.createdAt.milliseconds >= before.row }
    }
    let rows = Array(found.prefix(request.limit))
    let next = found.count > rows.count ? rows.last?.createdAt.milliseconds : nil
    return HistoryPage(jobs: rows, next: next.map { HistoryCursor(row: $0) })
  }

  private mutating func take(_ more: [Reaction]) {
    for reaction in more {
      if case .effect(.loadHistory(let request)) = reaction {
        requests.append(request)
      } else {
        reactions.append(reaction)
      }
    }
  }

  mutating func takeReactions() -> [Reaction] {
    defer { reactions = [] }
    return reactions
  }

  mutating func takeEffects() -> [AppEffect] {
    takeReactions().compactMap { if case .effect(let effect) = $0 { effect } else { nil } }
  }

  // MARK: The screen

  var surface: Surface {
    var canvas = Canvas(context.size, style: context.theme.plain)
    pane.draw(in: &canvas, context)
    return canvas.surface
  }

  var screen: String { SurfaceDump.text(surface) }

  var prompts: [String] {
    (0..<pane.list.count).compactMap { pane.list.loaded[$0]?.request.prompt }
  }

  var selected: Job? { pane.list.selected }
}

extension Job {
  /// A finished sequence with a number in its prompt and its id.
  static func numbered(
    _ number: Int,
    _ status: JobStatus = .finished,
    at moment: Timestamp = HistoryDesk.now,
    prompt: String? = nil
  ) -> Job {
    let id = "seq" + LocalTime.padded(number, 7)
    return sample(id, status, prompt: prompt ?? "prompt \(number) of many", at: moment)
  }
}
