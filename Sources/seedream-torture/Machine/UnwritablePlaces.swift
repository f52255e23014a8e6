import FoundationEssentials
import Glibc
import ProviderSimulator
import Synchronization
import TestSupport

/// Folders and files that may not be written to, and a library that goes away while a job runs.
struct UnwritablePlaces {
  let report: TrialReport

  struct Round: Sendable, CustomStringConvertible {
    enum Trouble: String, CaseIterable, Sendable {
      case home = "read-only home"
      case data = "read-only data folder"
      case database = "read-only database"
      case locks = "read-only locks folder"
      case library = "read-only library"
      case cache = "read-only cache"
      case libraryIsFile = "a file in the library's place"
      case libraryVanishes = "library removed meanwhile"
      case libraryReplaced = "library replaced by a file meanwhile"
      case libraryLinked = "library replaced by a link meanwhile"
      case libraryLocked = "library made read-only meanwhile"
      case dataLocked = "data folder made read-only meanwhile"
    }

    let wish: MachineWish
    let trouble: Trouble
    /// There was a sequence before.
    let isUsed: Bool

    var description: String { "\(wish), \(trouble.rawValue)\(isUsed ? ", used before" : "")" }
  }

  func run(short: Bool) async {
    var rounds = Round.Trouble.allCases.flatMap { trouble in
      MachineWish.all.flatMap { wish in
        [false, true].map { Round(wish: wish, trouble: trouble, isUsed: $0) }
      }
    }
    if short { rounds = rounds.enumerated().filter { $0.offset % 7 == 0 }.map(\.element) }
    await RoundPool(width: 8).run(rounds, report) { try await play($0) }
  }

  private func play(_ round: Round) async throws {
    let ground = try TortureGround()
    defer { ground.clearUp() }
    defer { MachineWish.clearUp(ground) }
    let place = Place(ground: ground, trouble: round.trouble)
    defer { place.heal() }
    try place.prepare()
    if round.isUsed { _ = try await ground.run(["resume", "--json"]) }
    if place.isSudden {
      // Downloads and the looks before them: whatever comes first after the id was stored.
      ground.server.observe { moment in
        let isNow = moment.request.call == .result || moment.request.call == .download
        if isNow, moment.stage == .arrived { place.strike() }
      }
    } else {
      place.strike()
    }
    let child = try Self.start(ground, try round.wish.words(ground))
    let ending = await TortureGround.ended(child, atMost: 60)
    place.heal()
    var faults: [String] = []
    if ending.code != 0, ending.errors.isEmpty { faults.append("it says nothing") }
    if ending.code >= 127 { faults.append("it ended with \(ending.code)") }
    let recovery = MachineRecovery(ground: ground, wish: round.wish, ending: ending)
    let (found, way) = try await recovery.faults()
    report.count(
      "place",
      round.trouble.rawValue,
      ending.code,
      way
    )
    report.fail(faults + found, in: round.description)
  }

  /// Without the rights that let the system's administrator write anywhere.
  private static func start(_ ground: TortureGround, _ words: [String]) throws -> ChildProgram {
    let program = try TortureGround.requiredProgram()
    guard geteuid() == 0, access("/usr/bin/setpriv", X_OK) == 0 else {
      return try ground.start(words)
    }
    return try ChildProgram(
      "/usr/bin/setpriv",
      ["--bounding-set=-all", "--inh-caps=-all", "--", program] + words,
      environment: ground.environment()
    )
  }
}

/// What is done to the folders of one ground, and undone.
private final class Place: Sendable {
  let ground: TortureGround
  let trouble: UnwritablePlaces.Round.Trouble
  private let isOver = Mutex(false)

  init(ground: TortureGround, trouble: UnwritablePlaces.Round.Trouble) {
    self.ground = ground
    self.trouble = trouble
  }

  var isSudden: Bool {
    switch trouble {
    case .home, .data, .database, .locks, .library, .cache, .libraryIsFile: false
    case .libraryVanishes, .libraryReplaced, .libraryLinked, .libraryLocked, .dataLocked: true
    }
  }

  private var path: String {
    switch trouble {
    case .home: ground.home
    case .data, .dataLocked: ground.data
    case .database: ground.database
    case .locks: ground.data + "/locks"
    case .cache: ground.home + "/cache"
    case .library, .libraryIsFile, .libraryVanishes, .libraryReplaced, .libraryLinked,
      .libraryLocked:
      ground.library
    }
  }

  private var elsewhere: String { ground.home + "/elsewhere" }

  /// What has to be there to be spoilt.
  func prepare() throws {
    guard trouble != .libraryIsFile, trouble != .database else { return }
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    chmod(path, 0o700)
  }

  /// Strikes once.
  func strike() {
    let wasOver = isOver.withLock { isOver in
      defer { isOver = true }
      return isOver
    }
    if wasOver { return }
    switch trouble {
    case .home, .data, .dataLocked, .locks, .library, .libraryLocked, .cache: chmod(path, 0o500)
    case .database: chmod(path, 0o400)
    case .libraryIsFile, .libraryReplaced:
      try? FileManager.default.removeItem(atPath: path)
      try? Data("no folder".utf8).write(to: URL(filePath: path))
    case .libraryVanishes: try? FileManager.default.removeItem(atPath: path)
    case .libraryLinked:
      try? FileManager.default.removeItem(atPath: path)
      mkdir(elsewhere, 0o700)
      symlink(elsewhere, path)
    }
  }

  func heal() {
    isOver.withLock { $0 = true }
    switch trouble {
    case .home, .data, .dataLocked, .locks, .library, .libraryLocked, .cache: chmod(path, 0o700)
    case .database: chmod(path, 0o600)
    case .libraryIsFile, .libraryReplaced:
      var facts = stat()
      if lstat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG { unlink(path) }
    case .libraryVanishes, .libraryLinked: break
    }
  }
}
