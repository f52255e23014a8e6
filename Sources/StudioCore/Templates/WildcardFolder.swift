public import StudioModel

/// Wildcards in `wildcards` beside the config, one text file each: `{*season}` draws from
/// `season.txt`.
public struct WildcardFolder: WildcardSource, Sendable {
  private let folder: String
  private let files = FileSystem()

  public init(_ paths: StudioPaths) {
    folder = PathName.join(paths.config, "wildcards")
  }

  public var names: [String] {
    ((try? files.list(folder)) ?? []).filter { $0.hasSuffix(TemplateShelf.ending) }
      .map { String($0.dropLast(TemplateShelf.ending.count)) }
  }

  public func wildcard(named name: String) throws(WildcardFault) -> Wildcard? {
    guard TemplateName.isValid(name) else { throw .badName }
    let bytes: [UInt8]
    do {
      let path = PathName.join(folder, name + TemplateShelf.ending)
      bytes = try files.read(path, limit: Wildcard.maximumBytes + 1)
    } catch {
      if error.kind == .notFound { return nil }
      throw .unreadable(error.message)
    }
    return try Wildcard(name: name, bytes: bytes)
  }
}
