import FoundationEssentials
public import StudioModel

/// Why the catalogue could not be used; it comes with the program, so this is a broken build.
public enum CatalogError: Error, Hashable, Sendable, CustomStringConvertible {
  /// It is not JSON, or a field is missing or of the wrong kind; says where.
  case unreadable(String)
  /// It was written for another version of the program.
  case unsupportedVersion(Int)
  /// It contradicts itself.
  case inconsistent([String])

  public var description: String {
    switch self {
    case .unreadable(let detail): "The model catalogue can't be read: \(detail)."
    case .unsupportedVersion(let version):
      "The model catalogue has version \(version); this program reads version 1."
    case .inconsistent(let faults):
      "The model catalogue contradicts itself: \(faults.joined(separator: "; "))."
    }
  }
}

/// The catalogue that is built into the program.
public enum CatalogResource {
  /// Decodes and checks the built-in catalogue.
  public static func load() throws(CatalogError) -> ModelCatalog {
    try decode(PackageResources.catalog_json)
  }

  /// Decodes and checks a catalogue.
  public static func decode(_ bytes: [UInt8]) throws(CatalogError) -> ModelCatalog {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let data = Data(bytes)
    let catalog: ModelCatalog
    do {
      // The version comes first: another version's shape says nothing useful.
      let header = try decoder.decode(Header.self, from: data)
      guard header.version == 1 else { throw CatalogError.unsupportedVersion(header.version) }
      catalog = try decoder.decode(ModelCatalog.self, from: data)
    } catch let error as CatalogError {
      throw error
    } catch let error as DecodingError {
      throw .unreadable(Self.sentence(for: error))
    } catch {
      throw .unreadable("it is not JSON")
    }
    let faults = catalog.faults
    guard faults.isEmpty else { throw .inconsistent(faults) }
    return catalog
  }

  private struct Header: Decodable {
    var version: Int
  }

  private static func sentence(for error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let key, let context):
      "\(path(context.codingPath + [key])) is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "\(path(context.codingPath)) has the wrong kind of value"
    case .dataCorrupted(let context):
      context.codingPath.isEmpty
        ? "it is not JSON" : "\(path(context.codingPath)): \(context.debugDescription)"
    @unknown default: "its shape is not the expected one"
    }
  }

  private static func path(_ keys: [any CodingKey]) -> String {
    keys.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
  }
}
