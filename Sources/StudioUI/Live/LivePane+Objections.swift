import CellGrid
import StudioModel

extension LivePane {
  public func objection(to command: LiveCommand, _ context: PaneContext) -> String? {
    switch command {
    case .clear:
      return jobs.contains { $0.stand == .ended } ? nil : "No job here has ended."
    case .back: return isReading ? nil : "The list is what shows."
    default: break
    }
    guard let selected else { return "There is no job here." }
    switch command {
    case .viewImage: return objectionToViewing(selected.job, context)
    case .nextImage, .previousImage:
      return objectionToViewing(selected.job, context, orWaiting: !layout(context).strip.isEmpty)
    case .open: return isReading ? "The job is open already." : nil
    case .adopt: return adoptObjection(selected.job)
    case .sendAgain, .markLost: return lostObjection(selected.job)
    case .wait: return waitObjection(selected, context)
    case .takeUp: return takeUpObjection(selected)
    case .retry: return retryObjection(selected, context)
    case .lookNow: return lookObjection(selected)
    case .pause: return pauseObjection(selected)
    case .cancel: return cancelObjection(selected.job)
    default: return nil
    }
  }

  private func adoptObjection(_ job: Job) -> String? {
    let wasGivenUp =
      job.status == .failed && [.predictionGone, .markedLost].contains(job.failure?.code)
    return wasGivenUp ? nil : lostObjection(job)
  }

  private func lostObjection(_ job: Job) -> String? {
    job.status == .unconfirmed
      ? nil : "This is for a request that was sent and never answered; this one is not."
  }

  private func waitObjection(_ entry: LiveJob, _ context: PaneContext) -> String? {
    if let objection = lostObjection(entry.job) { return objection }
    if entry.stand == .heldElsewhere { return "Another program works on it." }
    let service = entry.job.request.provider
    guard context.catalog.service(service)?.hasHistory.value != true else { return nil }
    return "\(service.displayName) keeps no list of tasks that could be searched: look at its web "
      + "page, then adopt the id, mark it lost, or send again."
  }

  private func takeUpObjection(_ entry: LiveJob) -> String? {
    if entry.job.status.isFinal { return "It has ended." }
    return entry.worker == .here ? "This studio works on it already." : nil
  }

  private func retryObjection(_ entry: LiveJob, _ context: PaneContext) -> String? {
    let job = entry.job
    if job.status == .downloading {
      return entry.untilLook(context.now) == nil ? "Its images are being fetched now." : nil
    }
    guard job.status.isFinal else { return "Its images are not made yet." }
    guard [.partial, .failed].contains(job.status), job.predictionID != nil else {
      return job.status == .finished
        ? "All its images are here." : "The service never had it, so there is nothing to fetch."
    }
    let missing = job.frames.filter { $0.status == .failed }
    if missing.isEmpty {
      return job.status == .failed && job.frames.isEmpty
        ? nil : "The service made fewer images than asked for; there is nothing more to fetch."
    }
    return missing.contains { $0.failure?.code != .moderated }
      ? nil : "The content filter withheld what is missing; fetching does not bring it."
  }

  private func lookObjection(_ entry: LiveJob) -> String? {
    switch entry.stand {
    case .ended: "It has ended."
    case .unattended: "Nobody works on it: take it up first."
    case .heldElsewhere: "Another program works on it."
    case .needsPerson: "It waits for your decision."
    case .blocked: "It goes on by itself as soon as the disk takes it."
    case .working, .paused:
      entry.job.status == .queued || entry.job.status == .submitting
        ? "It is not at the service yet." : nil
    }
  }

  private func pauseObjection(_ entry: LiveJob) -> String? {
    switch entry.stand {
    case .ended: return "It has ended."
    case .heldElsewhere: return "Another program works on it."
    case .needsPerson, .unattended: return "Nothing polls the service for it now."
    case .working, .paused, .blocked: break
    }
    return [.submitted, .running, .unconfirmed].contains(entry.job.status)
      ? nil : "Only while the service works on it is there polling to pause."
  }

  private func cancelObjection(_ job: Job) -> String? {
    switch job.status {
    case .drafted, .queued: nil
    case .submitting, .submitted, .running, .downloading, .unconfirmed:
      "It was sent and can't be taken back."
    case .finished, .partial, .failed, .cancelled: "It has ended."
    }
  }
}
