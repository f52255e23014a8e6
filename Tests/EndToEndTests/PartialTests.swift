import ProviderSimulator
import StudioImaging
import TestSupport
import Testing

/// Exit 6: fewer images than asked, or some that could not be fetched.
@Suite(.inTurn) struct PartialTests {
  @Test(arguments: SimulatedService.allCases)
  func fewerImagesThanAskedAreKept(_ service: SimulatedService) async throws {
    try await Ground.lend { ground in
      ground.server.script(FaultRule(call: .submit, fault: .fewerOutputs(count: 2)))
      let (ending, document) = try await ground.generate(Wish(service: service, images: 4))
      #expect(ending.code == 6, "\(ending.errors)")
      #expect(document.status == "partial")
      #expect(document.errorCode == "fewer_images")
      #expect(document.errorMessage.contains("2 of the 4"))
      try await document.expectWholeImages(2, width: 1024, height: 1024)
      try ground.expectRecipe(of: document)
    }
  }

  @Test(arguments: SimulatedService.allCases)
  func aFrameTheContentFilterWithheldIsNamedAndTheRestKept(
    _ service: SimulatedService
  ) async throws {
    try await Ground.lend { ground in
      ground.server.script(FaultRule(call: .submit, fault: .moderatedFrames([2])))
      let (ending, document) = try await ground.generate(Wish(service: service, images: 3))
      #expect(ending.code == 6, "\(ending.errors)")
      #expect(document.status == "partial")
      try await document.expectWholeImages(2, width: 1024, height: 1024)
      #expect(ground.server.ledger.count == 1)
      #expect(ground.submits.count == 1)
    }
  }

  /// A picture that is never whole is given up, told, and can be had once the host is well.
  @Test(arguments: SimulatedService.allCases)
  func aPictureThatIsNeverWholeCanBeFetchedLater(_ service: SimulatedService) async throws {
    try await Ground.lend { ground in
      ground.server.script(FaultRule(call: .download, times: 0, fault: .corruptedPicture))
      let (ending, document) = try await ground.generate(Wish(service: service))
      #expect(ending.code == 6, "\(ending.errors)")
      #expect(document.images.isEmpty)
      #expect(document.missing.count == 2)
      #expect(ending.errors.contains("not a whole picture"))
      #expect(ground.parts.isEmpty)
      ground.server.clearFaults()
      let (resumed, documents) = try await ground.resume([document.id])
      #expect(resumed.code == 0, "\(resumed.errors)")
      try await ground.expectOnePaidSequence(try #require(documents.first))
    }
  }

  @Test func aHostThatIsDownIsToldAndTheSequenceGoesOnLater() async throws {
    try await Ground.lend { ground in
      ground.server.script(FaultRule(call: .download, times: 0, fault: .status(503)))
      let (ending, document) = try await ground.generate()
      #expect(ending.code == 6, "\(ending.errors)")
      #expect(!["finished", "failed"].contains(document.status))
      #expect(ending.errors.contains("seedream resume \(document.id)"))
      ground.server.clearFaults()
      let (resumed, documents) = try await ground.resume()
      #expect(resumed.code == 0, "\(resumed.errors)")
      try await ground.expectOnePaidSequence(try #require(documents.first))
    }
  }

  @Test func oneOfTwoPicturesThatCannotBeHadLeavesTheOther() async throws {
    try await Ground.lend { ground in
      let (_, whole) = try await ground.generate(Wish(prompt: "a first one"))
      #expect(whole.images.count == 2)
      // The first download of the second sequence passes, all later ones are refused for good.
      ground.server.script(FaultRule(call: .download, skip: 1, times: 0, fault: .corruptedPicture))
      let (ending, document) = try await ground.generate()
      #expect(ending.code == 6, "\(ending.errors)")
      #expect(document.status == "partial")
      try await document.expectWholeImages(1, width: 1024, height: 1024)
      #expect(document.missing.count == 1)
    }
  }

  /// A task that is complete without any picture is no success.
  @Test(arguments: SimulatedService.allCases)
  func aTaskWithoutPicturesIsAFailure(_ service: SimulatedService) async throws {
    try await Ground.lend { ground in
      ground.server.script(FaultRule(call: .submit, fault: .fewerOutputs(count: 0)))
      let (ending, document) = try await ground.generate(Wish(service: service))
      #expect(ending.code == 4, "\(ending.errors)")
      #expect(document.status == "failed")
      #expect(document.value["error"]?["cost"]?.text != "nothing")
    }
  }
}
