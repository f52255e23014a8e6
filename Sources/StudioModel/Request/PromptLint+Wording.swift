extension PromptLint {
  /// Who advises what the rules below rest on.
  private static let guide = LimitSource("the services' prompt guide", .seed)

  /// What is said of an edit that leaves out what to change, or into what.
  static func editNotices(_ request: SequenceRequest, _ wording: PromptWording) -> [Notice] {
    // Without a reference the request is refused, which comes first.
    guard !request.references.isEmpty, let fault = wording.vagueEdit else { return [] }
    let start =
      switch fault {
      case .nothingNamed: "The edit names nothing to change"
      case .objectMissing(let range):
        "“\(excerpt(range, of: request.prompt))” does not say what"
      case .targetMissing(let range):
        "“\(excerpt(range, of: request.prompt))” does not say into what"
      }
    return [
      Notice(
        .editUnclear,
        "\(start): \(guide.label) asks for an action, an object and how it should look, as in "
          + "“change the coat to red wool”."
      )
    ]
  }

  /// What is said of instructions that can't both be followed.
  static func contradictionNotices(
    _ request: SequenceRequest,
    _ wording: PromptWording
  ) -> [Notice] {
    wording.contradictions.map { contradiction in
      let first = excerpt(contradiction.first, of: request.prompt)
      let second = excerpt(contradiction.second, of: request.prompt)
      return Notice(
        .instructionsContradict,
        "“\(first)” and “\(second)” contradict each other, and which one is followed is left to "
          + "chance: take one out, or say which image each is for."
      )
    }
  }

  /// What is said of instructions that stand there twice.
  static func repetitionNotices(
    _ request: SequenceRequest,
    _ wording: PromptWording
  ) -> [Notice] {
    guard let first = wording.repetitions.first else { return [] }
    let text = wording.repetitions.removed(from: request.prompt)
    let isSettled = Repetitions(PromptClauses(of: text)).first == nil
    return [
      Notice(
        .instructionRepeated,
        "The prompt says “\(excerpt(first, of: request.prompt))” again: \(guide.label) counts "
          + "redundant instructions among the common faults.",
        fix: isSettled ? .prompt(text) : nil
      )
    ]
  }

  /// What is said of a set of one subject that may change from image to image.
  static func consistencyNotices(
    _ request: SequenceRequest,
    _ reading: PromptReading
  ) -> [Notice] {
    guard request.maxImages > 1, let subject = reading.wording.subject else { return [] }
    return [
      Notice(
        .consistencyMissing,
        "The prompt says what varies, but not that the subject stays the same: for a set, "
          + "\(guide.label) asks for both. Add “\(subject.reminder)”",
        fix: .prompt(subject.added(to: request.prompt))
      )
    ]
  }

  /// What is said of a shape in the prompt that the size does not have.
  static func shapeNotices(
    _ request: SequenceRequest,
    _ wording: PromptWording,
    _ catalog: ModelCatalog
  ) -> [Notice] {
    let size = request.size
    guard size.width > 0, size.height > 0, let shape = wording.shape else { return [] }
    let given = PromptShape.Orientation(width: size.width, height: size.height)
    guard given != shape.orientation else { return [] }
    let turned = turned(request, catalog, to: shape.orientation)
    return [
      Notice(
        .shapeDiffers,
        "The prompt says “\(excerpt(shape.range, of: request.prompt))”, but \(size) is "
          + "\(given.rawValue), and the size decides: take "
          + (turned.map(\.description) ?? "a \(shape.orientation.rawValue) size") + ".",
        fix: turned.map { .size($0) }
      )
    ]
  }

  /// The size turned round, where that gives the wanted shape and is not refused.
  private static func turned(
    _ request: SequenceRequest,
    _ catalog: ModelCatalog,
    to orientation: PromptShape.Orientation
  ) -> PixelSize? {
    let size = request.size.turned
    guard PromptShape.Orientation(width: size.width, height: size.height) == orientation else {
      return nil
    }
    let refusals = RequestValidation.check(Notice.Fix.size(size).applied(to: request), catalog)
    return refusals.contains(where: \.isAboutDocumentedSize) ? nil : size
  }

  /// A part of the prompt, short and without what is never shown.
  private static func excerpt(_ range: Range<Int>, of prompt: String) -> String {
    let part = prompt.dropFirst(range.lowerBound).prefix(range.count)
    var shown = String.UnicodeScalarView()
    shown.append(contentsOf: part.unicodeScalars.filter { !isControl($0) })
    return Excerpt.of(String(shown))
  }
}
