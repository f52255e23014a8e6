import Dispatch
import FoundationEssentials
import Glibc
import ProviderSimulator
import TestSupport
import Testing

/// One test's own services, library and environment.
final class Ground: Sendable {
  /// Distinct from everything else that is printed or stored, so that any trace of it is a leak.
  static let key = "test-key-never-to-be-shown"

  let server: SimulatorServer
  let home: String

  private init(_ options: SimulatorServer.Options) throws {
    home = try ScratchPath.make("ground")
    do {
      server = try SimulatorServer.start(options)
    } catch {
      ScratchPath.remove(home)
      throw error
    }
  }

  /// Lends a ground to `body`, then looks for a key where none belongs, and clears up.
  ///
  /// Tasks are done by the first look unless `change` says otherwise.
  static func lend(
    _ change: (inout SimulatorServer.Options) -> Void = { _ in },
    _ body: (Ground) async throws -> Void
  ) async throws {
    var options = SimulatorServer.Options()
    options.keys = .only(key)
    options.pace = .instant
    change(&options)
    let ground = try Ground(options)
    defer { ground.clearUp() }
    try await body(ground)
    ground.expectNoKeyAnywhere()
  }

  private func clearUp() {
    server.stop()
    ScratchPath.remove(home)
  }

  var library: String { home + "/data/library" }
  var database: String { home + "/data/studio.sqlite" }
  var configFile: String { home + "/config/config.json5" }

  /// The whole environment of a program on this ground, keys included.
  var environment: [String: String] {
    [
      "SEEDREAM_HOME": home, "HOME": home, "LANG": "C.UTF-8",
      "WAVESPEED_BASE_URL": server.baseURL, "ATLASCLOUD_BASE_URL": server.baseURL,
      "WAVESPEED_API_KEY": Self.key, "ATLASCLOUD_API_KEY": Self.key,
    ]
  }

  /// Starts the program; `changes` replace variables, or take them away with `nil`.
  func start(
    _ words: [String],
    _ changes: [String: String?] = [:],
    input: String = ""
  ) throws -> ChildProgram {
    let environment = environment.merging(changes.compactMapValues { $0 }) { _, new in new }
      .filter { pair in !changes.contains { $0.key == pair.key && $0.value == nil } }
    return try ChildProgram(
      ProgramUnderTest.required(),
      words,
      environment: environment,
      input: input
    )
  }

  /// Runs the program to its end. Whatever it was asked for, it may print neither the key nor a
  /// character that steers a terminal.
  func run(
    _ words: [String],
    _ changes: [String: String?] = [:],
    input: String = "",
    atMost seconds: Int = 60
  ) async throws -> ChildProgram.Ending {
    let ending = try await start(words, changes, input: input).ended(atMost: seconds)
    ending.expectHarmless(words)
    return ending
  }

  /// Files below the home folder, by their path from there.
  var files: [String] {
    let manager = FileManager.default
    let below = (try? manager.subpathsOfDirectory(atPath: home)) ?? []
    return below.filter { path in
      var isFolder = false
      return manager.fileExists(atPath: home + "/" + path, isDirectory: &isFolder) && !isFolder
    }.sorted()
  }

  func bytes(_ path: String) -> [UInt8] {
    (try? Data(contentsOf: URL(filePath: path))).map { [UInt8]($0) } ?? []
  }

  /// Puts a file below the home folder; returns its path.
  @discardableResult
  func write(_ content: [UInt8], to path: String) throws -> String {
    let whole = path.hasPrefix("/") ? path : home + "/" + path
    let folder = whole.split(separator: "/").dropLast().joined(separator: "/")
    try FileManager.default.createDirectory(
      atPath: "/" + folder,
      withIntermediateDirectories: true
    )
    try Data(content).write(to: URL(filePath: whole))
    return whole
  }

  @discardableResult
  func write(_ text: String, to path: String) throws -> String {
    try write(Array(text.utf8), to: path)
  }

  func expectNoKeyAnywhere(_ location: SourceLocation = #_sourceLocation) {
    #expect(server.keyLeaks.isEmpty, sourceLocation: location)
    for path in files where !path.hasPrefix("config/keys/") {
      let holdsKey = bytes(home + "/" + path).holds(Array(Self.key.utf8))
      #expect(!holdsKey, "\(path) holds the key", sourceLocation: location)
    }
  }
}

extension ChildProgram {
  /// Waits for the end without holding one of the few threads that tests share.
  func ended(atMost seconds: Int = 60) async -> Ending {
    await withCheckedContinuation { continuation in
      DispatchQueue(label: "child").async {
        continuation.resume(returning: self.wait(atMost: seconds))
      }
    }
  }

  /// Waits until stdout holds a whole line; `nil` when the program ends or takes too long.
  func firstLine(atMost limit: Duration = .seconds(20)) async throws -> String? {
    let deadline = ContinuousClock.now + limit
    while ContinuousClock.now < deadline {
      let text = outputSoFar
      if let end = text.firstIndex(of: "\n") { return String(text[..<end]) }
      try await Task.sleep(for: .milliseconds(5))
    }
    return nil
  }
}

extension ChildProgram.Ending {
  func expectHarmless(_ words: [String], _ location: SourceLocation = #_sourceLocation) {
    for (name, text) in [("stdout", output), ("stderr", errors)] {
      #expect(!text.contains(Ground.key), "\(name) shows the key", sourceLocation: location)
      let stray = text.unicodeScalars.filter(\.steersTerminals).map { String($0.value, radix: 16) }
      #expect(stray.isEmpty, "\(name) of \(words) has \(stray)", sourceLocation: location)
    }
  }
}

extension Unicode.Scalar {
  /// Controls but line ends and tabs, and everything that reorders or hides text.
  var steersTerminals: Bool {
    switch value {
    case 0x0A, 0x09: false
    case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
      0xE0000...0xE007F:
      true
    default: false
    }
  }
}

extension Array<UInt8> {
  /// Whether these bytes occur, at the C library's speed: pictures have millions.
  func holds(_ needle: [UInt8]) -> Bool {
    guard let head = needle.first else { return true }
    return withUnsafeBytes { hay in
      guard let start = hay.baseAddress else { return false }
      var at = 0
      while at + needle.count <= hay.count {
        guard let hit = memchr(start + at, Int32(head), hay.count - at) else { return false }
        at = UnsafeRawPointer(hit) - start
        guard at + needle.count <= hay.count else { return false }
        if memcmp(start + at, needle, needle.count) == 0 { return true }
        at += 1
      }
      return false
    }
  }
}
