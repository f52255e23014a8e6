import FoundationEssentials
import ProviderSimulator
import TestSupport

/// Which hosts hear which key: each service its own, and nobody else any.
struct HostRounds {
  let report: TrialReport
  let picture: [UInt8]

  /// Where a service, or somebody in its place, would like the key to go.
  enum Lure: String, CaseIterable, Sendable {
    case pictures, pictureRedirect, resultRedirect, balanceRedirect, submitRedirect, ticket
    case uploadRedirect, resultAddress, otherService
  }

  func run(_ lure: Lure) async throws {
    for service in SimulatedService.allCases { try await run(lure, service) }
  }

  private func run(_ lure: Lure, _ service: SimulatedService) async throws {
    let ground = try SecretGround()
    defer { ground.clearUp() }
    let stranger = try ScriptedServer { [picture] _, write in
      _ = write(Self.reply(picture))
    }
    defer { stranger.stop() }
    let own = try ScriptedServer { [picture] request, write in
      _ = write(Self.answer(request, lure, stranger.baseURL, picture))
    }
    defer { own.stop() }
    let reference = ground.home + "/reference.jpg"
    try Data(picture).write(to: URL(filePath: reference))
    var words = [
      "generate", "--provider", service.rawValue, "--size", "1024x1024", "--max-images", "1",
    ]
    if [.ticket, .uploadRedirect].contains(lure) {
      words += ["--model", "bytedance/seedream-v4/edit-sequential", "--image", reference]
    }
    var changes: [String: String?] = [:]
    if lure == .otherService {
      let other = service == .waveSpeed ? "ATLASCLOUD_BASE_URL" : "WAVESPEED_BASE_URL"
      changes[other] = stranger.baseURL
    }
    for call in [words + ["a fox"], ["doctor"]] {
      let ending = try await ground.run(call, own.baseURL, changes)
      report.fail(ground.leaks(ending), in: "\(lure.rawValue): \(call[0])")
    }
    check(own, stranger, lure, service)
    report.fail(ground.leaksOnDisk(), in: lure.rawValue)
    report.count("lures for the key")
  }

  private func check(
    _ own: ScriptedServer,
    _ stranger: ScriptedServer,
    _ lure: Lure,
    _ service: SimulatedService
  ) {
    let title = "\(lure.rawValue), \(service.rawValue)"
    for request in own.requests {
      let bearer = request.header("Authorization") ?? ""
      let isAtlas = request.target.hasPrefix("/api/v1") || request.target.hasPrefix("/public/v1")
      let wanted = "Bearer " + (isAtlas ? SecretGround.atlasKey : SecretGround.waveSpeedKey)
      if request.target.hasPrefix("/picture"), !bearer.isEmpty {
        report.fail("\(title): the picture \(request.target) was asked for with a key")
      } else if !bearer.isEmpty, bearer != wanted {
        report.fail("\(title): \(request.target) was sent the other key")
      }
      expectNoKey(in: request, but: bearer, title)
    }
    for request in stranger.requests where lure != .otherService {
      if request.header("Authorization") != nil {
        report.fail("\(title): a stranger was sent Authorization with \(request.target)")
      }
      expectNoKey(in: request, but: "", title)
    }
    if own.requests.isEmpty { report.fail("\(title): nothing was asked") }
  }

  private func expectNoKey(in request: ScriptedServer.Request, but bearer: String, _ title: String)
  {
    let rest = request.head.replacing("Authorization: \(bearer)", with: "")
    let body = String(decoding: request.body, as: UTF8.self)
    for key in SecretGround.keys where (rest + body).contains(key) {
      report.fail("\(title): the key is in \(request.target)")
    }
  }

  private static func answer(
    _ request: ScriptedServer.Request,
    _ lure: Lure,
    _ stranger: String,
    _ picture: [UInt8]
  ) -> [UInt8] {
    let path = request.target
    let isPost = request.method == "POST"
    let away = redirect("\(stranger)/stolen")
    if path.hasPrefix("/picture") { return lure == .pictureRedirect ? away : reply(picture) }
    if path.contains("/balance") {
      return lure == .balanceRedirect ? away : json(#"{"data":{"balance":"1.5"}}"#)
    }
    if path.hasSuffix("/uploads") {
      return json(
        #"{"code":200,"data":{"upload":{"method":"PUT","url":"\#(stranger)/put","headers":{"#
          + #""Authorization":"x","X-Key":"y"}},"download_url":"https://up.test/a.jpg"}}"#
      )
    }
    if path.contains("upload") {
      if lure == .ticket { return reply([], status: "404 Not Found") }
      return lure == .uploadRedirect
        ? away : json(#"{"data":{"download_url":"https://up.test/a"}}"#)
    }
    if isPost, path == "/api/v3/predictions" { return json(#"{"data":{"items":[]}}"#) }
    if path.contains("/model/price") { return json(#"{"data":{"price":0.027}}"#) }
    if isPost, lure == .submitRedirect { return away }
    if !isPost, lure == .resultRedirect { return away }
    let host = request.header("Host") ?? ""
    let output = lure == .pictures ? "\(stranger)/picture" : "http://\(host)/picture"
    let get = lure == .resultAddress ? "\(stranger)/predictions/task-1/result" : ""
    return json(
      #"{"code":200,"data":{"id":"task-1","status":"\#(isPost ? "created" : "completed")","#
        + #""outputs":["\#(isPost ? "" : output)"],"urls":{"get":"\#(get)"}}}"#
    )
  }

  private static func redirect(_ place: String) -> [UInt8] {
    reply([], status: "307 Temporary Redirect", "Location: \(place)\r\n")
  }

  private static func json(_ text: String) -> [UInt8] { reply(Array(text.utf8)) }

  private static func reply(_ body: [UInt8], status: String = "200 OK", _ lines: String = "")
    -> [UInt8]
  {
    let head = "HTTP/1.1 \(status)\r\nConnection: close\r\n\(lines)"
    return Array("\(head)Content-Length: \(body.count)\r\n\r\n".utf8) + body
  }
}
