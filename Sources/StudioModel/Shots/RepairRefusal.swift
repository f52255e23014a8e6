/// Why no repair is planned; nothing was sent, nothing is owed.
public enum RepairRefusal: Error, Hashable, Sendable {
  /// Every line has a frame that was not rejected, and none is wished again.
  case nothingMissing
  /// Frames of these lines may still come, and would be paid twice.
  case stillComing([Int])
  /// Wished again, and locked.
  case locked([Int])
  /// Wished again, and not in the set.
  case noSuchLine([Int])
  /// The service has no model of the family that works from references.
  case noEditModel(ModelID, at: ProviderID)
  /// No frame was accepted that the new ones could be made to match.
  case noAcceptedFrame
  /// The original's references leave no room, not even for a sheet.
  case referencesDoNotFit(given: Int, images: Int, limit: Sourced<Int>)
  /// The request for the missing lines breaks rules of its model.
  case invalidRequest([Refusal])

  /// A word for programs that stays the same when sentences change.
  public var rule: String {
    switch self {
    case .nothingMissing: "repair_nothing_missing"
    case .stillComing: "repair_still_coming"
    case .locked: "repair_line_locked"
    case .noSuchLine: "repair_no_such_line"
    case .noEditModel: "repair_no_edit_model"
    case .noAcceptedFrame: "repair_no_accepted_frame"
    case .referencesDoNotFit: "repair_references_do_not_fit"
    case .invalidRequest(let refusals): refusals.first?.rule ?? "repair_invalid_request"
    }
  }

  /// One sentence: what is refused and why.
  public var message: String {
    switch self {
    case .nothingMissing:
      "Nothing is missing: every line has a frame that was not rejected."
    case .stillComing(let lines):
      "Frames of \(SetRepair.named(lines)) may still come: asking again would pay for them twice."
    case .locked(let lines): "\(capitalised(lines)) \(lines.count == 1 ? "is" : "are") locked."
    case .noSuchLine(let lines): "The set has no \(SetRepair.named(lines))."
    case .noEditModel(let model, let provider):
      "\(provider.displayName) has no model beside \(Excerpt.of(model.rawValue)) that works from "
        + "references, so new frames can't be made to match the accepted ones."
    case .noAcceptedFrame: "No frame is accepted, so there is none for new frames to match."
    case .referencesDoNotFit(let given, let images, let limit):
      "The original has \(given) \(given == 1 ? "reference" : "references"); with \(images) new "
        + "\(images == 1 ? "image" : "images") \(limit.source.label) leaves no room for the accepted "
        + "frames: it handles \(limit.value)."
    case .invalidRequest(let refusals): refusals.first?.message ?? ""
    }
  }

  /// One sentence: what to do next.
  public var advice: String {
    switch self {
    case .nothingMissing: "Reject a frame, or wish its line again."
    case .stillComing: "Wait until the sequence is done, or decide what became of it."
    case .locked: "Unlock the frame first."
    case .noSuchLine: "Name a line of the set."
    case .noEditModel: "Make the lines from the prompt alone."
    case .noAcceptedFrame: "Accept a frame, or make the lines from the prompt alone."
    case .referencesDoNotFit: "Make fewer lines at once, or make them from the prompt alone."
    case .invalidRequest(let refusals): refusals.first?.advice ?? ""
    }
  }

  private func capitalised(_ lines: [Int]) -> String {
    let text = SetRepair.named(lines)
    return text.prefix(1).uppercased() + text.dropFirst()
  }
}
