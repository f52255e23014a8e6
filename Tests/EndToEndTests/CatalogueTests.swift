import ProviderSimulator
import TestSupport
import Testing

/// `models`, `sizes` and `doctor`.
@Suite(.inTurn) struct CatalogueTests {
  @Test func modelsListsAllEightWithPriceAndSource() async throws {
    try await Ground.lend { ground in
      let listed = try #require(
        Document(try await ground.run(["models", "--json"]).output).value.items
      )
      let names = listed.map { "\($0["provider"]?.text ?? "") \($0["id"]?.text ?? "")" }
      let prices = listed.map { $0["price"]?["usd"] }
      #expect(
        names
          == ["wavespeed", "atlascloud"].flatMap { service in
            ["v4/sequential", "v4/edit-sequential", "v4.5/sequential", "v4.5/edit-sequential"].map {
              "\(service) bytedance/seedream-\($0)"
            }
          }
      )
      let expected: [Double] = [0.027, 0.027, 0.04, 0.04, 0.027, 0.027, 0.036, 0.036]
      #expect(prices == expected.map { .number($0) })
      #expect(listed.allSatisfy { $0["price"]?["source"]?.text?.isEmpty == false })
      let images = listed.map { $0["max_images"]?["maximum"] }
      #expect(images == [15, 14, 15, 15, 14, 14, 15, 15])
      let table = try await ground.run(["models"])
      #expect(table.code == 0)
      #expect(table.output.split(separator: "\n").filter { $0.contains("seedream-v4") }.count == 8)
      let half = try await ground.run(["models", "--provider", "atlascloud"]).output
      #expect(!half.contains("wavespeed") && half.contains("atlascloud"))
      #expect(ground.server.requests.isEmpty)
    }
  }

  @Test func sizesHasEveryRowOfTheTableTurnedBothWays() async throws {
    try await Ground.lend { ground in
      let model = "bytedance/seedream-v4/sequential"
      let ending = try await ground.run(["sizes", "--model", model, "--json"])
      #expect(ending.code == 0, "\(ending.errors)")
      let rows = try #require(Document(ending.output).value.items)
      let sizes = Set(rows.compactMap { $0["size"]?.text })
      for row in Self.table {
        let turned = row.split(separator: "x").reversed().joined(separator: "x")
        #expect(sizes.contains(row), "\(row)")
        #expect(sizes.contains(turned), "\(turned)")
      }
      let small = rows.filter { $0["size"]?.text == "576x256" }
      let verdicts = small.flatMap { $0["models"]?.items ?? [] }
      #expect(!verdicts.isEmpty && verdicts.allSatisfy { $0["allowed"] == false })
      #expect(verdicts.allSatisfy { $0["reason"]?.text?.contains("1024") == true })
      let plain = try await ground.run(["sizes", "--model", model]).output
      #expect(plain.contains("2212×948") && plain.contains("refused"))
    }
  }

  /// The 15 rows, exact and rounded, as the service's page gives them.
  private static let table = [
    "1448x1448", "1773x1182", "1672x1254", "1936x1089", "2212x948", "1024x1024", "1254x836",
    "1182x887", "1365x768", "1564x670", "323x323", "397x264", "374x280", "432x243", "495x212",
    "1408x1408", "1728x1152", "1664x1216", "1920x1088", "2176x960", "1216x832", "1152x896",
    "1344x768", "1536x640", "320x320", "384x256", "448x320", "448x256", "576x256",
  ]

  @Test func everySizeThatAModelIsSaidToTakeIsTakenByIt() async throws {
    try await Ground.lend { ground in
      let model = "bytedance/seedream-v4.5/sequential"
      let ending = try await ground.run([
        "sizes", "--model", model, "--provider", "atlascloud", "--json",
      ])
      let rows = try #require(Document(ending.output).value.items)
      let allowed = rows.filter { $0["models"]?.items?.first?["allowed"] == true }
      #expect(Set(allowed.compactMap { $0["size"]?.text }).count == 16)
      for row in rows {
        let size = row["size"]?.text ?? ""
        let words = ["generate", "--dry-run", "--provider", "atlascloud", "--model", model]
        let dry = try await ground.run(words + ["--size", size, "fox"])
        let isAllowed = row["models"]?.items?.first?["allowed"] == true
        #expect(dry.code == (isAllowed ? 0 : 2), "\(size): \(dry.errors)")
      }
    }
  }

  // MARK: - doctor

  @Test func doctorFindsAHealthyStudioInOrderAndNeverPrintsAKey() async throws {
    try await Ground.lend { ground in
      #expect(try await ground.generate().ending.code == 0)
      let ending = try await ground.run(["doctor", "--json"])
      #expect(ending.code == 0, "\(ending.output)")
      let findings = try #require(Document(ending.output).value.items)
      let topics = Set(findings.compactMap { $0["topic"]?.text })
      #expect(
        topics.isSuperset(of: ["wavespeed", "atlascloud", "library", "database", "terminal"])
      )
      #expect(findings.allSatisfy { $0["state"]?.text != "broken" })
      #expect(ground.requests(.balance).count == 2)
      let plain = try await ground.run(["doctor"])
      #expect(plain.output.contains("$49.946"), "\(plain.output)")
    }
  }

  @Test func doctorSaysTheFixForWhatIsMissing() async throws {
    try await Ground.lend { ground in
      let ending = try await ground.run(
        ["doctor"],
        ["WAVESPEED_API_KEY": nil, "ATLASCLOUD_API_KEY": nil, "LANG": "C"]
      )
      #expect(ending.code == 0, "\(ending.output)")
      #expect(ending.output.contains("export WAVESPEED_API_KEY="))
      #expect(ending.output.contains("export ATLASCLOUD_API_KEY="))
      #expect(ending.output.contains("mode 600"))
      #expect(ending.output.contains("export LANG=C.UTF-8"))
      #expect(ground.server.requests.isEmpty)
    }
  }

  @Test func doctorTellsAServiceThatIsNotThereFromAKeyThatIsWrong() async throws {
    try await Ground.lend { ground in
      let ending = try await ground.run(
        ["doctor"],
        ["WAVESPEED_BASE_URL": "http://127.0.0.1:1", "ATLASCLOUD_API_KEY": "test-key-wrong"]
      )
      #expect(ending.code == 1, "\(ending.output)")
      #expect(ending.output.contains("127.0.0.1:1"))
      #expect(ending.output.contains("ATLASCLOUD_API_KEY"))
      #expect(!ending.output.contains("test-key-wrong"))
      let offline = try await ground.run(["doctor", "--offline"])
      #expect(offline.code == 0)
    }
  }

  @Test func doctorFindsADamagedDatabase() async throws {
    try await Ground.lend { ground in
      try ground.write("this is not a database", to: "data/studio.sqlite")
      let ending = try await ground.run(["doctor", "--offline"])
      #expect(ending.code == 1)
      #expect(ending.output.contains("broken  database"))
      #expect(ending.output.contains("fix:"))
    }
  }
}
