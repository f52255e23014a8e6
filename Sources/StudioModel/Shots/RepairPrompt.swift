/// The prompt of a repair: the common part, only the lines to be made, and what to hold on to.
struct RepairPrompt {
  var text: String
  var notes: [RepairNote]

  /// - Parameters:
  ///   - lines: of the set, to be made again.
  ///   - frames: given as references behind those of the original.
  init(_ original: SequenceRequest, _ lines: [SetLine], frames: RepairFrames) {
    var list = ShotList(reading: original.prompt)
    notes = []
    if lines.contains(where: { $0.text == nil }) { notes.append(.noLines) }
    // Without lines for frames the prompt stays whole, bullets and all.
    let isListed = list.isOfFrames(asked: original.maxImages)
    if isListed { list.keepShots(lines.filter { $0.text != nil }.map { $0.number - 1 }) }
    // “Image 1: …” would speak of the reference that is image 1 now.
    if isListed, list.isNamedAfterPictures, frames != .none { list = list.rewritten() }
    let (counted, step) = list.saying(lines.count)
    if case .contradictory(let counts) = step { notes.append(.countContradictory(counts)) }
    let isChinese = PromptBudget(of: original.prompt).isChinese
    let sentence = Self.sentence(frames, after: original.references.count, isChinese: isChinese)
    guard let sentence else {
      text = counted.composed
      return
    }
    // In front, since a common part often ends with a colon before its lines.
    let isParted = !isChinese && !counted.opening.isEmpty
    text =
      counted.shots.isEmpty
      ? sentence + (isParted ? " " : "") + counted.composed
      : counted.withOpening(sentence + (isParted ? " " : "") + counted.opening).composed
  }

  /// `Image 2 belongs to this series; …`: references are called by their place in the list.
  private static func sentence(
    _ frames: RepairFrames,
    after given: Int,
    isChinese: Bool
  ) -> String? {
    let first = given + 1
    let last = given + frames.referenceCount
    switch frames {
    case .none: return nil
    case .contactSheet:
      return isChinese
        ? "图\(first)是这组图片已有画面的拼图，请保持其主体与风格，不要生成拼图。"
        : "Image \(first) is a sheet of frames of this series; keep their subject and style, "
          + "but make no sheet."
    case .each where first == last:
      return isChinese
        ? "图\(first)属于这组图片，请保持其主体与风格。"
        : "Image \(first) belongs to this series; keep its subject and style."
    case .each:
      return isChinese
        ? "图\(first)至图\(last)属于这组图片，请保持其主体与风格。"
        : "Images \(first) to \(last) belong to this series; keep their subject and style."
    }
  }
}
