import FoundationEssentials
import ProviderSimulator
import StudioImaging

/// One request as the rounds of this trial make it: three pictures of the smallest size.
struct MachineWish: Sendable, CustomStringConvertible {
  enum Shape: String, CaseIterable, Sendable {
    case poll, base64, reference
  }

  let service: SimulatedService
  let shape: Shape

  static let all = SimulatedService.allCases.flatMap { service in
    Shape.allCases.map { MachineWish(service: service, shape: $0) }
  }

  var description: String { "\(service.rawValue) \(shape.rawValue)" }

  /// The words of a command that makes it; a picture to start from is written first.
  func words(_ ground: TortureGround, images: Int = 3) throws -> [String] {
    var words = [
      "generate", "--json", "--provider", service.rawValue, "--size", "1024x1024",
      "--max-images", "\(images)", "--delivery", shape == .base64 ? "base64" : "poll",
    ]
    if shape == .reference { words += ["--image", try Self.reference(ground)] }
    return words + ["--", "A series of \(images) images of a red fox in the snow"]
  }

  private static func reference(_ ground: TortureGround) throws -> String {
    let path = ground.home + "-reference.png"
    let pixels = [UInt8](repeating: 120, count: 64 * 48 * 3)
    let bytes = try PictureEncoder.png(Raster(width: 64, height: 48, pixels: pixels))
    try Data(bytes).write(to: URL(filePath: path))
    return path
  }

  static func clearUp(_ ground: TortureGround) {
    try? FileManager.default.removeItem(atPath: ground.home + "-reference.png")
  }
}

extension RoundPool {
  /// The same for rounds that may break off.
  func run<Round: Sendable>(
    _ rounds: [Round],
    _ report: TrialReport,
    _ body: @escaping @Sendable (Round) async throws -> Void
  ) async {
    await run(rounds) { round in
      do {
        try await body(round)
      } catch {
        report.fail("\(round) broke off: \(error)")
      }
    }
  }
}

extension TrialReport {
  /// One round: what was done, how the program ended, and how the pictures came.
  func count(_ part: String, _ kind: String, _ code: Int32, _ way: String) {
    count("\(part) \(kind)")
    count("\(part), ended with \(code)")
    count("\(part), \(way)")
  }
}
