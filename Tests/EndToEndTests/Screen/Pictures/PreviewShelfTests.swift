import CellGrid
import StudioImaging
import Testing

@testable import seedream

@Suite struct PreviewShelfTests {
  private func request(_ number: Int) -> PreviewRequest {
    PreviewRequest(
      view: PictureView(path: "/p/\(number)"),
      size: Size(width: 4, height: 2),
      form: .iterm2
    )
  }

  private func preview(_ count: Int) -> PreviewOutcome {
    .success(
      Preview(
        content: .jpeg([PictureBand(rows: 0..<1, bytes: Array(repeating: 0, count: count))]),
        source: .zero,
        step: PreviewStep(number: 0, size: .zero),
        byteCount: count
      )
    )
  }

  /// Does not count as a use.
  private func has(_ number: Int, _ shelf: PreviewShelf) -> Bool {
    var copy = shelf
    return copy.outcome(request(number)) != nil
  }

  @Test func whatWasUsedLongestAgoGoesFirst() {
    var shelf = PreviewShelf(limit: 1_000)
    for number in 0..<3 { shelf.put(preview(300), for: request(number)) }
    _ = shelf.outcome(request(0))
    shelf.put(preview(300), for: request(3))
    #expect(!has(1, shelf))
    #expect(has(0, shelf))
  }

  @Test func oneThatIsTooLargeStaysAlone() {
    var shelf = PreviewShelf(limit: 1_000)
    shelf.put(preview(10), for: request(0))
    shelf.put(preview(5_000), for: request(1))
    #expect(!has(0, shelf))
    #expect(has(1, shelf))
  }

  @Test func failuresAreForgottenOnDemand() {
    var shelf = PreviewShelf()
    shelf.put(.failure(.truncated), for: request(0))
    shelf.put(preview(1), for: request(1))
    shelf.forgetFailures()
    #expect(!has(0, shelf))
    #expect(has(1, shelf))
  }
}
