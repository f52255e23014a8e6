import FoundationEssentials
import Glibc
import Testing

@testable import ProviderSimulator

enum Models {
  static let sequential = "bytedance/seedream-v4/sequential"
  static let edit = "bytedance/seedream-v4/edit-sequential"
  static let newer = "bytedance/seedream-v4.5/sequential"
  static let newerEdit = "bytedance/seedream-v4.5/edit-sequential"
}

/// A running simulator with what the tests say to it again and again.
struct Bench {
  let server: SimulatorServer
  var client: WireClient

  /// Small pictures and no waiting, unless changed.
  init(_ change: (inout SimulatorServer.Options) -> Void = { _ in }) throws {
    var options = SimulatorServer.Options()
    options.pace = .instant
    options.allowsUndocumentedSizes = true
    change(&options)
    server = try SimulatorServer.start(options)
    client = WireClient(server)
  }

  /// On a port below those that the system hands out, so that nobody else takes it once it is free.
  static func onQuietPort(
    _ change: (inout SimulatorServer.Options) -> Void
  ) throws -> Bench {
    while true {
      do {
        return try Bench { options in
          change(&options)
          options.port = UInt16.random(in: 10_000..<32_000)
        }
      } catch SimulatorFailure.portUnavailable {
        continue
      }
    }
  }

  static let small: JSONValue = "64*64"

  func submit(
    _ extra: [String: JSONValue] = [:],
    model: String = Models.sequential
  ) throws -> WireReply {
    var body: [String: JSONValue] = [
      "prompt": "A series of 2 images of a fox", "size": Self.small, "max_images": 2,
    ]
    body.merge(extra) { _, new in new }
    return try client.post("/api/v3/\(model)", .object(body))
  }

  func submitToAtlas(
    _ extra: [String: JSONValue] = [:],
    model: String = Models.sequential,
    headers: [String: String] = [:]
  ) throws -> WireReply {
    var body: [String: JSONValue] = [
      "model": .string(model), "prompt": "A series of 2 images of a fox", "size": Self.small,
      "max_images": 2,
    ]
    body.merge(extra) { _, new in new }
    return try client.post("/api/v1/model/generateImage", .object(body), headers)
  }

  /// The id of a task that was just accepted.
  func acceptedID(_ extra: [String: JSONValue] = [:]) throws -> String {
    try #require(try submit(extra).json["data"]?["id"]?.text)
  }

  func acceptedAtlasID(_ extra: [String: JSONValue] = [:]) throws -> String {
    try #require(try submitToAtlas(extra).json["data"]?["id"]?.text)
  }

  func poll(_ id: String) throws -> WireReply {
    try client.get("/api/v3/predictions/\(id)/result")
  }

  func pollAtlas(_ id: String) throws -> WireReply {
    try client.get("/api/v1/model/prediction/\(id)")
  }

  func outputs(_ id: String) throws -> [String] {
    try #require(try poll(id).json["data"]?["outputs"]?.items).compactMap(\.text)
  }

  func atlasOutputs(_ id: String) throws -> [String] {
    try #require(try pollAtlas(id).json["data"]?["outputs"]?.items).compactMap(\.text)
  }
}

extension JSONValue {
  var fields: [String: JSONValue] {
    if case .object(let fields) = self { fields } else { [:] }
  }

  var flag: Bool? {
    if case .bool(let flag) = self { flag } else { nil }
  }
}

/// A folder that is gone when the test is over.
final class ScratchFolder {
  let path: String

  init() throws {
    var template = Array("/tmp/simulator-tests-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw WireFailure.notConnected }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
