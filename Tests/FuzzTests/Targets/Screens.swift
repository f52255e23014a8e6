import CellGrid
import StudioModel
import TerminalKit

@testable import StudioUI

extension FuzzTarget {
  /// Editing and the whole screen.
  static let screens = [
    FuzzTarget("editor", longest: 512, replays: 150, editor),
    FuzzTarget("line-field", longest: 256, replays: 300, lineField),
    FuzzTarget("finding", longest: 256, replays: 500, finding),
    FuzzTarget("studio", longest: 512, replays: 40, studio),
  ]

  /// Commands and texts by turns: the first line is the text to begin with, then a byte below 128
  /// is a command or what it says, and the text of a paste goes up to a line feed.
  @Sendable private static func editor(_ supply: inout Supply) throws {
    let width = supply.number(below: 40) + 1
    let start = supply.line()
    var editor = TextEditor(start, caret: Int(supply.byte()))
    while !supply.isEmpty {
      let choice = Int(supply.byte())
      switch choice {
      case 0..<EditCommand.allCases.count:
        editor.perform(EditCommand.allCases[choice], width: width, height: 6)
      case 0x60: editor.paste(supply.line())
      case 0x61: editor.replaceAll(with: supply.line())
      case 0x62: editor.moveCaret(to: Int(supply.byte()))
      default: for character in supply.line() { editor.insert(character) }
      }
      try check(editor)
    }
    var canvas = Canvas(Size(width: width, height: 6))
    editor.draw(in: &canvas, focused: true)
    try ScreenCheck.check(canvas.surface)
    let end = editor.text
    while editor.canUndo {
      editor.perform(.undo, width: width, height: 6)
      try check(editor)
    }
    try hold(editor.text.utf8.elementsEqual(start.utf8), "undone to \(editor.text)")
    while editor.canRedo { editor.perform(.redo, width: width, height: 6) }
    // What was undone before the end came back, too.
    if !end.isEmpty { try check(editor) }
  }

  private static func check(_ editor: TextEditor) throws {
    let text = editor.text
    try hold(editor.count == text.count, "\(editor.count) characters of \(text.count)")
    try hold((0...editor.count).contains(editor.caret), "the caret is at \(editor.caret)")
    if let selection = editor.selection {
      try hold(!selection.isEmpty && selection.upperBound <= editor.count, "selects \(selection)")
      _ = editor.selectedText
    }
    guard let rows = editor.rows else { return }
    try hold(rows == EditorRows(editor.content, width: rows.width), "rows went astray: \(rows)")
  }

  @Sendable private static func lineField(_ supply: inout Supply) throws {
    let width = supply.number(below: 30)
    var field = LineField(supply.line())
    while !supply.isEmpty {
      let choice = Int(supply.byte())
      if choice < EditCommand.allCases.count {
        _ = field.perform(EditCommand.allCases[choice])
      } else if choice == 0x60 {
        field.paste(supply.line())
      } else {
        for character in supply.line() { _ = field.handle(KeyPress(character)) }
      }
      try hold((0...field.text.count).contains(field.caret), "the caret is at \(field.caret)")
      try hold(!field.text.contains(where: \.isNewline), "a line break in a line")
    }
    var canvas = Canvas(Size(width: width, height: 1))
    field.draw(in: &canvas, width: width, focused: true)
    try ScreenCheck.check(canvas.surface)
  }

  /// The finder, and paths in what was pasted.
  @Sendable private static func finding(_ supply: inout Supply) throws {
    let pattern = supply.line()
    let text = supply.text()
    if let match = FuzzyMatch(pattern, in: text) {
      try hold(match.places == match.places.sorted(), "out of order")
      try hold(match.places.allSatisfy { (0..<text.count).contains($0) }, "outside the text")
    }
    let isInItself = pattern.isEmpty || FuzzyMatch(pattern, in: pattern) != nil
    try hold(isInItself, "\(pattern) is not found in itself")
    for path in PastedPaths.split(text) + (PastedPaths.pictures(in: text) ?? []) {
      _ = PastedPaths.cleaned(path)
    }
  }

  /// Keys as a terminal sends them; a byte 0xFF begins something else that happens.
  @Sendable private static func studio(_ supply: inout Supply) throws {
    var desk = StudioDesk()
    try desk.show()
    var keys: [UInt8] = []
    while !supply.isEmpty {
      let byte = supply.byte()
      guard byte == 0xFF else {
        keys.append(byte)
        continue
      }
      try desk.type(keys)
      keys = []
      try desk.happen(&supply)
    }
    try desk.type(keys)
  }
}

/// A studio in front of somebody who presses anything.
private struct StudioDesk {
  private static let start = AppState(
    AppStart(
      catalog: Samples.catalog,
      // The smallest that shows all four panes: a trial takes no longer than it must.
      size: Size(width: 110, height: 20),
      now: Samples.now,
      settings: Samples.request(),
      usesMouse: true
    )
  )

