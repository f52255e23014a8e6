import Testing

@testable import StudioImaging

@Suite struct PreviewLadderTests {
  static let ladders: [PreviewLadder] = [.palettePNG, .jpeg, .sixel]

  @Test(arguments: ladders.indices)
  func everyRungHasFewerBytesThanTheOneBefore(index: Int) {
    let expected = Self.ladders[index].rungs.map { $0.bytes(forPixels: 1_000_000) }
    #expect(zip(expected, expected.dropFirst()).allSatisfy { $0 >= $1 }, "\(expected)")
  }

  /// The bytes that a picture would have which compresses `easier` times as well as photographs do.
  private func climb(
    _ ladder: PreviewLadder,
    pixels: Int,
    budget: Int,
    easier: Double
  ) throws -> (number: Int, tries: Int, byteCount: Int) {
    var tries = 0
    let found = try ladder.best(pixels: pixels, budget: budget) { rung in
      tries += 1
      return ((), byteCount: Int(rung.bytes(forPixels: pixels) / easier))
    }
    return (found.number, tries, found.byteCount)
  }

  @Test(arguments: ladders.indices, [0.3, 0.8, 1, 1.5, 4, 50])
  func theBestRungThatFitsIsFoundInFewTries(index: Int, easier: Double) throws {
    let ladder = Self.ladders[index]
    for pixels in [100, 40_000, 640_000] {
      for budget in [500, 60_000, 1_000_000] {
        let found = try climb(ladder, pixels: pixels, budget: budget, easier: easier)
        #expect(found.tries <= PreviewLadder.tries)
        let fitting = ladder.rungs.firstIndex {
          Int($0.bytes(forPixels: pixels) / easier) <= budget
        }
        guard let fitting else {
          #expect(found.number == ladder.rungs.count - 1)
          continue
        }
        #expect(found.byteCount <= budget)
        // Expectations keep 3 % back, so the next rung may have fitted too.
        #expect(found.number - fitting <= 1, "\(pixels) pixels in \(budget): \(found)")
      }
    }
  }

  @Test func whereNothingFitsTheSmallestIsTaken() throws {
    let found = try climb(.jpeg, pixels: 1_000_000, budget: 10, easier: 1)
    #expect(found.number == PreviewLadder.jpeg.rungs.count - 1)
  }

  @Test func expectationsThatFailDoNotKeepATryFromFitting() throws {
    // The better half of the rungs has the same bytes, far too many.
    var tries: [Int] = []
    let ladder = PreviewLadder.palettePNG
    let found = try ladder.best(pixels: 640_000, budget: 60_000) { rung in
      let number = ladder.rungs.firstIndex(of: rung) ?? 0
      tries.append(number)
      return ((), byteCount: number < ladder.rungs.count - 1 ? 70_000 : 5_000)
    }
    #expect(found.byteCount == 5_000, "\(tries)")
  }
}
