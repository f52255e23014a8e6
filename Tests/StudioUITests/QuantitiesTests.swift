import StudioUI
import Testing

@Suite struct QuantitiesTests {
  @Test(arguments: [
    (0, "0 B"), (1, "1 B"), (999, "999 B"), (1_000, "1.0 kB"), (1_049, "1.0 kB"), (1_050, "1.1 kB"),
    (99_949, "99.9 kB"), (99_950, "100 kB"), (340_499, "340 kB"), (999_499, "999 kB"),
    (999_500, "1.0 MB"), (3_400_000, "3.4 MB"), (64 << 20, "67.1 MB"),
    (1_500_000_000, "1.5 GB"), (2_000_000_000_000, "2.0 TB"), (Int64.max, "9223372 TB"),
    (-5, "0 B"),
    (Int64.min, "0 B"),
  ])
  func bytesReadAsPeopleSayThem(count: Int64, expected: String) {
    #expect(Quantities.bytes(count) == expected)
  }

  @Test(arguments: [
    (1_200_000, 3_400_000, "1.2/3.4 MB"), (0, 3_400_000, "0.0/3.4 MB"), (20, 999, "20/999 B"),
    (512, 3_400_000, "0.0/3.4 MB"), (-1, -1, "0/0 B"), (5_000_000, 1_000, "5000/1.0 kB"),
  ])
  func aPartIsGivenInTheUnitOfTheWhole(part: Int64, whole: Int64, expected: String) {
    #expect(Quantities.bytes(part, of: whole) == expected)
  }

  @Test(arguments: [
    (Duration.zero, "0 s"), (.milliseconds(999), "0 s"), (.seconds(12), "12 s"),
    (.seconds(60), "1 m 00 s"), (.seconds(72), "1 m 12 s"), (.seconds(3_599), "59 m 59 s"),
    (.seconds(7_500), "2 h 05 m"), (.seconds(86_399), "23 h 59 m"), (.seconds(273_600), "3 d 4 h"),
    (.seconds(-9), "0 s"), (.seconds(Int64.max), "106751991167300 d 15 h"),
  ])
  func durationsDropWhatIsLeftOver(span: Duration, expected: String) {
    #expect(Quantities.duration(span) == expected)
  }

  @Test(arguments: [
    (Duration.zero, "0 s"), (.milliseconds(1), "1 s"), (.milliseconds(2_001), "3 s"),
    (.seconds(3), "3 s"), (.milliseconds(59_500), "1 m 00 s"), (.seconds(-2), "0 s"),
  ])
  func timeLeftIsRoundedUp(span: Duration, expected: String) {
    #expect(Quantities.timeLeft(span) == expected)
  }

  @Test(arguments: [
    (Duration.microseconds(900), "0 ms"), (.milliseconds(340), "340 ms"),
    (.milliseconds(1_290), "1.2 s"), (.milliseconds(9_999), "9.9 s"), (.seconds(12), "12 s"),
    (.seconds(-1), "0 ms"),
  ])
  func latenciesAreFineWhereTheyAreShort(span: Duration, expected: String) {
    #expect(Quantities.latency(span) == expected)
  }
}
