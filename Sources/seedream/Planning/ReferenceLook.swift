import StudioCore
import StudioModel
import StudioUI

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

  /// What the settings of a request make of a picture, by its path as typed.
  static func sight(of typed: String, _ session: Session) -> ReferenceSight {
    let path = session.process.absolute(typed)
    let limits = session.catalog.referenceFiles
    switch at(path, session.paths) {
    case .facts(let facts):
      let refusals = ReferenceRules.check(name: typed, facts: facts, limits: limits)
      return refusals.isEmpty
        ? .acceptable(path: path, facts)
        : .refused(refusals.map(\.message).joined(separator: " "))
    case .problem(let problem):
      return .refused(ReferenceRules.check(name: typed, problem: problem, limits: limits).message)
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
