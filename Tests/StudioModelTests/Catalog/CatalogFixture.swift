import FoundationEssentials
import StudioModel
import Testing

/// The catalogue the program ships, read from the sources.
enum CatalogFixture {
  static func load() throws -> ModelCatalog { try shared.get() }

  private static let shared = Result {
    // This file lies at Tests/StudioModelTests/Catalog of the package.
    var folder = URL(filePath: #filePath)
    for _ in 0..<4 { folder.deleteLastPathComponent() }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let data = try Data(contentsOf: folder.appending(path: "assets/catalog/catalog.json"))
    return try decoder.decode(ModelCatalog.self, from: data)
  }

  static let text = ModelID(rawValue: "bytedance/seedream-v4/sequential")
  static let edit = ModelID(rawValue: "bytedance/seedream-v4/edit-sequential")
  static let text45 = ModelID(rawValue: "bytedance/seedream-v4.5/sequential")
  static let edit45 = ModelID(rawValue: "bytedance/seedream-v4.5/edit-sequential")

  static func model(_ id: ModelID, _ provider: ProviderID) throws -> CatalogModel {
    try #require(try load().model(id, provider))
  }

  /// A request that breaks no rule of its model.
  static func request(
    _ id: ModelID = text,
    _ provider: ProviderID = .wavespeed,
    images: Int = 4
  ) throws -> SequenceRequest {
    let model = try model(id, provider)
    let reference = Reference(source: .url("https://example.com/fox.png"))
    return SequenceRequest(
      provider: provider,
      model: id,
      prompt: "A series of \(images) images of a fox",
      size: model.defaultSize.size,
      maxImages: images,
      references: model.isEdit ? [reference] : []
    )
  }

  /// A small generator, so that loops over random values are the same in every run.
  struct Steps: RandomNumberGenerator {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15

    mutating func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }
  }
}

extension PixelSize {
  init(_ width: Int, _ height: Int) { self.init(width: width, height: height) }
}
