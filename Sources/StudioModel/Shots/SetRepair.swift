/// What new frames are made to match.
public enum RepairGuidance: String, Hashable, Sendable, CaseIterable {
  /// The accepted and locked frames, as references of the edit model.
  case acceptedFrames
  /// The prompt, with the original's own model and references.
  case promptAlone
}

/// Plans a new request for the lines of a set that have no frame to show.
public enum SetRepair {
  /// The plan for the missing lines, and for those wished again.
  ///
  /// The recipe stays: service, family, size, and references, which come first. The references
  /// are followed by the accepted frames, or by one sheet of them where the model has no room for
  /// each (its own limit, and the family's for references and outputs together).
  ///
  /// - Parameters:
  ///   - redo: lines to be made again though a frame shows them; locked ones are refused.
  ///   - only: the missing lines to make; `nil` for all.
  /// - Throws: before anything is sent or paid.
  public static func plan(
    _ set: RepairedSet,
    redo: Set<Int> = [],
    only: Set<Int>? = nil,
    guidance: RepairGuidance = .acceptedFrames,
    catalog: ModelCatalog
  ) throws(RepairRefusal) -> RepairPlan {
    let lines = try lines(set, redo: redo, only: only)
    guard let origin = catalog.model(set.original.model, set.original.provider) else {
      throw .invalidRequest(RequestValidation.check(set.original, catalog))
    }
    let isHeld = guidance == .acceptedFrames
    let model = isHeld ? try editModel(origin, catalog) : origin
    let room = isHeld ? try room(set.original, model, images: lines.count, catalog) : 0
    let frames = isHeld ? try frames(set, without: lines, room: room) : .none
    let (request, notes) = request(set.original, lines, model, frames)
    try check(request, frames, catalog)
    return RepairPlan(
      lines: lines.map(\.number),
      reasons: lines.map(reason),
      request: request,
      frames: frames,
      price: PriceEstimate(model: model, images: lines.count, catalog: catalog),
      notes: notes + frameNotes(frames, room: room)
    )
  }

  /// `line 3`, `lines 3, 5 and 7`.
  static func named(_ lines: [Int]) -> String {
    "\(lines.count == 1 ? "line" : "lines") \(Listing.text(lines, "and"))"
  }

  // MARK: What is made again

  private static func lines(
    _ set: RepairedSet,
    redo: Set<Int>,
    only: Set<Int>?
  ) throws(RepairRefusal) -> [SetLine] {
    let known = Set(set.lines.map(\.number))
    let unknown = redo.subtracting(known).sorted()
    guard unknown.isEmpty else { throw .noSuchLine(unknown) }
    let wished = set.lines.filter { redo.contains($0.number) }
    let locked = wished.filter { $0.verdict == .locked }.map(\.number)
    guard locked.isEmpty else { throw .locked(locked) }
    let coming = wished.map(\.number).filter { number in
      set.parts.contains { $0.mayStillBring(number) }
    }
    guard coming.isEmpty else { throw .stillComing(coming) }
    let missing = Set(set.missing.map(\.number).filter { only?.contains($0) ?? true })
    let lines = set.lines.filter { missing.contains($0.number) || redo.contains($0.number) }
    guard lines.isEmpty else { return lines }
    let awaited = set.lines.filter { $0.state == .awaited }.map(\.number)
    throw awaited.isEmpty ? .nothingMissing : .stillComing(awaited)
  }

  private static func reason(_ line: SetLine) -> MissingReason {
    if case .missing(let reason) = line.state { reason } else { .redo }
  }

  // MARK: What it is made from

  private static func editModel(
    _ origin: CatalogModel,
    _ catalog: ModelCatalog
  ) throws(RepairRefusal) -> CatalogModel {
    guard let model = origin.isEdit ? origin : catalog.sibling(of: origin, edit: true) else {
      throw .noEditModel(origin.id, at: origin.provider)
    }
    return model
  }

  /// How many frames fit behind the original's references.
  private static func room(
    _ original: SequenceRequest,
    _ model: CatalogModel,
    images: Int,
    _ catalog: ModelCatalog
  ) throws(RepairRefusal) -> Int {
    let own = Sourced(Int(model.references.maximum), model.references.source)
    let together = catalog.family(of: model)?.referencesPlusOutputs
    let given = original.references.count
    if given >= own.value {
      throw .referencesDoNotFit(given: given, images: images, limit: own)
    }
    guard let together else { return own.value - given }
    if given + images >= together.value {
      throw .referencesDoNotFit(given: given, images: images, limit: together)
    }
    return min(own.value, together.value - images) - given
  }

  private static func frames(
    _ set: RepairedSet,
    without lines: [SetLine],
    room: Int
  ) throws(RepairRefusal) -> RepairFrames {
    let remade = Set(lines.map(\.number))
    let kept = set.lines.filter { $0.verdict.isKept && !remade.contains($0.number) }
      .compactMap(\.frame)
    guard !kept.isEmpty else { throw .noAcceptedFrame }
    return kept.count <= room ? .each(kept) : .contactSheet(kept)
  }

  private static func frameNotes(_ frames: RepairFrames, room: Int) -> [RepairNote] {
    switch frames {
    case .none: [.promptAlone]
    case .each: []
    case .contactSheet(let kept): [.contactSheetInstead(frames: kept.count, room: room)]
    }
  }

  // MARK: The request

  private static func request(
    _ original: SequenceRequest,
    _ lines: [SetLine],
    _ model: CatalogModel,
    _ frames: RepairFrames
  ) -> (SequenceRequest, [RepairNote]) {
    let prompt = RepairPrompt(original, lines, frames: frames)
    var request = original
    var notes = prompt.notes
    request.model = model.id
    request.prompt = prompt.text
    request.maxImages = lines.count
    request.seed = nil
    if let seed = original.seed { notes.append(.seedLeftOut(seed)) }
    if !model.takes(original.delivery), let taken = model.deliveries.first?.value {
      request.delivery = taken
      notes.append(.deliveryChanged(from: original.delivery, to: taken))
    }
    return (request, notes)
  }

  /// Applies the model's rules as if the frames were files already.
  private static func check(
    _ request: SequenceRequest,
    _ frames: RepairFrames,
    _ catalog: ModelCatalog
  ) throws(RepairRefusal) {
    var whole = request
    let place = Reference(source: .file(path: "frame"))
    whole.references += Array(repeating: place, count: frames.referenceCount)
    let refusals = RequestValidation.check(whole, catalog)
    guard refusals.isEmpty else { throw .invalidRequest(refusals) }
  }
}