  private var app = StudioDesk.start
  private var now = Samples.now
  private var decoder = InputDecoder()
  private var jobs = 0
  private var histories: [HistoryRequest] = []
  /// What was sent and not answered yet.
  private var admissions: [(request: SequenceRequest, ticket: Int)] = []

  init() {
    for effect in app.begin(now: now) { note(effect) }
    _ = app.reduce(.reported(.opened), now: now)
    _ = app.reduce(
      .reported(.accessChanged([.wavespeed: .ready, .atlascloud: .ready])),
      now: now
    )
  }

  mutating func type(_ bytes: [UInt8]) throws {
    for input in decoder.decode(bytes) + decoder.flush() { try take(.input(input)) }
    try show()
  }

  /// A change of size, time, or a report; its first byte says which.
  mutating func happen(_ supply: inout Supply) throws {
    switch supply.number(below: 9) {
    case 0: try take(.resized(Size(width: Int(supply.byte()), height: supply.number(below: 60))))
    case 1:
      now = now + .milliseconds(Int(supply.byte()) * 100)
      try take(.timePassed)
    case 2: try take(.reported(.event(.jobChanged(job(&supply), nil))))
    case 3:
      let page = HistoryPage(jobs: [job(&supply), job(&supply)], next: nil)
      guard let request = histories.last else { return }
      try take(.reported(.historyLoaded(request, page)))
    case 4: try take(.reported(.timelineLoaded(job(&supply).id, [entry(&supply)])))
    case 5: try take(.reported(.promptsLoaded([supply.line()], unsent: [supply.line()])))
    case 6: try take(.reported(.editorClosed(supply.line())))
    case 7: try take(.reported(.unsentFound([job(&supply)])))
    default: try answerAdmission(&supply)
    }
    try show()
  }

  private mutating func answerAdmission(_ supply: inout Supply) throws {
    var job = job(&supply)
    guard !admissions.isEmpty else { return }
    let (request, ticket) = admissions.removeFirst()
    job.request = request
    job.status = .queued
    let failure = Failure(.storage, "no room", cost: .nothing)
    let isRefused = supply.byte() & 1 == 1
    try take(
      .reported(
        isRefused
          ? .admissionRefused(failure, ticket: ticket)
          : .admitted(job, tookUp: false, ticket: ticket)
      )
    )
  }

  private mutating func take(_ action: AppAction) throws {
    let effects = app.reduce(action, now: now)
    effects.forEach { note($0) }
    app.settle()
    app.wasShown()
    try checkMoney(effects, after: action)
  }

  /// One key sends one request at most, which may be sent, at its price; a paste sends nothing.
  private func checkMoney(_ effects: [AppEffect], after action: AppAction) throws {
    var requests = 0
    for effect in effects {
      guard case .admit(let request, let estimate, _) = effect else { continue }
      requests += 1
      let refusals = RequestValidation.check(request, Samples.catalog)
      try hold(refusals.isEmpty, "sent though refused: \(refusals)")
      let price = PriceEstimate(request, Samples.catalog)?.total
      try hold(price == estimate, "sent at \(estimate), which costs \(price as Any)")
    }
    try hold(requests <= 1, "\(requests) requests at once")
    guard case .input(.paste) = action else { return }
    let acts = effects.contains { effect in
      switch effect {
      case .admit, .takeUp, .decide, .trash, .emptyTrash: true
      default: false
      }
    }
    try hold(!acts, "a paste did more than put a text somewhere: \(effects)")
  }

  private mutating func note(_ effect: AppEffect) {
    switch effect {
    case .loadHistory(let request): histories.append(request)
    case .admit(let request, _, let ticket): admissions.append((request, ticket))
    default: break
    }
  }

  mutating func show() throws {
    let surface = app.render()
    try hold(surface.size == app.size, "drawn as \(surface.size)")
    try ScreenCheck.check(surface)
    if let next = app.nextChange { _ = next - now }
  }

  private mutating func job(_ supply: inout Supply) -> Job {
    jobs += 1
    let status = supply.choice(JobStatus.allCases)
    let words = supply.line()
    var job = Samples.job("\(jobs % 5)23456789a", prompt: words, status: status)
    job.predictionID = PredictionID(rawValue: words)
    job.remoteStatus = words
    if status == .failed || status == .partial {
      job.failure = Failure(.refused, words, cost: .possible, advice: words, serviceCode: words)
    }
    job.frames = (1...4).map { index in
      Frame(index: index, status: index < 3 ? .stored : .failed, fileName: "0\(index).png")
    }
    return job
  }

  private func entry(_ supply: inout Supply) -> TimelineEntry {
    TimelineEntry(.polled, at: now, detail: supply.line())
  }
}
