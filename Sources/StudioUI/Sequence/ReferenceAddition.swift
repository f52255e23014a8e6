import CellGrid
import StudioModel

/// Where references are typed, completed and looked at before they join the list.
struct ReferenceAddition: Hashable, Sendable {
  var line = LineField()
  /// How the typed path may go on.
  var candidates: [PathCandidate] = []
  /// The row under the cursor; `nil` while it is in the line.
  var chosen: Int?
  /// Paths that are being looked at.
  var pending: [String] = []
  var refusals: [Refused] = []

  /// A reference that was not taken, and why.
  struct Refused: Hashable, Sendable {
    var what: String
    var reason: String
  }

  /// The candidate under the cursor.
  var candidate: PathCandidate? {
    chosen.flatMap { candidates.indices.contains($0) ? candidates[$0] : nil }
  }

  /// The beginning that all candidates share, when it goes on from what is typed.
  var commonBeginning: String? {
    guard var common = candidates.first?.path else { return nil }
    for candidate in candidates.dropFirst() {
      common = String(zip(common, candidate.path).prefix { $0 == $1 }.map(\.0))
    }
    if candidates.count == 1, candidates[0].isFolder, common.last != "/" { common += "/" }
    return common.count > line.text.count ? common : nil
  }

  /// The typed path as a candidate that is a folder.
  func isFolder(_ path: String) -> Bool {
    candidates.contains { $0.isFolder && ($0.path == path || $0.path == path + "/") }
  }
}

extension ReferenceAddition {
  mutating func choose(by step: Int) {
    guard !candidates.isEmpty else { return }
    let next = (chosen ?? -1) + step
    chosen = next < 0 ? nil : min(next, candidates.count - 1)
  }

  mutating func refuse(_ what: String, _ reason: String) {
    refusals.removeAll { $0.what == what }
    refusals.append(Refused(what: what, reason: reason))
  }
}

/// The question whether to go to the edit model, since references were wanted.
struct EditOffer: Hashable, Sendable {
  /// What was pasted, to be added afterwards.
  var pasted: [String]?
}
