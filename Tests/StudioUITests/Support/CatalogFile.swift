import FoundationEssentials
import StudioModel

/// The catalogue that ships, read from its file: pure code must not import what embeds it.
enum CatalogFile {
  static let catalog: ModelCatalog = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let file = folder.appending(path: "assets/catalog/catalog.json")
    do {
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      return try decoder.decode(ModelCatalog.self, from: try Data(contentsOf: file))
    } catch {
      preconditionFailure("assets/catalog/catalog.json cannot be read: \(error)")
    }
  }()
}
