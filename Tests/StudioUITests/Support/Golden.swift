import CellGrid
import FoundationEssentials
import Testing

/// Compares what is drawn with what was drawn before, kept as text in a folder `Golden` beside the
/// tests.
///
/// The texts are written again only when the environment variable `SEEDREAM_RECORD` is 1; read the
/// difference before it is committed.
enum Golden {
  /// Expects a surface to be what `<name>.txt` says; a missing file fails.
  ///
  /// - Parameter styled: whether styles, cursor and links are compared too.
  static func expect(
    _ surface: Surface,
    _ name: String,
    styled: Bool = false,
    file: String = #filePath,
    _ location: SourceLocation = #_sourceLocation
  ) {
    let drawn = styled ? SurfaceDump.styled(surface) : SurfaceDump.text(surface)
    let folder =
      file.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/") + "/Golden"
    let path = "\(folder)/\(name).txt"
    if isRecording {
      record(drawn, folder, path, location)
      return
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      Issue.record(
        "Golden/\(name).txt is missing; record it with SEEDREAM_RECORD=1. It would be:\n\(drawn)",
        sourceLocation: location
      )
      return
    }
    let kept = String(decoding: data, as: UTF8.self)
    guard kept != drawn else { return }
    Issue.record(
      "\(name) is drawn otherwise.\n\(difference(kept, drawn))",
      sourceLocation: location
    )
  }

  private static var isRecording: Bool {
    ProcessInfo.processInfo.environment["SEEDREAM_RECORD"] == "1"
  }

  private static func record(
    _ drawn: String,
    _ folder: String,
    _ path: String,
    _ location: SourceLocation
  ) {
    do {
      try FileManager.default.createDirectory(
        atPath: folder,
        withIntermediateDirectories: true
      )
      try Data(drawn.utf8).write(to: URL(filePath: path))
    } catch {
      Issue.record("\(path) cannot be written: \(error)", sourceLocation: location)
    }
  }

  /// Line by line: what was kept after `-`, what is drawn now after `+`.
  private static func difference(_ kept: String, _ drawn: String) -> String {
    let old = kept.split(separator: "\n", omittingEmptySubsequences: false)
    let new = drawn.split(separator: "\n", omittingEmptySubsequences: false)
    var lines: [String] = []
    for row in 0..<max(old.count, new.count) {
      let before = row < old.count ? old[row] : nil
      let now = row < new.count ? new[row] : nil
      if let before, before == now {
        lines.append("  \(before)")
        continue
      }
      if let before { lines.append("- \(before)") }
      if let now { lines.append("+ \(now)") }
    }
    return lines.joined(separator: "\n")
  }
}
