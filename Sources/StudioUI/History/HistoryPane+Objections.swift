import StudioModel

extension HistoryPane {
  public func objection(to command: Command, _ context: PaneContext) -> String? {
    switch command {
    case .search: return nil
    case .showTrash: return nil
    case .clearSearch: return field.isEmpty ? "Nothing is searched for." : nil
    case .retry: return list.trouble == nil ? "Nothing failed." : nil
    case .back: return isDetailOpen ? nil : "The details are not open."
    case .undo: return objectionToUndo
    case .emptyTrash: return objectionToEmptying
    case .up, .down, .pageUp, .pageDown, .halfPageUp, .halfPageDown, .first, .last:
      return isDetailOpen || list.count > 0 ? nil : "No sequence is listed."
    default: break
    }
    if let objection = objection(toPictures: command, context) { return objection }
    guard let job = chosen else { return "No sequence is chosen." }
    return objection(to: command, job, context)
  }

  private func objection(
    to command: Command,
    _ job: Job,
    _ context: PaneContext
  ) -> String? {
    switch command {
    case .open: objectionToOpening(job, context)
    case .viewImage: job.shownFrames.isEmpty ? "No image of it is on disk." : nil
    case .mark: marks.objection(toMarking: pickedFrame)
    case .trash: objectionToTrashing(job)
    case .star: job.trashedAt == nil ? nil : "It is in the trash; take it out first."
    case .restore: job.trashedAt == nil ? "It is not in the trash." : nil
    case .recallReferences: job.request.references.isEmpty ? "It has no references." : nil
    case .recallPrompt, .copyPrompt: job.request.prompt.isEmpty ? "It has no prompt." : nil
    case .copyImage: imagePath == nil ? "No image of it is on disk." : nil
    case .copyURL: objectionToURL
    case .nextImage, .previousImage: objectionToChoosing(context)
    case .older: list.window.selected + 1 < list.count ? nil : "There is no older one."
    case .newer: list.window.selected > 0 ? nil : "There is no newer one."
    default: nil
    }
  }

  private func objectionToTrashing(_ job: Job) -> String? {
    if job.trashedAt != nil { return "It is in the trash already." }
    switch job.status {
    case .finished, .partial, .failed, .cancelled: return nil
    case .drafted: return "It was not sent yet."
    case .queued: return "It waits to be sent; cancel it in the Live pane first."
    case .unconfirmed:
      return "It may have been charged and nobody has decided; decide in the Live pane first."
    case .submitting, .submitted, .running, .downloading:
      return "It is under way; it can go to the trash once it ended."
    }
  }

  private var objectionToUndo: String? {
    if trash.returning != nil { return "The last one is on its way back." }
    return trash.undoable.isEmpty ? "Nothing was moved to the trash from here." : nil
  }

  private var objectionToEmptying: String? {
    guard query.isInTrash else { return "Show the trash first, to see what goes." }
    return list.hasAnswer && list.count == 0 && !list.isReadingAnew && query.isTrashAlone
      ? "The trash is empty." : nil
  }

  private var objectionToURL: String? {
    guard let frame = chosenFrame else { return "It has no image." }
    return frame.url == nil ? "The image came inside the reply; it has no address." : nil
  }

  /// In the open details the same key goes on to the images.
  private func objectionToOpening(_ job: Job, _ context: PaneContext) -> String? {
    let goesOn = context.shownPictures != nil && !job.shownFrames.isEmpty
    return isDetailOpen && !goesOn ? "The details are open." : nil
  }

  private func objection(toPictures command: Command, _ context: PaneContext) -> String? {
    switch command {
    case .viewImage, .mark, .images: context.pictures.objection
    case .clearMarks: marks.picked.isEmpty ? "No image is marked." : nil
    case .compare:
      context.pictures.objection ?? marks.objection(toComparingWith: pickedFrame)
    default: nil
    }
  }

  private func objectionToChoosing(_ context: PaneContext) -> String? {
    guard isDetailOpen || layout(context).pictures != nil else { return "Open the details first." }
    return shown?.job.frames.isEmpty == false ? nil : "It has no image."
  }
}

extension HistoryQuery {
  /// True when the whole trash is asked for.
  var isTrashAlone: Bool { self == HistoryQuery(isInTrash: true) }
}
