extension Refusal {
  /// One sentence: what is refused, the limit, who says so, and the nearest that is allowed.
  public var message: String {
    switch self {
    case .unknownModel(let id, let provider, let suggestions, let known):
      let first = "\(provider.displayName) has no model “\(Excerpt.of(id.rawValue))”"
      return suggestions.isEmpty
        ? "\(first); it has \(Listing.text(known, "and"))."
        : "\(first); did you mean \(Listing.text(suggestions, "or"))?"
    case .modelNotOffered(let id, let provider, let others):
      return "\(provider.displayName) does not offer \(Excerpt.of(id.rawValue)); "
        + "\(Listing.text(others.map(\.displayName), "and")) "
        + (others.count == 1 ? "does." : "do.")
    case .emptyPrompt:
      return "The prompt is empty; every model needs one."
    case .tooFewImages(let count, let limit, let nearest),
      .tooManyImages(let count, let limit, let nearest):
      return "max_images is \(count), but \(limit.source.label) gives "
        + "\(limit.minimum)–\(limit.maximum); the nearest allowed number is \(nearest)."
    case .referencesMissing(let limit, _):
      return "This model edits pictures and needs \(limit.minimum)–\(limit.maximum) references "
        + "(\(limit.source.label)), but none is given."
    case .tooFewReferences(let count, let limit):
      return "\(count) \(references(count)), but \(limit.source.label) gives "
        + "\(limit.minimum)–\(limit.maximum); the nearest allowed number is \(limit.minimum)."
    case .referencesNotTaken(let count, let limit, let editModel):
      let instead = editModel.map { "; \($0) takes them" } ?? ""
      return "This model takes no references (\(limit.source.label)), but \(count) "
        + (count == 1 ? "is" : "are") + " given\(instead)."
    case .tooManyReferences(let count, let limit):
      return "\(count) \(references(count)), but \(limit.source.label) gives "
        + "\(limit.minimum)–\(limit.maximum); the nearest allowed number is \(limit.maximum)."
    case .tooManyPictures(let references, let images, let limit, let nearest):
      return "\(count(references, "reference")) and \(count(images, "image")) are "
        + "\(total(references, images)) pictures, but \(limit.source.label) handles "
        + "\(limit.value) together; the nearest allowed max_images is \(nearest)."
    case .seedNotTaken(let model, let source, let takers):
      let names = Listing.text(takers, "and")
      let instead = takers.isEmpty ? "" : "; \(names) of this service takes one"
      return "\(model) takes no seed (\(source.label))\(instead)."
    case .seedOutOfRange(let seed, let limit, let nearest):
      return "The seed \(seed) is outside \(limit.minimum)…\(limit.maximum) "
        + "(\(limit.source.label)); the nearest allowed seed is \(nearest)."
    case .deliveryNotTaken(let delivery, let provider, let taken, let source):
      return "\(provider.displayName) documents no \(delivery.rawValue) delivery for this model; "
        + "it takes \(Listing.text(taken.map(\.rawValue), "and")) (\(source.label))."
    case .referenceAddress(let address, let fault):
      return "The reference “\(Excerpt.of(address))” \(fault.reason); "
        + "addresses start with https:// (http:// on this machine only)."
    case .referenceFile(let name, let fault):
      return "The reference “\(Excerpt.ofPath(name))” \(fault.reason)."
    case .sideOutOfRange, .sizeNotListed, .tooFewPixels, .tooManyPixels, .aspectTooExtreme,
      .sizeNotUnderstood, .aspectNotOffered:
      return sizeMessage
    }
  }

  private var sizeMessage: String {
    switch self {
    case .sideOutOfRange(let size, let limit, let nearest):
      "The size \(size) is outside \(limit.minimum)–\(limit.maximum) pixels a side "
        + "(\(limit.source.label)); the nearest allowed size is \(nearest)."
    case .sizeNotListed(let size, let allowed, let source, let nearest):
      "The size \(size) is none of the \(allowed.count) sizes in \(source.label); "
        + "the nearest allowed size is \(nearest)."
    case .tooFewPixels(let size, let limit, let nearest):
      "The size \(size) has \(size.cappedPixelCount.grouped) pixels, fewer than the "
        + "\(limit.minimum.grouped) of \(limit.source.label); the nearest allowed size is \(nearest)."
    case .tooManyPixels(let size, let limit, let nearest):
      "The size \(size) has \(size.cappedPixelCount.grouped) pixels, more than the "
        + "\(limit.maximum.grouped) of \(limit.source.label); the nearest allowed size is \(nearest)."
    case .aspectTooExtreme(let size, let limit, let nearest):
      "The size \(size) is more extreme than \(limit.value):1 or 1:\(limit.value) "
        + "(\(limit.source.label)); the nearest allowed size is \(nearest)."
    case .sizeNotUnderstood(let text, let aspects):
      "“\(Excerpt.of(text, limit: 30))” is not a size; write WIDTHxHEIGHT, or an aspect of "
        + "\(Listing.text(aspects, "or")) with @2mp, @1mp or @0.1mp if you like."
    case .aspectNotOffered(let aspect, let source, let allowed):
      "No documented size of this model is \(aspect) (\(source.label)); "
        + "it has \(Listing.text(allowed, "and"))."
    default: ""
    }
  }

  /// One sentence: what to do next.
  public var advice: String {
    switch self {
    case .unknownModel, .modelNotOffered: return "`seedream models` lists what each service has."
    case .emptyPrompt: return "Say what the pictures should show."
    case .tooFewImages(_, _, let nearest), .tooManyImages(_, _, let nearest):
      return "Set max_images to \(nearest)."
    case .sideOutOfRange, .sizeNotListed, .tooFewPixels, .tooManyPixels, .aspectTooExtreme:
      let size = nearestSize.map { "Take \($0.plainForm), or " } ?? "Take another size, or "
      return size + "send it anyway with --allow-undocumented-size."
    case .sizeNotUnderstood, .aspectNotOffered:
      return "`seedream sizes --model ID` lists the sizes a model takes."
    case .referencesMissing(_, let textModel):
      return "Add a reference" + (textModel.map { ", or use \($0)." } ?? ".")
    case .tooFewReferences: return "Add references."
    case .referencesNotTaken(_, _, let editModel):
      return "Remove the references" + (editModel.map { ", or use \($0)." } ?? ".")
    case .tooManyReferences(let count, let limit):
      let surplus = Int64(count) - limit.maximum
      return surplus == 1 ? "Remove one." : "Remove \(surplus) of them."
    case .tooManyPictures(_, _, _, let nearest):
      return "Set max_images to \(nearest), or remove references."
    case .seedNotTaken: return "Leave the seed out."
    case .seedOutOfRange(_, _, let nearest): return "Set the seed to \(nearest)."
    case .deliveryNotTaken(_, _, let taken, _):
      return taken.first.map { "Set the delivery to \($0.rawValue)." } ?? ""
    case .referenceAddress(_, let fault): return fault.advice
    case .referenceFile(_, let fault): return fault.advice
    }
  }

  private func references(_ count: Int) -> String {
    count == 1 ? "reference is given" : "references are given"
  }

  private func count(_ number: Int, _ noun: String) -> String {
    number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
  }

  private func total(_ left: Int, _ right: Int) -> Int {
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? .max : sum
  }
}
