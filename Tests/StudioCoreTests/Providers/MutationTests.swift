import StudioModel
import Testing

@testable import StudioCore

/// Valid replies with random damage: nothing may trap, and nothing without an id is an acceptance.
@Suite struct MutationTests {
  private static let statuses = [200, 200, 200, 201, 204, 302, 400, 401, 403, 404, 429, 500, 503]
  private static let snippets = [
    "null", "\"\"", "[]", "{}", "1e400", "-9223372036854775809", "99999999999999999999", "\\ud800",
    "\"id\":", "\"status\":\"failed\"", ",", ":", "\"", "\\", "true", "\u{0}", "\u{202E}", "5004",
  ]

  @Test(arguments: 0..<8)
  func damagedRepliesAreNeverTakenForMoreThanTheyAre(_ seed: UInt64) async throws {
    var random = SeededRandom(seed: seed)
    for fixture in ReplyFixtures.all {
      for _ in 0..<12 {
        var body = Array(fixture.body.utf8)
        for _ in 0..<Int.random(in: 1...4, using: &random) { Self.damage(&body, &random) }
        let response = HTTPResponse(
          status: Self.statuses.randomElement(using: &random) ?? 200,
          headers: [HTTPHeader("Retry-After", String(decoding: body.prefix(30), as: UTF8.self))],
          body: body,
          received: ByteCount(Int64(body.count)),
          elapsed: .zero
        )
        check(response, of: fixture.provider)
      }
    }
  }

  private func check(_ response: HTTPResponse, of provider: ProviderID) {
    let reader = ReplyReader(
      dialect: provider == .wavespeed ? .waveSpeed : .atlasCloud,
      key: ServiceUnderTest.key
    )
    let now = ServiceUnderTest.now
    let text = String(decoding: response.body, as: UTF8.self)
    let submitted = reader.submitOutcome(response, now: now)
    if let report = submitted.report {
      #expect(report.id?.rawValue.isEmpty == false, "\(text)")
      #expect((200..<300).contains(response.status) || response.status >= 500, "\(text)")
      #expect((try? JSONParser.parse(response.body)) != nil, "\(text)")
    }
    let polled = reader.pollOutcome(response, age: .zero, now: now)
    for report in [submitted.report, polled.report].compactMap({ $0 }) {
      #expect((report.failure != nil) == (report.phase == .failed), "\(text)")
      let hasPicture = report.outputs.contains(where: \.isPicture)
      #expect(report.phase != .completed || hasPicture, "\(text)")
    }
    let reply = ServiceReply(response)
    _ = WaveSpeedMapping.history(reply)
    _ = WaveSpeedMapping.ticket(reply)
    _ = AtlasCloudMapping.balance(reply)
    _ = try? reader.success(response, now: now)
  }

  private static func damage(_ body: inout [UInt8], _ random: inout SeededRandom) {
    guard !body.isEmpty else { return }
    let place = Int.random(in: 0..<body.count, using: &random)
    switch Int.random(in: 0..<6, using: &random) {
    case 0: body[place] = UInt8.random(in: 0...255, using: &random)
    case 1: body.removeSubrange(place...)
    case 2: body.removeSubrange(place..<min(place + 9, body.count))
    case 3:
      body.insert(contentsOf: snippets.randomElement(using: &random)?.utf8 ?? "".utf8, at: place)
    case 4: body.insert(contentsOf: body[place..<min(place + 40, body.count)], at: place)
    default:
      // A whole member's value for another: from one colon to the next comma.
      guard let colon = body[place...].firstIndex(of: UInt8(ascii: ":")),
        let comma = body[colon...].firstIndex(of: UInt8(ascii: ","))
      else { return }
      let value = snippets.randomElement(using: &random) ?? "null"
      body.replaceSubrange((colon + 1)..<comma, with: value.utf8)
    }
  }
}
