import StudioModel

/// A refusal in the few words that fit beside a setting, and the change that settles it.
struct RefusalWords: Hashable, Sendable {
  /// A change that settles a refusal with one key.
  enum Fix: Hashable, Sendable {
    case model(ModelID)
    case provider(ProviderID)
    case images(Int)
    case size(PixelSize)
    case dropReferences(Int)
    case seed(Int64?)
    case delivery(Delivery)
  }

  /// Why, without a capital and without a full stop.
  let reason: String
  let fix: Fix?

  init(_ refusal: Refusal) {
    (reason, fix) = Self.size(refusal) ?? Self.references(refusal) ?? Self.rest(refusal)
  }

  private static func size(_ refusal: Refusal) -> (String, Fix?)? {
    switch refusal {
    case .sideOutOfRange(_, let limit, let nearest):
      ("\(limit.minimum)–\(limit.maximum) pixels a side", .size(nearest))
    case .sizeNotListed(_, let allowed, _, let nearest):
      ("none of its \(allowed.count) sizes", .size(nearest))
    case .tooFewPixels(_, _, let nearest): ("too few pixels in all", .size(nearest))
    case .tooManyPixels(_, _, let nearest): ("too many pixels in all", .size(nearest))
    case .aspectTooExtreme(_, let limit, let nearest):
      ("longer than \(limit.value):1", .size(nearest))
    default: nil
    }
  }

  private static func references(_ refusal: Refusal) -> (String, Fix?)? {
    switch refusal {
    case .referencesMissing(let limit, _):
      ("press a: needs \(limit.minimum)–\(limit.maximum) references", nil)
    case .tooFewReferences(_, let limit):
      ("press a: needs \(limit.minimum)–\(limit.maximum) references", nil)
    case .referencesNotTaken(_, _, let editModel):
      ("this model takes none", editModel.map { .model($0) })
    case .tooManyReferences(let count, let limit):
      ("at most \(limit.maximum)", .dropReferences(max(0, count - Int(limit.maximum))))
    case .referenceAddress(_, let fault):
      (fault == .dataURI ? "carries its picture inside" : "not a usable https address", nil)
    case .referenceFile: ("can't be a reference", nil)
    default: nil
    }
  }

  private static func rest(_ refusal: Refusal) -> (String, Fix?) {
    switch refusal {
    case .unknownModel(_, _, let suggestions, let known):
      ("this service has no such model", (suggestions.first ?? known.first).map { .model($0) })
    case .modelNotOffered(_, _, let offeredBy):
      ("not offered here", offeredBy.first.map { .provider($0) })
    case .tooFewImages(_, let limit, let nearest), .tooManyImages(_, let limit, let nearest):
      ("\(limit.minimum)–\(limit.maximum) allowed", .images(nearest))
    case .tooManyPictures(_, _, let limit, let nearest):
      ("at most \(limit.value) with the references", .images(nearest))
    case .seedNotTaken: ("this model takes none", .seed(nil))
    case .seedOutOfRange(_, let limit, let nearest):
      ("\(limit.minimum)…\(limit.maximum) allowed", .seed(nearest))
    case .deliveryNotTaken(_, _, let taken, _):
      ("not taken by this model", taken.first.map { .delivery($0) })
    default: (refusal.message, nil)
    }
  }

  /// `f takes 1365×1024: 1024–4096 pixels a side`.
  var brief: String { fix.map { "f \($0.words): \(reason)" } ?? reason }
}

extension RefusalWords.Fix {
  /// What the key does, as it follows its name.
  var words: String {
    switch self {
    case .model(let id): "takes \(id)"
    case .provider(let provider): "goes to \(provider.displayName)"
    case .images(let count): "takes \(count)"
    case .size(let size): "takes \(size)"
    case .dropReferences(let count): "removes the last\(count == 1 ? "" : " \(count)")"
    case .seed(let seed): seed.map { "takes \($0)" } ?? "leaves it out"
    case .delivery(let delivery): "takes \(delivery.rawValue)"
    }
  }
}

extension Refusal {
  /// The row of the form that a refusal is about; `nil` for the prompt.
  func row(in request: SequenceRequest) -> SettingRow? {
    switch self {
    case .unknownModel, .modelNotOffered: return .model
    case .emptyPrompt: return nil
    case .tooFewImages, .tooManyImages, .tooManyPictures: return .images
    case .sideOutOfRange, .sizeNotListed, .tooFewPixels, .tooManyPixels, .aspectTooExtreme,
      .sizeNotUnderstood, .aspectNotOffered:
      return .size
    case .referencesMissing, .tooFewReferences, .referencesNotTaken, .tooManyReferences:
      return .references
    case .seedNotTaken, .seedOutOfRange: return .seed
    case .deliveryNotTaken: return .delivery
    case .referenceAddress(let name, _), .referenceFile(let name, _):
      let index = request.references.firstIndex { $0.spelled == name }
      return index.map { .reference($0) } ?? .references
    }
  }
}
