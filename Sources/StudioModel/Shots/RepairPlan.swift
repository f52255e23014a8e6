/// The frames a repair holds on to, as pictures the service is given.
public enum RepairFrames: Hashable, Sendable {
  /// None: the lines are made from the prompt, and the original's references, alone.
  case none
  /// One reference for each frame, in this order.
  case each([FrameID])
  /// One reference: a sheet of all these frames, in this order, still to be made.
  case contactSheet([FrameID])

  /// How many references these become.
  public var referenceCount: Int {
    switch self {
    case .none: 0
    case .each(let frames): frames.count
    case .contactSheet: 1
    }
  }
}

/// Something a repair does otherwise than the original, and why.
public enum RepairNote: Hashable, Sendable {
  case seedLeftOut(Int64)
  case deliveryChanged(from: Delivery, to: Delivery)
  /// More frames are accepted than there is room for.
  case contactSheetInstead(frames: Int, room: Int)
  /// Nothing holds the new frames to the old ones but the words.
  case promptAlone
  /// The prompt does not say which line is which: it is asked again for fewer images.
  case noLines
  /// The prompt says several numbers; the one for the repair can't be put in.
  case countContradictory([Int])

  /// One sentence.
  public var message: String {
    switch self {
    case .seedLeftOut(let seed):
      "The seed \(seed) is left out: with it a model that honours seeds would make what was "
        + "rejected again."
    case .deliveryChanged(let from, let to):
      "The pictures come by \(to.rawValue): the model takes no \(from.rawValue) delivery."
    case .contactSheetInstead(let frames, let room):
      "\(frames) frames are accepted and there is room for \(room) as references: one sheet of "
        + "all of them is given instead."
    case .promptAlone:
      "No frame is given as a reference: subject and style may differ from the other frames."
    case .noLines:
      "The prompt has no line for these images: it is sent again, with the number of new ones."
    case .countContradictory:
      "The prompt says several numbers of images: correct it before sending."
    }
  }
}

/// A request for the missing lines of a set, ready but for the files of the frames.
public struct RepairPlan: Hashable, Sendable {
  /// The lines to be made, in order: frame 1 of the repair belongs to `lines[0]`.
  public var lines: [Int]
  /// Why each of them is made, in the same order.
  public var reasons: [MissingReason]
  /// The request with the original's references only; `request(adding:)` completes it.
  public var request: SequenceRequest
  public var frames: RepairFrames
  /// Of the new images only.
  public var price: PriceEstimate
  public var notes: [RepairNote]

  /// The whole request, once the frames are files.
  ///
  /// - Parameter references: one for each frame of `.each`, in order, or the sheet.
  /// - Returns: `nil` when there are more or fewer references than the plan has.
  public func request(adding references: [Reference]) -> SequenceRequest? {
    guard references.count == frames.referenceCount else { return nil }
    var whole = request
    whole.references += references
    return whole
  }

  /// `New images for lines 3 and 7: up to 2 × $0.027 = $0.054.`
  public var summary: String {
    "New images for \(SetRepair.named(lines)): \(price.text)."
  }
}
