import StudioModel

/// One sentence for each thing that happens to a job, for people who read along.
enum JobNews {
  /// `nil` for what is not worth a line.
  static func sentence(_ job: Job, _ entry: TimelineEntry) -> String? {
    let id = job.id.rawValue
    switch entry.kind {
    case .queued: return "\(id) queued, up to \(job.estimate)"
    case .submitting: return "\(id) sending"
    case .accepted:
      return "\(id) accepted as \(job.predictionID?.rawValue ?? "?")"
    case .adopted: return "\(id) found again: \(entry.detail)"
    case .throttled: return "\(id) waits: \(entry.detail)"
    case .unconfirmed: return "\(id) unconfirmed: \(entry.detail)"
    case .reconciled: return "\(id) looked for: \(entry.detail)"
    case .downloaded: return "\(id) \(entry.detail)"
    case .pollFailed, .downloadFailed, .storageFailed: return "\(id) \(entry.detail)"
    case .decided: return "\(id) \(entry.detail)"
    case .created, .uploaded, .polled, .refused, .finished, .failed, .cancelled: return nil
    }
  }
}
