import StudioCore
import StudioModel
import Testing

@Suite struct RetryAfterTests {
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
