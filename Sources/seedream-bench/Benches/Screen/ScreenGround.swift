import FoundationEssentials
import Glibc
import PseudoTerminal

/// Where programs on terminals are measured: one home folder without settings, one size, one rule
/// for when a screen is finished, and the subjects that they show.
struct ScreenGround {
  static let columns = 120
  static let rows = 40
  /// A screen is finished when its marker stood and nothing came for so long; the time is that of
  /// the last byte before.
  static let frameQuiet = Duration.milliseconds(150)
  /// The same after a key.
  static let keyQuiet = Duration.milliseconds(25)
  /// And after many keys at once.
  static let burstQuiet = Duration.milliseconds(200)

  let base: BenchGround
  let scale: BenchScale
  /// Lines of 29 characters and their ends: 2,000 characters.
  let linesFile: String
  /// As many characters without a line end.
  let paragraphFile: String
  private let repository: String
  private let crowdedFolder: String
  let library: String

  init(_ scale: BenchScale) async throws {
    base = try BenchGround()
    self.scale = scale
    linesFile = base.folder + "/lines.txt"
    paragraphFile = base.folder + "/paragraph.txt"
    repository = base.folder + "/repository"
    crowdedFolder = base.folder + "/files"
    library = base.folder + "/library"
    try EditedText.lines.write(toFile: linesFile, atomically: true, encoding: .utf8)
    try EditedText.paragraph.write(toFile: paragraphFile, atomically: true, encoding: .utf8)
    try Self.makeFiles(in: crowdedFolder)
    try BenchRepository.make(at: repository, commits: scale.commits, in: base.folder)
    try await BenchLibrary.fill(home: library, count: scale.sequences)
  }

  private static func makeFiles(in folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for number in 1_000..<1_300 {
      try "".write(toFile: "\(folder)/file-\(number)", atomically: false, encoding: .utf8)
    }
  }

  // MARK: - Contenders

  /// The studio on the large library.
  var studio: ScreenContender { studio(on: library) }

  func studio(on home: String) -> ScreenContender {
    ScreenContender(
      name: "seedream",
      words: [base.seedream],
      environment: ["SEEDREAM_HOME": home],
      marker: BenchLibrary.newest
    )
  }

  /// A copy of the large library, without a draft.
  func freshLibrary() throws -> String {
    let copy = base.folder + "/library-\(UInt32.random(in: 0...(.max)))"
    try FileManager.default.copyItem(atPath: library, toPath: copy)
    return copy
  }

  var tig: ScreenContender {
    ScreenContender(
      name: "tig",
      words: ["tig", "-C", repository],
      marker: BenchRepository.newest
    )
  }

  var mc: ScreenContender {
    ScreenContender(name: "mc", words: ["mc", crowdedFolder, crowdedFolder], marker: "Quit")
  }

  static let htop = ScreenContender(name: "htop", words: ["htop"], marker: "Quit")

  func nano(_ options: [String] = []) -> ScreenContender {
    ScreenContender(
      name: "nano",
      words: ["nano"] + (options.isEmpty ? [linesFile] : options),
      marker: EditedText.marker
    )
  }

  func vim(_ options: [String] = []) -> ScreenContender {
    ScreenContender(
      name: "vim",
      words: ["vim", "-n"] + (options.isEmpty ? [linesFile] : options),
      marker: EditedText.marker
    )
  }

  // MARK: - Running them

  /// Starts a program; throws `NoFigures` when it is not installed.
  func start(_ contender: ScreenContender) throws -> PseudoTerminal {
    var environment = PseudoTerminal.usualEnvironment
    environment["HOME"] = base.folder
    environment["SHELL"] = "/bin/bash"
    environment["PATH"] = getenv("PATH").map { String(cString: $0) }
    environment.merge(contender.environment) { $1 }
    do throws(TerminalFailure) {
      return try PseudoTerminal(
        contender.words,
        environment: environment,
        columns: Self.columns,
        rows: Self.rows
      )
    } catch {
      throw NoFigures(reason: error.isAbsence ? "not installed" : "\(error)")
    }
  }

  /// Starts a program and waits for its finished screen.
  func open(_ contender: ScreenContender) throws -> (terminal: PseudoTerminal, frame: Reaction) {
    let terminal = try start(contender)
    let frame = terminal.reaction(
      since: terminal.startedAt,
      marker: contender.marker,
      quiet: Self.frameQuiet,
      atMost: .seconds(20)
    )
    guard frame.isComplete else {
      close(terminal)
      throw NoFigures(reason: "no finished screen")
    }
    return (terminal, frame)
  }

  /// Ends a program as a broken connection would.
  func close(_ terminal: PseudoTerminal) {
    terminal.hangUp()
    if terminal.wait(atMost: .seconds(2)) == nil { terminal.end() }
  }
}

extension TerminalFailure {
  /// The program is not there.
  fileprivate var isAbsence: Bool {
    if case .notStarted(_, ENOENT) = self { return true }
    return false
  }
}

extension Duration {
  var milliseconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) * 1_000 + Double(attoseconds) / 1e15
  }
}
