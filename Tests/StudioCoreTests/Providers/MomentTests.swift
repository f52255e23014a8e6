import StudioModel
import Testing

@testable import StudioCore

@Suite struct MomentTests {
  @Test(arguments: [
    ("2026-01-31T08:05:00Z", Int64(1_769_846_700_000)),
    ("2026-01-31T08:05:00.1239Z", 1_769_846_700_123), ("2026-01-31T08:05:00.5Z", 1_769_846_700_500),
    ("2026-01-31T16:05:00+08:00", 1_769_846_700_000),
    ("2026-01-31T03:35:00-0430", 1_769_846_700_000),
    ("2026-01-31T09:05:00+01", 1_769_846_700_000), ("2026-01-31 08:05:00", 1_769_846_700_000),
    ("2026-01-31 08:05:00 UTC", 1_769_846_700_000), ("2026-01-31t08:05z", 1_769_846_700_000),
    ("1970-01-01", 0), ("1969-12-31T23:59:59.999Z", -1),
    ("2024-02-29T00:00:00Z", 1_709_164_800_000),
    ("2016-12-31T23:59:60Z", 1_483_228_799_000), ("2000-03-01", 951_868_800_000),
  ])
  func momentsAreRead(_ text: String, _ milliseconds: Int64) {
    #expect(ISO8601.parse(text)?.milliseconds == milliseconds)
  }

  @Test(arguments: [
    "", "now", "2026-13-01", "2026-00-01", "2025-02-29", "2026-04-31", "2026-1-1",
    "2026-01-31T24:00:00Z", "2026-01-31T08:60:00Z", "2026-01-31T08:05:61Z", "2026-01-31X08:05:00",
    "2026-01-31T", "2026-01-31T08", "2026-01-31T08:05:00+99:00", "2026-01-31T08:05:00.Z",
    "２０２６-01-31", "0000-01-01", "2026-01-31T08:05:00+1:0:0:0", "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-00:01",
  ])
  func whatIsNoMomentIsRefused(_ text: String) {
    #expect(ISO8601.parse(text) == nil)
  }

  @Test(arguments: [
    (Int64(0), "1970-01-01T00:00:00Z"), (1_769_846_700_123, "2026-01-31T08:05:00.123Z"),
    (-1, "1969-12-31T23:59:59.999Z"), (951_782_400_000, "2000-02-29T00:00:00Z"),
    (.max, "9999-12-31T23:59:59.999Z"), (.min, "0001-01-01T00:00:00Z"),
  ])
  func momentsAreWrittenAndReadBack(_ milliseconds: Int64, _ text: String) {
    #expect(ISO8601.format(Timestamp(milliseconds: milliseconds)) == text)
    #expect(ISO8601.parse(text).map(ISO8601.format) == text)
  }

  @Test func everyDayOfFourCenturiesIsItsOwn() {
    for days in stride(from: -80_000, through: 80_000, by: 1) {
      let date = CivilDate(daysSinceEpoch: days)
      #expect(date.daysSinceEpoch == days)
    }
  }
}
