import StudioCore
import StudioModel

/// Looks at a local reference before anything is sent.
enum ReferenceLook {
  /// What a look found.
  enum Sighting: Sendable {
    case facts(ReferenceFacts)
    case problem(ReferenceProblem)
  }

  static func at(
    _ path: String,
    _ paths: StudioPaths
  ) -> Sighting {
    let vault = ReferenceVault(folder: paths.references, inspector: PictureInspection())
    do throws(ReferenceFileProblem) {
      return .facts(try vault.inspect(path))
    } catch {
      return .problem(rule(for: error))
    }
  }

  private static func rule(
    for problem: ReferenceFileProblem
  ) -> ReferenceProblem {
    switch problem.kind {
    case .file(.notFound): .missing
    case .file, .changed, .storage: .unreadable(problem.message)
    case .empty: .notAnImage
    case .tooLarge(let bytes, _): .tooLarge(byteCount: bytes)
    case .picture: .notAnImage
    }
  }
}
