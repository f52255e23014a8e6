import FoundationEssentials
import ProviderSimulator
import StudioCore
import StudioImaging
import StudioModel

/// One way to ask for two pictures of the smallest size, headless or in the studio.
struct KillWay: Sendable, Hashable, CustomStringConvertible {
  var service: SimulatedService
  var delivery: Delivery
  var isEdit = false
  /// The service refuses it: nothing is charged, and the sequence ends as failed.
  var isRefused = false

  static let prompt = "A series of 2 images of a red fox in the snow"

  /// Both services, each delivery they take, with and without a reference.
  static let all: [KillWay] = [
    KillWay(service: .waveSpeed, delivery: .poll),
    KillWay(service: .atlasCloud, delivery: .poll),
    KillWay(service: .waveSpeed, delivery: .sync),
    KillWay(service: .waveSpeed, delivery: .base64),
    KillWay(service: .atlasCloud, delivery: .base64),
    KillWay(service: .waveSpeed, delivery: .poll, isEdit: true),
    KillWay(service: .atlasCloud, delivery: .poll, isEdit: true),
    KillWay(service: .waveSpeed, delivery: .sync, isEdit: true),
    KillWay(service: .waveSpeed, delivery: .base64, isEdit: true),
    KillWay(service: .atlasCloud, delivery: .base64, isEdit: true),
  ]

  static let refused: [KillWay] = SimulatedService.allCases.map {
    KillWay(service: $0, delivery: .poll, isRefused: true)
  }

  var description: String {
    "\(service.rawValue) \(delivery.rawValue)" + (isEdit ? " with a reference" : "")
      + (isRefused ? ", refused" : "")
  }

  /// How often the person is charged for it.
  var charges: Int { isRefused ? 0 : 1 }

  /// How a program may end that was not killed: done, refused, or something to be decided.
  var endings: Set<Int32> { isRefused ? [0, 4, 7] : [0, 7] }

  private var model: String {
    isEdit ? "bytedance/seedream-v4/edit-sequential" : "bytedance/seedream-v4/sequential"
  }

  private func picture(_ ground: TortureGround) -> String { ground.home + "/fox.jpg" }

  /// Puts the reference where it is looked for.
  func prepare(_ ground: TortureGround) throws {
    guard isEdit else { return }
    try Data(Self.reference()).write(to: URL(filePath: picture(ground)))
  }

  private static func reference() throws -> [UInt8] {
    let (width, height) = (64, 48)
    let pixels = [UInt8](repeating: 120, count: width * height * 3)
    return try PictureEncoder.jpeg(
      Raster(width: width, height: height, pixels: pixels),
      quality: 80
    )
  }

  /// The command that asks for it.
  func words(_ ground: TortureGround) -> [String] {
    [
      "generate", "--json", "--provider", service.rawValue, "--model", model, "--size",
      "1024x1024", "--max-images", "2", "--delivery", delivery.rawValue,
    ] + (isEdit ? ["--image", picture(ground)] : []) + ["--", Self.prompt]
  }

  /// The same as it stands in a draft of the studio.
  func draft(_ ground: TortureGround) throws -> Draft {
    var references: [Reference] = []
    if isEdit {
      let bytes = try Self.reference()
      let facts = ReferenceFacts(
        sha256: SHA256Digest.hexadecimal(of: bytes),
        byteCount: Int64(bytes.count),
        format: .jpeg,
        size: PixelSize(width: 64, height: 48)
      )
      references = [Reference(source: .file(path: picture(ground)), facts: facts)]
    }
    let request = SequenceRequest(
      provider: service == .waveSpeed ? .wavespeed : .atlascloud,
      model: ModelID(rawValue: model),
      prompt: Self.prompt,
      size: PixelSize(width: 1024, height: 1024),
      maxImages: 2,
      references: references,
      delivery: delivery
    )
    return Draft(request: request, caret: 0)
  }
}
