import CellGrid
import StudioImaging
import Synchronization
import Testing

@testable import seedream

@Suite(.timeLimit(.minutes(1))) struct PreviewWorkshopTests {
  private enum Moment { case begun, gaveUp, announced }

  @Test func whatIsGivenUpAndWantedAgainIsMade() async throws {
    let moments = AsyncStream<Moment>.makeStream()
    let tries = Mutex(0)
    let mayReport = Mutex(false)
    let workshop = PreviewWorkshop(
      make: { (request, isCancelled) throws(PictureFailure) in
        let number = tries.withLock { count in
          count += 1
          return count
        }
        guard number == 1 else { return .sample(request) }
        moments.continuation.yield(.begun)
        while !isCancelled() {}
        moments.continuation.yield(.gaveUp)
        // By the time it says so, the picture is wanted again.
        while !mayReport.withLock(\.self) {}
        throw .cancelled
      },
      announce: { moments.continuation.yield(.announced) }
    )
    var told = moments.stream.makeAsyncIterator()
    let request = PreviewRequest(
      view: PictureView(path: "/a"),
      size: Size(width: 4, height: 2),
      form: .symbols
    )
    workshop.want([request])
    #expect(await told.next() == .begun)
    workshop.want([])
    #expect(await told.next() == .gaveUp)
    workshop.want([request])
    mayReport.withLock { $0 = true }
    #expect(await told.next() == .announced)
    let products = workshop.take()
    #expect(products.map(\.request) == [request])
    #expect(products.allSatisfy { if case .success = $0.outcome { true } else { false } })
  }
}
