import FoundationEssentials
import ProviderSimulator
import StudioImaging
import TestSupport
import Testing

/// Pictures that references are made of, and pictures on disk, looked at by others than the
/// program that wrote them.
enum Pictures {
  static func jpeg(_ width: Int = 64, _ height: Int = 48, shade: UInt8 = 120) throws -> [UInt8] {
    try PictureEncoder.jpeg(raster(width, height, shade), quality: 80)
  }

  static func png(_ width: Int = 64, _ height: Int = 48, shade: UInt8 = 120) throws -> [UInt8] {
    try PictureEncoder.png(raster(width, height, shade))
  }

  private static func raster(_ width: Int, _ height: Int, _ shade: UInt8) -> Raster {
    Raster(
      width: width,
      height: height,
      pixels: [UInt8](repeating: shade, count: width * height * 3)
    )
  }

  /// The digests that the system's own program finds, in the order of the paths.
  static func sha256(_ paths: [String]) async throws -> [String] {
    guard !paths.isEmpty else { return [] }
    let ending = try await ChildProgram("/usr/bin/sha256sum", ["--"] + paths).ended()
    #expect(ending.code == 0, "\(ending.errors)")
    return ending.output.split(separator: "\n").map { String($0.prefix(64)) }
  }
}

extension SequenceDocument {
  /// Every image listed is on disk under the name it should have, whole, as large and of the
  /// content it is said to be.
  func expectWholeImages(
    _ count: Int,
    width: Int,
    height: Int,
    format: PictureFileFormat = .jpeg,
    _ location: SourceLocation = #_sourceLocation
  ) async throws {
    #expect(images.count == count, "\(value)", sourceLocation: location)
    let digests = try await Pictures.sha256(paths)
    for (place, image) in images.enumerated() {
      let path = image["path"]?.text ?? ""
      let found = try PictureCheck.verify(path: path)
      #expect(found.width == width && found.height == height, sourceLocation: location)
      #expect(found.format == format, sourceLocation: location)
      #expect(image["width"]?.integer == Int64(width), sourceLocation: location)
      #expect(image["height"]?.integer == Int64(height), sourceLocation: location)
      #expect(image["bytes"]?.integer == Int64(found.byteCount), sourceLocation: location)
      #expect(image["sha256"]?.text == digests[place], sourceLocation: location)
      #expect(path.hasPrefix(folder + "/"), sourceLocation: location)
    }
    #expect(Set(digests).count == count, "frames are alike", sourceLocation: location)
  }
}

extension Ground {
  /// Half-fetched pictures that are still about.
  var parts: [String] { files.filter { $0.hasSuffix(".part") } }

  /// The one state that every path has to lead to: all `count` images paid for once, on disk and
  /// whole, and nothing half-done left.
  func expectOnePaidSequence(
    _ document: SequenceDocument,
    _ count: Int = 2,
    width: Int = 1024,
    height: Int = 1024,
    _ location: SourceLocation = #_sourceLocation
  ) async throws {
    #expect(document.status == "finished", "\(document.value)", sourceLocation: location)
    #expect(document.value["error"] == .null, sourceLocation: location)
    try await document.expectWholeImages(count, width: width, height: height, location)
    #expect(server.ledger.count == 1, "\(server.ledger)", sourceLocation: location)
    let entry = server.ledger.first
    #expect(entry?.imagesDelivered == count, sourceLocation: location)
    #expect(entry?.isRefunded == false, sourceLocation: location)
    #expect(entry?.predictionID == document.predictionID, sourceLocation: location)
    #expect(parts.isEmpty, sourceLocation: location)
    try expectRecipe(of: document, location)
  }

  /// The recipe beside the images tells the same as the library does.
  func expectRecipe(
    of document: SequenceDocument,
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    let text = String(decoding: bytes(document.folder + "/recipe.json"), as: UTF8.self)
    let recipe = try Document(text, location).value
    for name in ["id", "status", "prediction_id"] {
      #expect(recipe[name] == document.value[name], "\(name)", sourceLocation: location)
    }
    for name in ["provider", "model", "prompt", "size", "max_images", "seed", "delivery"] {
      let request = recipe["request"]
      #expect(request?[name] == document.value[name], "\(name)", sourceLocation: location)
    }
    let stored = recipe["frames"]?.items?.filter { $0["status"]?.text == "stored" } ?? []
    let digests = stored.map { $0["sha256"]?.text }
    #expect(digests == document.images.map { $0["sha256"]?.text }, sourceLocation: location)
  }
}
