import ProviderSimulator
import TestSupport
import Testing

/// What tests ask `generate` for: two images of the smallest size that every 4.0 model takes.
struct Wish {
  static let prompt = "A series of 2 images of a red fox in the snow"

  var service: SimulatedService = .waveSpeed
  var model = "bytedance/seedream-v4/sequential"
  var size = "1024x1024"
  var images = 2
  var prompt = Wish.prompt
  var options: [String] = []

  var words: [String] {
    [
      "generate", "--json", "--provider", service.rawValue, "--model", model, "--size", size,
      "--max-images", "\(images)",
    ] + options + ["--", prompt]
  }
}

extension Ground {
  func generate(
    _ wish: Wish = Wish(),
    _ changes: [String: String?] = [:]
  ) async throws -> (ending: ChildProgram.Ending, document: SequenceDocument) {
    let ending = try await run(wish.words, changes)
    return (ending, try SequenceDocument(ending.output))
  }

  /// Takes up what was left, with a fresh program.
  func resume(
    _ words: [String] = []
  ) async throws -> (ending: ChildProgram.Ending, documents: [SequenceDocument]) {
    let ending = try await run(["resume", "--json"] + words)
    return (ending, try SequenceDocument.list(ending.output))
  }

  func show(_ id: String) async throws -> SequenceDocument {
    try SequenceDocument(try await run(["show", "--json", id]).output)
  }

  func history(_ words: [String] = []) async throws -> [SequenceDocument] {
    try SequenceDocument.list(try await run(["history", "--json"] + words).output)
  }

  /// The submit calls that came in.
  var submits: [RecordedRequest] { server.requests.filter { $0.call == .submit } }

  func requests(_ call: FaultRule.Call) -> [RecordedRequest] {
    server.requests.filter { $0.call == call }
  }
}
