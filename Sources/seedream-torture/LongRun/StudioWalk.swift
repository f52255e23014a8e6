import ProviderSimulator
import TerminalScreen

/// What a person does in a studio, one thing after the other, by chance.
struct StudioWalk {
  let studio: TerminalScreen
  let ground: TortureGround
  private var numbers: SeededNumbers
  /// Requests sent, and those of them that the service takes no money for.
  private(set) var sent = 0
  private(set) var refused = 0
  private(set) var done: [(what: String, number: Int)] = []

  init(_ studio: TerminalScreen, _ ground: TortureGround, _ numbers: SeededNumbers) {
    self.studio = studio
    self.ground = ground
    self.numbers = numbers
  }

  private enum Step: String, CaseIterable {
    case resizes, searches, pages, helps, palettes, typings, undos, pauses, trashes, editors, looks
  }

  /// Does anything but send.
  mutating func wander() async throws {
    let step = Step.allCases.randomElement(using: &numbers) ?? .looks
    note(step.rawValue)
    switch step {
    case .resizes: resize()
    case .searches: try await search()
    case .pages: try await page()
    case .helps: try await open("f1", showing: "type to find")
    case .palettes: try await openPalette()
    case .typings: try await typeForNothing(undoing: false)
    case .undos: try await typeForNothing(undoing: true)
    case .pauses: try await pause()
    case .trashes: try await trash()
    case .editors: try await visitEditor()
    case .looks: try await look()
    }
  }

  private mutating func note(_ what: String) {
    if let place = done.firstIndex(where: { $0.what == what }) {
      done[place].number += 1
    } else {
      done.append((what, 1))
    }
  }

  private func rest(_ milliseconds: Int = 250) async throws {
    try await Task.sleep(for: .milliseconds(milliseconds))
  }

  /// Back to the lists, whatever is open, and to a pane.
  private func go(to pane: Int) async throws {
    for _ in 0..<3 {
      try studio.press("esc")
      try await rest(80)
    }
    try studio.press("alt-\(pane)")
    try await rest()
  }

  // MARK: - Sending

  private static let subjects = [
    "a lighthouse in winter", "狐狸 in the snow", "a paper boat in the rain", "城堡 at night",
  ]

  /// Writes a prompt that was never sent before and sends it, now and then into a fault.
  mutating func send() async throws {
    sent += 1
    try await chooseService()
    strike()
    try await go(to: 1)
    try studio.press("esc")
    try await rest(80)
    try studio.press("i", "ctrl-a", "ctrl-k")
    let subject = Self.subjects.randomElement(using: &numbers) ?? "a fox"
    try studio.type("\(subject), number \(sent)")
    try await studio.waitFor("number \(sent)", atMost: .seconds(20))
    try studio.press("f5")
    try await rest(500)
    note("sends")
  }

  private mutating func chooseService() async throws {
    guard Bool.random(using: &numbers) else { return }
    try await go(to: 2)
    try studio.press("home", "right")
    try await rest()
    note("changes of service")
  }

  /// Every third request or so meets a fault that is decided with it or strikes on its way back.
  private mutating func strike() {
    guard Int.random(in: 0..<3, using: &numbers) == 0 else { return }
    let rules = [
      FaultRule(call: .submit, fault: .failedTask(code: 5_000, message: "the model gave up")),
      FaultRule(call: .submit, fault: .status(400, message: "no such thing")),
      FaultRule(call: .result, times: 2, fault: .status(503)),
      FaultRule(call: .result, fault: .garbage),
      FaultRule(call: .download, fault: .truncated(afterBytes: 5_000)),
      FaultRule(call: .download, fault: .dropBeforeAcceptance),
      FaultRule(call: .download, fault: .corruptedPicture),
      FaultRule(call: .result, fault: .stalled(seconds: 3)),
    ]
    guard let rule = rules.randomElement(using: &numbers) else { return }
    if case .status(400, _, _, _) = rule.fault { refused += 1 }
    ground.server.script(rule)
    note("faults")
  }

  // MARK: - Looking around

  private mutating func resize() {
    let sizes = [(120, 40), (80, 24), (60, 16), (200, 60), (40, 10), (100, 30), (20, 5)]
    for _ in 0..<3 {
      guard let (columns, rows) = sizes.randomElement(using: &numbers) else { return }
      studio.resize(columns: columns, rows: rows)
    }
    studio.resize(columns: 120, rows: 40)
  }

  private mutating func search() async throws {
    try await go(to: 4)
    let words = ["狐狸", "boat", "model:v4", "status:failed", "nothing has this", "since:1d", "城"]
    try studio.press("/")
    try studio.type(words.randomElement(using: &numbers) ?? "fox")
    try await rest()
    try studio.press("enter")
    try await rest()
    try studio.press("esc", "c")
    try await rest()
  }

  private mutating func page() async throws {
    try await go(to: 4)
    let keys = ["pagedown", "down", "G", "pageup", "g", "enter", "J", "K", "]", "h"]
    for _ in 0..<Int.random(in: 5...20, using: &numbers) {
      try studio.press(keys.randomElement(using: &numbers) ?? "down")
      try await rest(60)
    }
  }

  private func open(_ key: String, showing text: String) async throws {
    try await go(to: 4)
    try studio.press(key)
    try await studio.waitFor(text, atMost: .seconds(20))
    try studio.press("esc")
    try await studio.waitForNo(text, atMost: .seconds(20))
  }

  private func openPalette() async throws {
    try await go(to: 3)
    try studio.press("alt-x")
    try await rest()
    try studio.type("trash")
    try await rest()
    try studio.press("esc")
    try await rest()
  }

  private mutating func typeForNothing(undoing: Bool) async throws {
    try await go(to: 1)
    try studio.press("i")
    for _ in 0..<Int.random(in: 1...5, using: &numbers) {
      try studio.type("words that are not sent 狐 ")
      try await rest(60)
      if undoing { try studio.press("ctrl-/", "ctrl-/") }
    }
    try studio.press("ctrl-a", "ctrl-k")
    try await rest()
  }

  /// Pauses the newest job and goes on with it.
  private func pause() async throws {
    try await go(to: 3)
    try studio.press("g", "p")
    try await rest(500)
    try studio.press("p", "enter")
    try await rest()
    try studio.press("h", "x")
    try await rest()
  }

  private func trash() async throws {
    try await go(to: 4)
    try studio.press("g", "down", "d")
    try await rest(500)
    try studio.press("u")
    try await rest(500)
  }

  private func visitEditor() async throws {
    try await go(to: 1)
    try studio.press("esc")
    try await rest(80)
    try studio.press("alt-e")
    try await rest(600)
  }

  private func look() async throws {
    try await go(to: 3)
    try studio.press("f12")
    try await rest(500)
    try studio.press("esc", "z")
    try await rest()
    try studio.press("z")
    try await rest()
  }
}
