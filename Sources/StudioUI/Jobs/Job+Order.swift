import StudioModel

extension Job {
  /// Whether another state of the same sequence is the later one. Answers and news come different
  /// ways, so an older state may arrive after a newer one.
  ///
  /// An end is later in any case: it has an earlier time than what it ends where a clock was set
  /// back. At one and the same time nothing comes after an end.
  func isFollowed(by other: Job) -> Bool {
    if other.status.isFinal != status.isFinal, other.updatedAt <= updatedAt {
      return other.status.isFinal
    }
    return other.updatedAt >= updatedAt
  }
}
