import StudioCore
import StudioModel
import StudioUI
import Synchronization

/// The library as far as it can be read at once: what a person looks at first, before anything is
/// opened for work.
final class FirstReading: Sendable {
  /// `nil` where there is no library yet, or one that cannot be read without writing.
  let store: Task<Store?, Never>
  /// The newest sequences.
  private let page: Task<Page?, Never>
  private let isTaken = Atomic(false)

  private struct Page: Sendable {
    var rows: HistoryPage
    var latestChange: Int64
  }

  /// As many sequences as the history asks for first.
  private static let pageLength = 50

  /// Begins to read on other threads.
  init(_ paths: StudioPaths) {
    let database = paths.database
    let store = Task.detached(priority: .high) {
      try? await Store.open(path: database, mode: .readOnly)
    }
    self.store = store
    page = Task.detached(priority: .high) {
      guard let store = await store.value, let number = try? await store.latestChange() else {
        return nil
      }
      // What changes in between is in the page, and is told once more.
      return try? await Page(
        rows: store.history(limit: Self.pageLength),
        latestChange: number
      )
    }
  }

  /// The page that a request asks for, where it was read ahead; given once, since it grows old.
  func page(for request: HistoryRequest) async -> HistoryPage? {
    guard request.before == nil, request.query == HistoryQuery(),
      request.limit == Self.pageLength, !isTaken.exchange(true, ordering: .relaxed)
    else { return nil }
    return await page.value?.rows
  }

  /// The number of the latest change that the first page is sure to know; `nil` without a page.
  var latestChange: Int64? { get async { await page.value?.latestChange } }

  /// Returns once the first page was read.
  func wait() async { _ = await page.value }
}
