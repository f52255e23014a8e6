import FoundationEssentials
import Testing

/// What the fuzzer tries for hours, in a moment: every stored input, and the same few hundred
/// changes of them each time.
@Suite struct ReplayTests {
  @Test(arguments: FuzzTarget.all) func everySeedHolds(_ target: FuzzTarget) throws {
    let seeds = try Seeds.of(target)
    #expect(!seeds.isEmpty)
    for seed in seeds {
      #expect(throws: Never.self, "\(seed.name)") { try target.trial(seed.bytes) }
    }
  }

  @Test(arguments: FuzzTarget.all) func changedSeedsHold(_ target: FuzzTarget) throws {
    var mutation = Mutation(try Seeds.of(target).map(\.bytes), longest: target.longest)
    for _ in 0..<target.replays {
      let bytes = mutation.next()
      #expect(throws: Never.self, "\(Data(bytes).base64EncodedString())") {
        try target.trial(bytes)
      }
    }
  }

  @Test func everySeedHasItsTarget() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Seeds.folder)
    #expect(Set(names) == Set(FuzzTarget.all.map(\.name)))
  }
}

/// Inputs that are worth trying again, one folder a target.
enum Seeds {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Seeds").path

  static func of(_ target: FuzzTarget) throws -> [(name: String, bytes: [UInt8])] {
    let folder = "\(folder)/\(target.name)"
    return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { name in
      (name, Array(try Data(contentsOf: URL(filePath: "\(folder)/\(name)"))))
    }
  }
}
