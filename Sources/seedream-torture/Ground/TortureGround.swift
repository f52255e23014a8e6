import Dispatch
import FoundationEssentials
import Glibc
import ProviderSimulator
import TestSupport

/// One library of its own and both services on loopback, for one round of a trial.
final class TortureGround: Sendable {
  /// Distinct from everything else that is printed or stored, so that any trace of it is a leak.
  static let key = "test-key-never-to-be-shown"

  let server: SimulatorServer
  /// `SEEDREAM_HOME`.
  let home: String

  struct Absent: Error, CustomStringConvertible {
    let description: String
  }

  /// Tasks are done by the first look unless `change` says otherwise.
  init(_ change: (inout SimulatorServer.Options) -> Void = { _ in }) throws {
    var options = SimulatorServer.Options()
    options.keys = .only(Self.key)
    options.pace = .instant
    change(&options)
    home = try ScratchPath.make("torture")
    do {
      server = try SimulatorServer.start(options)
    } catch {
      ScratchPath.remove(home)
      throw error
    }
  }

  /// Stops the services and removes the library. A ground is cleared up once, by whoever made it.
  func clearUp() {
    server.stop()
    ScratchPath.remove(home)
  }

  /// The built program beside this one.
  static let program: String? = {
    guard let own = realpath("/proc/self/exe", nil) else { return nil }
    defer { free(own) }
    let folder = String(cString: own).split(separator: "/").dropLast().joined(separator: "/")
    let path = "/\(folder)/seedream"
    return access(path, X_OK) == 0 ? path : nil
  }()

  static func requiredProgram() throws -> String {
    guard let program else {
      throw Absent(description: "`seedream` is not beside this program: build it first")
    }
    return program
  }

  var data: String { home + "/data" }
  var database: String { data + "/studio.sqlite" }
  var library: String { data + "/library" }

  /// The whole environment of a program on this ground, keys included. Another address than the
  /// services' own leads it through a proxy.
  func environment(_ address: String? = nil) -> [String: String] {
    let address = address ?? server.baseURL
    return [
      "SEEDREAM_HOME": home, "HOME": home, "LANG": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no",
      "WAVESPEED_BASE_URL": address, "ATLASCLOUD_BASE_URL": address,
      "WAVESPEED_API_KEY": Self.key, "ATLASCLOUD_API_KEY": Self.key,
    ]
  }

  /// Starts the program; `changes` add to or replace what is in its environment.
  func start(
    _ words: [String],
    _ changes: [String: String] = [:],
    through address: String? = nil,
    input: String = ""
  ) throws -> ChildProgram {
    try ChildProgram(
      Self.requiredProgram(),
      words,
      environment: environment(address).merging(changes) { $1 },
      input: input
    )
  }

  /// Runs the program to its end, at most so many seconds.
  func run(
    _ words: [String],
    _ changes: [String: String] = [:],
    through address: String? = nil,
    input: String = "",
    atMost seconds: Int = 60
  ) async throws -> ChildProgram.Ending {
    await Self.ended(try start(words, changes, through: address, input: input), atMost: seconds)
  }

  /// Waits for the end without holding one of the few threads of the executor.
  static func ended(_ child: ChildProgram, atMost seconds: Int = 60) async -> ChildProgram.Ending {
    await withCheckedContinuation { continuation in
      DispatchQueue(label: "child").async {
        continuation.resume(returning: child.wait(atMost: seconds))
      }
    }
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
}
