/// Why a request, or one of its references, is refused before anything is sent.
///
/// Each rule is a case of its own. It carries the limit, who says so, and the nearest value that
/// is allowed, so that every front end can say it, or offer it, in its own way.
public enum Refusal: Error, Hashable, Sendable {
  /// No service offers it; `suggestions` are near spellings, `known` everything this one has.
  case unknownModel(
    ModelID,
    at: ProviderID,
    suggestions: [ModelID],
    known: [ModelID]
  )
  /// Other services offer it.
  case modelNotOffered(ModelID, by: ProviderID, offeredBy: [ProviderID])
  case emptyPrompt
  case tooFewImages(Int, limit: LimitBounds, nearest: Int)
  case tooManyImages(Int, limit: LimitBounds, nearest: Int)
  /// A side is outside the range that is given for each side.
  case sideOutOfRange(PixelSize, limit: LimitBounds, nearest: PixelSize)
  case sizeNotListed(PixelSize, allowed: [PixelSize], source: LimitSource, nearest: PixelSize)
  case tooFewPixels(PixelSize, limit: LimitBounds, nearest: PixelSize)
  case tooManyPixels(PixelSize, limit: LimitBounds, nearest: PixelSize)
  case aspectTooExtreme(PixelSize, limit: Sourced<Int>, nearest: PixelSize)
  /// `--size` says nothing that can be read as a size.
  case sizeNotUnderstood(String, aspects: [AspectRatio])
  /// No documented size of the model has this aspect.
  case aspectNotOffered(AspectRatio, source: LimitSource, allowed: [AspectRatio])
  /// An edit model was given no references; `textModel` is the one that works without.
  case referencesMissing(limit: LimitBounds, textModel: ModelID?)
  case tooFewReferences(Int, limit: LimitBounds)
  /// A text model was given references; `editModel` is the one that takes them.
  case referencesNotTaken(Int, limit: LimitBounds, editModel: ModelID?)
  case tooManyReferences(Int, limit: LimitBounds)
  /// References and outputs together are more than the model underneath handles.
  case tooManyPictures(references: Int, images: Int, limit: Sourced<Int>, nearest: Int)
  /// `takers` are the models of the same service that take one.
  case seedNotTaken(by: ModelID, source: LimitSource, takers: [ModelID])
  case seedOutOfRange(Int64, limit: LimitBounds, nearest: Int64)
  case deliveryNotTaken(Delivery, by: ProviderID, taken: [Delivery], source: LimitSource)
  /// An address the service could not, or should not, fetch.
  case referenceAddress(String, ReferenceAddress.Fault)
  /// A file that can't be a reference.
  case referenceFile(name: String, ReferenceFileFault)

  /// A word for programs that stays the same when sentences change.
  public var rule: String {
    switch self {
    case .unknownModel: "unknown_model"
    case .modelNotOffered: "model_not_offered"
    case .emptyPrompt: "prompt_empty"
    case .tooFewImages: "max_images_too_few"
    case .tooManyImages: "max_images_too_many"
    case .sideOutOfRange: "size_side_out_of_range"
    case .sizeNotListed: "size_not_listed"
    case .tooFewPixels: "size_too_few_pixels"
    case .tooManyPixels: "size_too_many_pixels"
    case .aspectTooExtreme: "size_aspect_too_extreme"
    case .sizeNotUnderstood: "size_not_understood"
    case .aspectNotOffered: "size_aspect_not_offered"
    case .referencesMissing: "references_missing"
    case .tooFewReferences: "references_too_few"
    case .referencesNotTaken: "references_not_taken"
    case .tooManyReferences: "references_too_many"
    case .tooManyPictures: "references_plus_images_too_many"
    case .seedNotTaken: "seed_not_taken"
    case .seedOutOfRange: "seed_out_of_range"
    case .deliveryNotTaken: "delivery_not_taken"
    case .referenceAddress: "reference_address"
    case .referenceFile(_, let fault): fault.rule
    }
  }

  /// True for the refusals that allowing undocumented sizes lifts: documented limits of size.
  public var isAboutDocumentedSize: Bool {
    switch self {
    case .sideOutOfRange, .sizeNotListed, .tooFewPixels, .tooManyPixels, .aspectTooExtreme: true
    default: false
    }
  }

  /// The size to take instead, where this is about a size.
  public var nearestSize: PixelSize? {
    switch self {
    case .sideOutOfRange(_, _, let nearest), .sizeNotListed(_, _, _, let nearest),
      .tooFewPixels(_, _, let nearest), .tooManyPixels(_, _, let nearest),
      .aspectTooExtreme(_, _, let nearest):
      nearest
    default: nil
    }
  }

  /// The refusal as the failure of a sequence: nothing was sent, nothing is owed.
  public var failure: Failure {
    let code: Failure.Code
    if case .referenceFile = self { code = .badReference } else { code = .invalidRequest }
    return Failure(code, message, cost: .nothing, advice: advice)
  }
}

/// Words from outside, short enough for a sentence. They still pass the sanitising door.
enum Excerpt {
  /// The beginning of a text.
  static func of(_ text: String, limit: Int = 60) -> String {
    let scalars = text.unicodeScalars
    // Scalars, not characters: a single character can carry megabytes of marks.
    guard text.utf8.count > limit, scalars.count > limit else { return text }
    var kept = String.UnicodeScalarView()
    kept.append(contentsOf: scalars.prefix(limit - 1))
    return String(kept) + "…"
  }

  /// The end of a path, which tells files apart.
  static func ofPath(_ path: String, limit: Int = 60) -> String {
    let scalars = path.unicodeScalars
    guard path.utf8.count > limit, scalars.count > limit else { return path }
    var kept = String.UnicodeScalarView()
    kept.append(contentsOf: scalars.suffix(limit - 1))
    return "…" + String(kept)
  }
}
