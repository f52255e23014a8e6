import FoundationEssentials
import Glibc
import ProviderSimulator
import TestSupport

/// One library with a key for each service, so that it can be told which of them went where.
final class SecretGround: Sendable {
  static let waveSpeedKey = "test-key-of-wavespeed-4f81c07ab2"
  static let atlasKey = "test-key-of-atlascloud-99be31d65e"
  static let keys = [waveSpeedKey, atlasKey]

  let home: String

  init() throws { home = try ScratchPath.make("secrets") }

  func clearUp() { ScratchPath.remove(home) }

  func environment(_ address: String) -> [String: String] {
    [
      "SEEDREAM_HOME": home, "HOME": home, "LANG": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no",
      "WAVESPEED_BASE_URL": address, "ATLASCLOUD_BASE_URL": address,
      "WAVESPEED_API_KEY": Self.waveSpeedKey, "ATLASCLOUD_API_KEY": Self.atlasKey,
    ]
  }

  /// Runs the program; a variable that `changes` gives no value is taken away.
  func run(
    _ words: [String],
    _ address: String,
    _ changes: [String: String?] = [:],
    input: String = "",
    atMost seconds: Int = 40
  ) async throws -> ChildProgram.Ending {
    let child = try ChildProgram(
      TortureGround.requiredProgram(),
      words,
      environment: changed(environment(address), changes),
      input: input
    )
    return await TortureGround.ended(child, atMost: seconds)
  }

  func changed(_ base: [String: String], _ changes: [String: String?]) -> [String: String] {
    var environment = base
    for (name, value) in changes { environment[name] = value }
    return environment
  }

  /// What was said or left that a key can be read from.
  func leaks(_ ending: ChildProgram.Ending) -> [String] {
    var leaks: [String] = []
    for key in Self.keys {
      for (name, text) in [("stdout", ending.output), ("stderr", ending.errors)]
      where KeyForm.isIn(text, key: key) {
        leaks.append("\(name) shows the key: \(Harmlessness.excerpt(text))")
      }
    }
    return leaks
  }

  /// Files in which the key can be read, the database and its log among them.
  func leaksOnDisk(ignoring own: Set<String> = []) -> [String] {
    let below = (try? FileManager.default.subpathsOfDirectory(atPath: home)) ?? []
    return below.filter { !own.contains($0) }.flatMap { path -> [String] in
      guard let data = try? Data(contentsOf: URL(filePath: home + "/" + path)) else { return [] }
      return Self.keys.filter { data.firstRange(of: Data($0.utf8)) != nil }.map { _ in
        "\(path) holds the key"
      }
    }
  }
}
