import CellGrid
import StudioModel

extension SequencePane {
  /// What the row under the cursor removes: a reference, or the seed.
  mutating func remove(_ context: PaneContext) -> [Reaction] {
    switch row(context) {
    case .reference(let index): removeReferences([index], context)
    case .seed: change { $0.seed = nil }
    default: []
    }
  }

  /// Takes references out of the list, to be brought back with one key.
  mutating func removeReferences(_ indices: [Int], _ context: PaneContext) -> [Reaction] {
    let indices = indices.filter(settings.references.indices.contains).sorted()
    guard !indices.isEmpty else { return [] }
    let places = indices.map {
      RemovedReferences.Place(index: $0, reference: settings.references[$0])
    }
    removed.append(RemovedReferences(places: places))
    var list = settings.references
    for index in indices.reversed() { list.remove(at: index) }
    let reactions = change { $0.references = list }
    let what =
      indices.count == 1
      ? "image \(indices[0] + 1), \(places[0].reference.fileName), removed"
      : "\(indices.count) references removed"
    return reactions + [.toast(Toast(.note, "\(what): U brings back"))]
  }

  /// Brings back what was removed last, each to its old place as far as there is one.
  mutating func restore(_ context: PaneContext) -> [Reaction] {
    guard let last = removed.popLast() else { return [] }
    var list = settings.references
    for place in last.places {
      list.insert(place.reference, at: min(place.index, list.count))
    }
    let reactions = change { $0.references = list }
    if let first = last.places.first {
      select(.reference(min(first.index, list.count - 1)), context)
    }
    return reactions
  }

  /// Exchanges the reference under the cursor with its neighbour; the cursor goes along.
  mutating func moveReference(by step: Int, _ context: PaneContext) -> [Reaction] {
    guard case .reference(let index) = row(context),
      settings.references.indices.contains(index + step)
    else { return [] }
    var list = settings.references
    list.swapAt(index, index + step)
    let reactions = change { $0.references = list }
    select(.reference(index + step), context)
    return reactions
  }

  /// Adds a reference at the end of the list and puts the cursor on it.
  mutating func append(_ reference: Reference, _ context: PaneContext) -> [Reaction] {
    let list = settings.references + [reference]
    let reactions = change { $0.references = list }
    select(.reference(list.count - 1), context)
    return reactions
  }

  /// How many more references the model takes; nothing for a model that is not known.
  func roomForReferences(_ context: PaneContext) -> Int {
    guard let model = model(context) else { return 0 }
    return max(0, Int(model.references.maximum) - settings.references.count)
  }

  /// Asks for a look at every local reference that was not looked at yet.
  func looksAtReferences() -> [Reaction] {
    settings.references.compactMap { reference in
      guard case .file(let path) = reference.source, reference.facts == nil else { return nil }
      return .effect(.lookAtReference(path))
    }
  }

  /// What was seen of a picture: of one being added, or of one in the list.
  mutating func receive(
    _ sight: ReferenceSight,
    of path: String,
    _ context: PaneContext
  ) -> [Reaction] {
    if case .addition(let addition) = overlay, addition.pending.contains(path) {
      return finishAdding(path, sight, context)
    }
    let isListed = settings.references.contains { $0.isUnseenFile(path) }
    guard isListed else { return [] }
    switch sight {
    case .refused(let reason):
      troubles[path] = reason
      return []
    case .acceptable(let absolute, let facts):
      troubles[path] = nil
      seenPaths[path] = absolute
      return change { request in
        for index in request.references.indices where request.references[index].isUnseenFile(path) {
          request.references[index].facts = facts
        }
      }
    }
  }
}

extension Reference {
  func isUnseenFile(_ path: String) -> Bool { facts == nil && source == .file(path: path) }

  /// The last part of the path or the address.
  var fileName: String {
    var rest = Substring(spelled)
    if case .url = source { rest = rest.prefix { $0 != "?" && $0 != "#" } }
    while rest.count > 1, rest.last == "/" { rest.removeLast() }
    let name = rest.split(separator: "/").last.map(String.init) ?? spelled
    return name.isEmpty ? spelled : name
  }

  /// `PNG 1024×768 · 2.1 MB`; where nothing was seen, who is going to look.
  var description: String {
    guard let facts else {
      if case .url = source { return "fetched by the service" }
      return "not looked at yet"
    }
    let format = facts.format.rawValue.uppercased()
    return "\(format) \(facts.size) · \(Quantities.bytes(facts.byteCount))"
  }
}
