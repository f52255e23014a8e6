import Glibc
import ProviderSimulator
import TestSupport
import Testing

/// `--demo` and `simulate`: everything without a key, a network or a cost.
@Suite(.inTurn) struct DemoTests {
  /// An environment with nothing in it but a place to be.
  private func bare(_ ground: Ground) -> [String: String?] {
    var changes = ground.environment.mapValues { _ in nil as String? }
    changes["SEEDREAM_HOME"] = ground.home
    return changes
  }

  private static let words = [
    "generate", "--demo", "--json", "--size", "1024x1024", "A series of 2 images of a red fox",
  ]

  @Test func theDemoMakesPicturesWithNothingSetUp() async throws {
    try await Ground.lend { ground in
      let ending = try await ground.run(Self.words, bare(ground))
      #expect(ending.code == 0, "\(ending.errors)")
      let document = try SequenceDocument(ending.output)
      #expect(document.status == "finished")
      try await document.expectWholeImages(2, width: 1024, height: 1024)
      #expect(document.folder.hasPrefix(ground.home + "/data/demo/library/"))
      #expect(ground.files.allSatisfy { $0.hasPrefix("data/demo/") }, "\(ground.files)")
      #expect(ground.server.requests.isEmpty)
      let listed = try await ground.run(["history", "--demo", "--json"], bare(ground))
      #expect(try SequenceDocument.list(listed.output).map(\.id) == [document.id])
      let shown = try await ground.run(["show", "--demo", "--json", document.id], bare(ground))
      #expect(try SequenceDocument(shown.output).value == document.value)
      let real = try await ground.run(["history", "--json"], bare(ground))
      #expect(real.output == "[]\n")
    }
  }

  /// Keys, addresses and the real library are none of the demo's business.
  @Test func theDemoNeverTouchesTheRealLibraryOrTheServices() async throws {
    try await Ground.lend { ground in
      try ground.write("{spending: {daily_cap_usd: 0.06}}", to: "config/config.json5")
      let (_, real) = try await ground.generate()
      let files = ground.files
      let digests = try await Pictures.sha256(files.map { ground.home + "/" + $0 })
      let calls = ground.server.requests.count
      for words in [
        Self.words, ["resume", "--demo"], ["doctor", "--demo"], ["history", "--demo"],
      ] {
        let ending = try await ground.run(words)
        #expect(ending.code == 0, "\(ending.errors)")
      }
      #expect(try await Pictures.sha256(files.map { ground.home + "/" + $0 }) == digests)
      #expect(ground.files.filter { !$0.hasPrefix("data/demo/") } == files)
      #expect(ground.server.requests.count == calls)
      #expect(try await ground.history().map(\.id) == [real.id])
    }
  }

  @Test(arguments: [
    "after-admission", "before-intent", "after-intent", "after-submit-reply", "after-id-stored",
    "after-poll-stored", "after-part-written", "after-frame-renamed", "after-frame-stored",
  ])
  func aDemoThatWasKilledIsFinishedByResume(_ failpoint: String) async throws {
    try await Ground.lend { ground in
      let changes = bare(ground).merging(["SEEDREAM_FAILPOINT": failpoint]) { _, new in new }
      let killed = try await ground.run(Self.words, changes)
      #expect(killed.code == 128 + SIGKILL, "\(killed.errors)")
      var resumed = try await ground.run(["resume", "--demo", "--json"], bare(ground))
      if failpoint == "after-intent" {
        // It may have left: that is for a person to say.
        #expect(resumed.code == 7, "\(resumed.errors)")
        let id = try SequenceDocument.list(resumed.output)[0].id
        let words = ["resume", "--demo", "--json", "--send-again", id]
        resumed = try await ground.run(words, bare(ground))
      }
      #expect(resumed.code == 0, "\(resumed.errors)")
      let document = try #require(SequenceDocument.list(resumed.output).first)
      #expect(document.status == "finished")
      try await document.expectWholeImages(2, width: 1024, height: 1024)
      #expect(ground.parts.isEmpty)
      let journal = String(
        decoding: ground.bytes(ground.home + "/data/demo/simulator.journal"),
        as: UTF8.self
      )
      #expect(journal.split(separator: "\n").count { $0.contains("accepted") } == 1)
    }
  }

