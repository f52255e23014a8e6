import CellGrid
import StudioModel

extension HistoryPane {
  /// A sequence by the first words of its prompt.
  static func name(_ job: Job) -> String {
    let prompt = PromptGlimpse.line(job.request.prompt, FoundWords(""), cells: 24)
    return prompt.isEmpty ? job.id.rawValue : "“\(prompt)”"
  }

  // MARK: Recalling

  func recall(_ parts: RecallParts, _ what: String, _ context: PaneContext) -> [Reaction] {
    guard let job = chosen else { return [] }
    let pane: PaneID = parts.contains(.prompt) ? .prompt : .sequence
    return [
      .recall(job.request, parts), .focus(pane),
      .toast(Toast(.done, "Took \(what) \(Self.name(job))")),
    ]
  }

  // MARK: Stars

  /// The star shows at once; the library's answer corrects it.
  mutating func star(_ context: PaneContext) -> [Reaction] {
    guard var job = chosen else { return [] }
    job.isStarred.toggle()
    starring.insert(job.id)
    if shown?.job.id == job.id { shown?.job = job }
    _ = list.take(job, visible: visible(context))
    return [.effect(.star(job.id, job.isStarred))]
  }

  // MARK: Trash

  /// The row goes at once, so that the next key means the next one.
  mutating func moveToTrash(_ context: PaneContext) -> [Reaction] {
    guard let job = chosen else { return [] }
    trash.leaving[job.id] = job
    leave(job.id, context)
    return [.effect(.trash(job.id))]
  }

  mutating func restore(_ context: PaneContext) -> [Reaction] {
    guard let job = chosen else { return [] }
    trash.leaving[job.id] = job
    leave(job.id, context)
    return [.effect(.restore(job.id))]
  }

  mutating func undo() -> [Reaction] {
    guard let job = trash.undoable.last else { return [] }
    trash.returning = job.id
    return [.effect(.restore(job.id))]
  }

  func emptyTrash() -> [Reaction] {
    let question = Confirmation(
      title: "Empty the trash?",
      text: "Deletes for good every sequence in the trash with its images and its recipe, also "
        + "those that a search hides. Nothing brings them back. What they cost stays counted.",
      yes: "Delete for good",
      reactions: [.effect(.emptyTrash)]
    )
    return [.confirm(question)]
  }

  /// A sequence that is no longer in what is shown.
  mutating func leave(_ id: SequenceID, _ context: PaneContext) {
    list.remove(id, visible: visible(context))
    guard shown?.job.id == id else { return }
    shown = nil
    isDetailOpen = false
  }

  // MARK: Copying

  func copy(_ text: String?, _ label: String) -> [Reaction] {
    guard let text, !text.isEmpty else { return [] }
    return [.effect(.copy(text, label: label))]
  }

  /// The image chosen in the details, or the first one.
  var chosenFrame: Frame? {
    if let shown, shown.job.id == chosen?.id { return shown.chosenFrame }
    return chosen?.frames.min { $0.index < $1.index }
  }

  var imagePath: String? {
    guard let job = chosen, let name = chosenFrame?.fileName else { return nil }
    return job.folder + "/" + name
  }

  /// The service's words: no line end of theirs goes into a shell.
  var imageURL: String? { chosenFrame?.url.map { PlainText.line($0) } }

  mutating func retry() -> [Reaction] { asking(list.retry()) }

  // MARK: Searching

  mutating func startSearch() -> [Reaction] {
    isSearching = true
    isDetailOpen = false
    return []
  }

  /// Puts another text into the search line and asks for it; without one, the cursor stays with
  /// its sequence.
  mutating func search(for text: String, _ context: PaneContext) -> [Reaction] {
    let present = list.selected?.id
    field = LineField(text)
    isDetailOpen = false
    return understand(context, keeping: text.isEmpty ? present : nil)
  }

  /// Asks at once when the search means something else than before.
  mutating func understand(
    _ context: PaneContext,
    keeping: SequenceID? = nil
  ) -> [Reaction] {
    let understood = HistorySearch.parse(
      field.text,
      catalog: context.catalog,
      now: context.now,
      midnight: context.zone.midnight(before: context.now),
      offset: context.zone.offset(at: context.now)
    )
    query = understood.query
    problems = understood.problems
    guard query != list.query else { return [] }
    return asking(list.ask(query, keeping: keeping))
  }
}
