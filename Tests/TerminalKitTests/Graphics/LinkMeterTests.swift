import Testing

@testable import TerminalKit

@Suite struct LinkMeterTests {
  @Test func itStartsBelowSixtyKilobytes() {
    #expect(LinkMeter().budget == 55_000 && LinkMeter().bytesPerSecond == nil)
  }

  @Test func aSlowLinkGetsSmallerPictures() {
    var meter = LinkMeter()
    meter.note(bytes: 55_000, in: .seconds(2))
    #expect(meter.budget == 8_000)
    #expect(Int(meter.bytesPerSecond ?? 0) == 27_500)
  }

  @Test func aFastLinkKeepsTheUsualAndNeverGoesBeyondByItself() {
    var meter = LinkMeter()
    for _ in 0..<20 { meter.note(bytes: 55_000, in: .milliseconds(5)) }
    #expect(meter.budget == 55_000)
  }

  @Test func itComesBackWhenTheLinkDoes() {
    var meter = LinkMeter()
    meter.note(bytes: 55_000, in: .seconds(4))
    for _ in 0..<20 { meter.note(bytes: 8_000, in: .milliseconds(10)) }
    #expect(meter.budget == 55_000)
  }

  @Test func theRoundTripIsNoFaultOfTheBytes() {
    var meter = LinkMeter()
    meter.note(roundTrip: .milliseconds(300))
    meter.note(bytes: 30_000, in: .milliseconds(400))
    #expect(meter.bytesPerSecond.map { Int($0.rounded()) } == 300_000)
    meter.note(bytes: 100, in: .milliseconds(250))
    #expect(meter.roundTrip == .milliseconds(250))
  }

  @Test func aPersonsChoiceHolds() {
    var meter = LinkMeter()
    #expect(meter.adjust(up: true) && meter.budget == 120_000)
    meter.note(bytes: 100_000, in: .seconds(9))
    #expect(meter.budget == 120_000)
    #expect(meter.adjust(up: true) && !meter.adjust(up: true) && meter.budget == 240_000)
    for _ in 0..<5 { #expect(meter.adjust(up: false) == true) }
    #expect(!meter.adjust(up: false) && meter.budget == 8_000)
    meter.follow()
    #expect(meter.chosenStep == nil)
  }

  @Test func aSettingTakesTheStepBelow() {
    #expect(LinkMeter(budget: 100_000).budget == 55_000)
    #expect(LinkMeter(budget: 1).budget == 8_000)
    #expect(LinkMeter(budget: .max).budget == 240_000)
  }

  @Test func oddTimesDoNoHarm() {
    var meter = LinkMeter()
    meter.note(bytes: .max, in: .zero)
    meter.note(bytes: 10_000, in: .seconds(-5))
    meter.note(roundTrip: .seconds(-5))
    #expect(LinkMeter.ladder.contains(meter.budget))
  }
}
