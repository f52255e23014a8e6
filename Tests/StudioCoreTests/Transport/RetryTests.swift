import StudioCore
import StudioModel
import Testing

/// Always the same draw.
private struct FixedDraw: RandomNumberGenerator {
  var bits: UInt64

  mutating func next() -> UInt64 { bits }
}

/// Walks through all 64-bit numbers in large steps.
private struct SteppingDraw: RandomNumberGenerator {
  private var state: UInt64 = 0

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    return state
  }
}

@Suite struct RetryTests {
  private let policy = RetryPolicy(
    base: .seconds(2),
    floor: .milliseconds(500),
    ceiling: .seconds(30),
    patience: .seconds(600)
  )

  private func delay(_ failures: Int, _ bits: UInt64, retryAfter: Duration? = nil) -> Duration {
    var draw = FixedDraw(bits: bits)
    return policy.delay(afterFailures: failures, retryAfter: retryAfter, using: &draw)
  }

  @Test func theSpanDoublesUpToTheCeiling() {
    let most = [1, 2, 3, 4, 5, 6, 1_000_000].map { delay($0, .max) }
    for (delay, span) in zip(most, [2, 4, 8, 16, 30, 30, 30]) {
      #expect(delay <= .seconds(span))
      #expect(delay > .seconds(Double(span) * 0.99))
    }
  }

  @Test func noWaitIsShorterThanTheFloor() {
    #expect(delay(1, 0) == .milliseconds(500))
    #expect(delay(9, 0) == .milliseconds(500))
    #expect(delay(0, 0) == .milliseconds(500))
    #expect(delay(-3, .max) <= .seconds(2))
  }

  @Test func theServicesWishComesFirst() {
    #expect(delay(1, 0, retryAfter: .seconds(45)) == .seconds(45))
    #expect(delay(1, .max, retryAfter: .seconds(45)) > .seconds(46))
    #expect(delay(1, 0, retryAfter: .zero) == .milliseconds(500))
    #expect(delay(1, 0, retryAfter: .seconds(-5)) == .milliseconds(500))
  }

  @Test func anAbsurdWishIsNotBelieved() {
    #expect(delay(1, 0, retryAfter: .seconds(86_400)) == .seconds(600))
  }

  @Test func drawsSpreadOut() {
    var generator = SteppingDraw()
    let delays = (0..<200).map { _ in policy.delay(afterFailures: 4, using: &generator) }
    #expect(Set(delays).count > 100)
    #expect(delays.contains { $0 < .seconds(6) } && delays.contains { $0 > .seconds(10) })
  }

  @Test func onlySomeStatusesMayChange() {
    #expect([429, 500, 502, 503, 504].allSatisfy(RetryPolicy.isTransient))
    #expect(![200, 301, 400, 401, 404, 413, 451, 501].contains(where: RetryPolicy.isTransient))
  }

  /// 1994-11-06 08:49:37 UTC.
  private let moment = Timestamp(milliseconds: 784_111_777_000)

  @Test(arguments: [
    ("120", 120_000), (" 7 ", 7_000), ("0", 0), ("1.5", 1_500),
    ("Sun, 06 Nov 1994 08:50:37 GMT", 60_000), ("sun, 6 nov 1994 08:49:47 gmt", 10_000),
    ("Sunday, 06-Nov-94 08:49:38 GMT", 1_000), ("Sun Nov  6 09:49:37 1994", 3_600_000),
    ("Sun, 06 Nov 1994 08:49:36 GMT", 0), ("Thu, 29 Feb 1996 00:00:00 GMT", 41_440_223_000),
    ("99999999999999999999", 315_360_000_000),
  ])
  func aWishIsRead(_ text: String, milliseconds: Int64) {
    #expect(RetryAfter.parse(text, now: moment) == .milliseconds(milliseconds))
  }

  @Test(arguments: [
    "", "soon", "-5", "1e3", "1.2.3", "inf", "Sun, 06 Nov 1994", "Sun, 06 Foo 1994 08:49:37 GMT",
    "Sun, 06 Nov 1994 08:49:37 PST", "Sun, 06 Nov 1994 25:00:00 GMT", "\u{ff11}",
    "Sun, 99 Nov 1994 08:49:37 GMT",
  ])
  func nonsenseIsNoWish(_ text: String) {
    #expect(RetryAfter.parse(text, now: moment) == nil)
  }
}