  @Test func theDemoTakesReferencesAndBothServices() async throws {
    try await Ground.lend { ground in
      let picture = try ground.write(Pictures.jpeg(), to: "pictures/fox.jpg")
      for service in SimulatedService.allCases {
        let words = ["generate", "--demo", "--json", "--provider", service.rawValue]
        let options = ["--size", "1024x1024", "--image", picture, "--max-images", "1", "a fox"]
        let ending = try await ground.run(words + options, bare(ground))
        #expect(ending.code == 0, "\(ending.errors)")
        let document = try SequenceDocument(ending.output)
        #expect(document.value["model"]?.text?.hasSuffix("edit-sequential") == true)
        try await document.expectWholeImages(1, width: 1024, height: 1024)
      }
    }
  }

  // MARK: - simulate

  @Test(arguments: [SIGTERM, SIGINT])
  func theSimulatorPrintsItsAddressServesBothAndStops(_ signal: Int32) async throws {
    try await Ground.lend { ground in
      let simulator = try ground.start([
        "simulate", "--port", "0", "--instant", "--key", Ground.key,
      ])
      let address = try #require(try await simulator.firstLine())
      #expect(address.hasPrefix("http://127.0.0.1:"))
      let changes: [String: String?] = [
        "WAVESPEED_BASE_URL": address, "ATLASCLOUD_BASE_URL": address,
      ]
      for service in SimulatedService.allCases {
        let (ending, document) = try await ground.generate(Wish(service: service), changes)
        #expect(ending.code == 0, "\(ending.errors)")
        try await document.expectWholeImages(2, width: 1024, height: 1024)
      }
      simulator.signal(signal)
      let ending = await simulator.ended(atMost: 10)
      #expect(ending.code == 0, "\(ending.errors)")
      #expect(ending.output == address + "\n")
      let (unreachable, _) = try await ground.generate(Wish(), changes)
      #expect(unreachable.code == 5, "\(unreachable.errors)")
      #expect(ground.server.requests.isEmpty)
    }
  }

  @Test func theSimulatorsAddressComesAsJSONToo() async throws {
    try await Ground.lend { ground in
      let simulator = try ground.start(["simulate", "--json"])
      _ = try await simulator.firstLine()
      simulator.signal(SIGTERM)
      let ending = await simulator.ended(atMost: 10)
      let address = try Document(ending.output).value["address"]?.text
      #expect(address?.hasPrefix("http://127.0.0.1:") == true)
    }
  }

  @Test func theSimulatorActsOutFaultsFromAFile() async throws {
    try await Ground.lend { ground in
      let faults = try ground.write(
        """
        [{"call": "submit", "fault": {"kind": "drop_after_acceptance"}},
         {"call": "download", "times": 1, "fault": {"kind": "truncated", "after_bytes": 500}}]
        """,
        to: "faults.json"
      )
      let simulator = try ground.start(["simulate", "--instant", "--faults", faults])
      defer { simulator.kill() }
      let address = try #require(try await simulator.firstLine())
      let (ending, document) = try await ground.generate(Wish(), ["WAVESPEED_BASE_URL": address])
      #expect(ending.code == 0, "\(ending.errors)")
      #expect(ending.errors.contains("unconfirmed"))
      try await document.expectWholeImages(2, width: 1024, height: 1024)
      let broken = try ground.write("[{\"fault\": {\"kind\": \"nonsense\"}}]", to: "broken.json")
      let refused = try await ground.run(["simulate", "--faults", broken], atMost: 10)
      #expect(refused.code == 2, "\(refused.errors)")
    }
  }

  @Test func aTakenPortIsToldPlainly() async throws {
    try await Ground.lend { ground in
      let words = ["simulate", "--port", "\(ground.server.port)"]
      let ending = try await ground.run(words, atMost: 10)
      #expect(ending.code == 1, "\(ending.errors)")
      #expect(ending.errors.contains("\(ground.server.port)"))
    }
  }
}
