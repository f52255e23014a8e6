/// What the documents say a model takes. Written down here from the documents a second time, on
/// purpose: the program's own catalogue must be able to be wrong against it.
struct ModelRule: Sendable {
  enum Size: Sendable {
    /// Each side within the range.
    case sides(ClosedRange<Int>)
    /// The product of the sides within the range, and the longer at most 16 times the shorter.
    case pixels(ClosedRange<Int>)
    /// One of these.
    case list([(width: Int, height: Int)])
  }

  let id: String
  let service: SimulatedService
  /// Millionths of a dollar for each image asked for.
  let price: Int64
  let maxImages: ClosedRange<Int>
  /// How many references; `nil` where the model takes none.
  let references: ClosedRange<Int>?
  let size: Size
  let parameters: Set<String>

  static let all: [ModelRule] = waveSpeed + atlasCloud

  static func find(_ id: String, _ service: SimulatedService) -> ModelRule? {
    all.first { $0.id == id && $0.service == service }
  }

  private static let waveSpeedParameters: Set<String> = [
    "prompt", "size", "max_images", "enable_base64_output", "enable_sync_mode",
  ]

  private static let waveSpeed: [ModelRule] = [
    ModelRule(
      id: "bytedance/seedream-v4/sequential",
      service: .waveSpeed,
      price: 27_000,
      maxImages: 1...15,
      references: nil,
      size: .sides(1024...4096),
      parameters: waveSpeedParameters
    ),
    ModelRule(
      id: "bytedance/seedream-v4/edit-sequential",
      service: .waveSpeed,
      price: 27_000,
      maxImages: 1...14,
      references: 1...10,
      size: .sides(1024...4096),
      parameters: waveSpeedParameters.union(["images", "seed"])
    ),
    ModelRule(
      id: "bytedance/seedream-v4.5/sequential",
      service: .waveSpeed,
      price: 40_000,
      maxImages: 1...15,
      references: nil,
      size: .pixels(3_686_400...16_777_216),
      parameters: waveSpeedParameters
    ),
    ModelRule(
      id: "bytedance/seedream-v4.5/edit-sequential",
      service: .waveSpeed,
      price: 40_000,
      maxImages: 1...15,
      references: 1...10,
      size: .pixels(3_686_400...16_777_216),
      parameters: waveSpeedParameters.union(["images"])
    ),
  ]

  private static let atlasCloud: [ModelRule] = [
    ModelRule(
      id: "bytedance/seedream-v4/sequential",
      service: .atlasCloud,
      price: 27_000,
      maxImages: 1...14,
      references: nil,
      size: .sides(1024...4096),
      parameters: ["prompt", "size", "max_images", "enable_base64_output"]
    ),
    ModelRule(
      id: "bytedance/seedream-v4/edit-sequential",
      service: .atlasCloud,
      price: 27_000,
      maxImages: 1...14,
      references: 1...10,
      size: .sides(1024...4096),
      parameters: ["prompt", "size", "max_images", "enable_base64_output", "images"]
    ),
    ModelRule(
      id: "bytedance/seedream-v4.5/sequential",
      service: .atlasCloud,
      price: 36_000,
      maxImages: 1...15,
      references: nil,
      size: .list(atlasSizes),
      parameters: ["prompt", "size", "max_images"]
    ),
    ModelRule(
      id: "bytedance/seedream-v4.5/edit-sequential",
      service: .atlasCloud,
      price: 36_000,
      maxImages: 1...15,
      references: 1...10,
      size: .list(atlasSizes),
      parameters: ["prompt", "size", "max_images", "images"]
    ),
  ]

  private static let atlasSizes: [(width: Int, height: Int)] = [
    (2048, 2048), (2304, 1728), (1728, 2304), (2848, 1600), (1600, 2848), (2496, 1664),
    (1664, 2496), (3136, 1344), (4096, 4096), (4704, 3520), (3520, 4704), (5504, 3040),
    (3040, 5504), (4992, 3328), (3328, 4992), (6240, 2656),
  ]
}
