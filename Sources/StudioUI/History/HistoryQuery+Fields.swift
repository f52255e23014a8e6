import StudioModel

extension HistoryQuery {
  /// True when a job has what is asked for, its text aside: that takes the store's index.
  func fitsFields(of job: Job) -> Bool {
    let request = job.request
    if isInTrash != (job.trashedAt != nil) { return false }
    if !statuses.isEmpty, !statuses.contains(job.status) { return false }
    if !models.isEmpty, !models.contains(request.model) { return false }
    if let provider, provider != request.provider { return false }
    if let since, job.createdAt < since { return false }
    if let isStarred, isStarred != job.isStarred { return false }
    if sizes.isEmpty, aspects.isEmpty { return true }
    return sizes.contains(request.size) || aspects.contains { $0.matches(request.size) }
  }

  /// True when words are asked for.
  var hasText: Bool { !text.allSatisfy(\.isWhitespace) }

  /// True for everything that is not in the trash.
  var isEverything: Bool { !hasText && !hasFilters }
}
