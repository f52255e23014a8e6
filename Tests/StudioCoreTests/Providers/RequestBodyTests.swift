import StudioModel
import Testing

@testable import StudioCore

/// The exact bytes of every submit body: eight models, three deliveries.
@Suite struct RequestBodyTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var provider: ProviderID
    var model: String
    var delivery: Delivery
    var expected: String

    var testDescription: String { "\(provider) \(model) \(delivery)" }
  }

  private static let shared = #""prompt":"a fox","size":"2048*2048","max_images":4"#
  private static let images = #","images":["https://x/1.png","https://x/2.png"]"#

  static let cases: [Case] = {
    var cases: [Case] = []
    for version in ["v4", "v4.5"] {
      for isEdit in [false, true] {
        let model = "bytedance/seedream-\(version)/\(isEdit ? "edit-" : "")sequential"
        let asked = shared + (isEdit ? images : "")
        // Only WaveSpeed's 4.0 edit model documents a seed.
        let seed = isEdit && version == "v4" ? #","seed":42"# : ""
        for (delivery, base64, sync) in [
          (Delivery.poll, false, false), (.sync, false, true), (.base64, true, false),
        ] {
          let switches = #","enable_base64_output":\#(base64),"enable_sync_mode":\#(sync)"#
          cases.append(
            Case(
              provider: .wavespeed,
              model: model,
              delivery: delivery,
              expected: "{\(asked)\(seed)\(switches)}"
            )
          )
          let base64Switch = base64 && version == "v4" ? #","enable_base64_output":true"# : ""
          cases.append(
            Case(
              provider: .atlascloud,
              model: model,
              delivery: delivery,
              expected: #"{"model":"\#(model)",\#(asked)\#(base64Switch)}"#
            )
          )
        }
      }
    }
    return cases
  }()

  @Test(arguments: cases)
  func bodiesHoldWhatTheModelTakesAndNothingElse(_ entry: Case) async throws {
    let service = try ServiceUnderTest()
    service.transport.on(.post, "", .json(#"{"data":{"id":"a"}}"#))
    let request = ServiceUnderTest.request(
      entry.provider,
      model: entry.model,
      prompt: "a fox",
      seed: 42,
      delivery: entry.delivery
    )
    _ = await service.client(entry.provider).submit(
      Submission(request: request, referenceURLs: ["https://x/1.png", "https://x/2.png"])
    )
    let sent = try #require(service.transport.requests.first)
    #expect(sent.bodyText == entry.expected)
    #expect(sent.method == .post)
    #expect(sent.bearerKey == ServiceUnderTest.key)
    switch entry.provider {
    case .wavespeed:
      #expect(sent.url == "https://wavespeed.example/api/v3/\(entry.model)")
      #expect(!sent.headers.contains { $0.name.hasPrefix("X-") })
    case .atlascloud:
      #expect(sent.url == "https://atlas.example/api/v1/model/generateImage")
      #expect(sent.headers.contains(HTTPHeader("X-AtlasCloud-Object-Expiration-Hours", "168")))
    }
    guard case .bytes(_, let mediaType) = sent.body else { return }
    #expect(mediaType == "application/json")
  }

  @Test func thereAreEightModelsInThreeDeliveries() {
    #expect(Self.cases.count == 24)
  }

  @Test func theCatalogueAndTheDocumentsAgreeOnWhatEachModelTakes() throws {
    let catalog = try CatalogResource.load()
    for entry in Self.cases {
      let model = ModelID(rawValue: entry.model)
      let listed = try #require(catalog.model(model, entry.provider))
      #expect(
        ModelParameters(listed) == ServiceUnderTest.parameters(entry.provider, model),
        "\(entry.provider) \(entry.model)"
      )
    }
    #expect(
      ModelParameters(nil)
        == ModelParameters(seed: false, base64: false, sync: false, references: false)
    )
  }

  @Test func anOpenSubmitCallIsGivenTheTimeItNeeds() async throws {
    let service = try ServiceUnderTest()
    service.transport.on(.post, "", .json(#"{"data":{"id":"a"}}"#))
    _ = await service.waveSpeed.submit(ServiceUnderTest.submission(delivery: .sync))
    let timeouts = try #require(service.transport.requests.first?.timeouts)
    #expect(timeouts.idle > .seconds(100))
    #expect(timeouts.total > .seconds(100))
  }

  @Test func theReplyOfASubmitCallHasRoomForPicturesWhateverWasAsked() async throws {
    for provider in ProviderID.allCases {
      let service = try ServiceUnderTest()
      _ = await service.submit(provider, answer: .json("{}"))
      let sent = try #require(service.transport.requests.first)
      #expect(sent.sink == .memory(limit: .mebibytes(512)))
    }
  }

  @Test func promptsTravelExactlyAsTheyWereTyped() throws {
    let prompt = "a \"fox\" \\ 狐狸 🦊\nline\ttab\u{1B}[31m\u{0}\u{7F}\u{2028}\u{1F}"
    let request = ServiceUnderTest.request(prompt: prompt)
    let body = WaveSpeedBody.submit(
      Submission(request: request, referenceURLs: []),
      ModelParameters(seed: false, base64: false, sync: false, references: false)
    )
    let text = String(decoding: body.bytes, as: UTF8.self)
    #expect(text.contains(#"\u001b[31m\u0000"#))
    #expect(text.contains(#"a \"fox\" \\ 狐狸 🦊\nline\ttab"#))
    guard case .text(let back)? = try JSONParser.parse(body.bytes)["prompt"] else {
      Issue.record("no prompt")
      return
    }
    #expect(Array(back.string.utf8) == Array(prompt.utf8))
  }

  @Test func seedsAreWholeNumbersAndOptional() async throws {
    for (seed, part) in [(Int64(-1), #""seed":-1,"#), (2_147_483_647, #""seed":2147483647,"#)] {
      let request = ServiceUnderTest.request(
        model: "bytedance/seedream-v4/edit-sequential",
        seed: seed
      )
      let body = WaveSpeedBody.submit(
        Submission(request: request, referenceURLs: ["https://x/1"]),
        ServiceUnderTest.parameters(.wavespeed, request.model)
      )
      #expect(String(decoding: body.bytes, as: UTF8.self).contains(part))
    }
    let without = ServiceUnderTest.request(model: "bytedance/seedream-v4/edit-sequential")
    let body = WaveSpeedBody.submit(
      Submission(request: without, referenceURLs: []),
      ServiceUnderTest.parameters(.wavespeed, without.model)
    )
    let text = String(decoding: body.bytes, as: UTF8.self)
    #expect(!text.contains("seed\""))
    #expect(!text.contains("images\":["))
  }

  @Test func aModelThatIsNoPathIsRefusedWithoutACall() async throws {
    for model in ["", "../balance", "bytedance//x", "a/./b"] {
      let service = try ServiceUnderTest()
      let outcome = await service.waveSpeed.submit(
        Submission(request: ServiceUnderTest.request(model: model), referenceURLs: [])
      )
      #expect(outcome.summary == "refused invalid_request")
      #expect(service.transport.requests.isEmpty)
    }
  }
}
