import FoundationEssentials
import ProviderSimulator
import TestSupport

/// A service that says the key back, in every form and in every place.
struct EchoRounds {
  let report: TrialReport

  enum Place: String, CaseIterable, Sendable {
    case message, taskError, code, status, statusLine, requestID, output, location, id
    case balance, plainBody, uploadAddress, errorObject
  }

  struct Round: Sendable {
    let service: SimulatedService
    let place: Place
    let form: KeyForm
  }

  static func all(_ setting: TrialSetting) -> [Round] {
    var numbers = setting.numbers(11)
    var rounds: [Round] = []
    for service in SimulatedService.allCases {
      let key = service == .waveSpeed ? SecretGround.waveSpeedKey : SecretGround.atlasKey
      let forms = KeyForm.all(of: key)
      for place in Place.allCases {
        let some =
          setting.length == .short ? Array(forms.shuffled(using: &numbers).prefix(1)) : forms
        rounds += some.map { Round(service: service, place: place, form: $0) }
      }
    }
    return rounds
  }

  func run(_ round: Round) async throws {
    let ground = try SecretGround()
    defer { ground.clearUp() }
    let server = try ScriptedServer { request, write in _ = write(Self.answer(request, round)) }
    defer { server.stop() }
    let title = "\(round.service.rawValue), \(round.place.rawValue), \(round.form.name)"
    let words = [
      "generate", "--provider", round.service.rawValue, "--size", "1024x1024", "--max-images", "1",
    ]
    var calls = [
      words + ["--json", "a fox"], words + ["a hare"], ["history"], ["history", "--json"],
    ]
    if round.place == .balance { calls += [["doctor"], ["doctor", "--json"]] }
    for call in calls {
      let ending = try await ground.run(call, server.baseURL)
      report.fail(ground.leaks(ending), in: "\(title): \(call.joined(separator: " "))")
      if ending.code > 128 { report.fail("\(title): ended with \(ending.code)") }
      guard let id = Harmlessness.document(ending.outputBytes)?["id"]?.text else { continue }
      let shown = try await ground.run(["show", id], server.baseURL)
      report.fail(ground.leaks(shown), in: "\(title): show")
    }
    report.fail(ground.leaksOnDisk(), in: title)
    report.count("echoes of the key")
  }

  private static func answer(_ request: ScriptedServer.Request, _ round: Round) -> [UInt8] {
    let path = request.target
    let form = round.form.text
    func text(_ place: Place, _ usual: String) -> String { place == round.place ? form : usual }
    if path.hasPrefix("/picture") {
      let away = "Location: http://elsewhere.test/\(form)\r\n"
      // Refused before any name is looked up, as all that is plain http.
      return round.place == .location
        ? reply("", status: "302 Found", away) : reply(SamplePicture.small)
    }
    if path.contains("/balance") {
      let balance = text(.balance, "1.5")
      return reply(
        #"{"code":200,"data":{"balance":"\#(balance)","available":{"value":"\#(balance)"}}}"#
      )
    }
    if request.method == "POST", path == "/api/v3/predictions" {
      return reply(#"{"code":200,"data":{"items":[]}}"#)
    }
    let extra = round.place == .requestID ? "X-Request-ID: \(form)\r\n" : ""
    let line = round.place == .statusLine ? "200 \(form)" : "200 OK"
    if request.method == "POST" {
      switch round.place {
      case .message: return reply(#"{"code":400,"message":"\#(form)"}"#, status: "400 Bad")
      case .code: return reply(#"{"code":"\#(form)","message":"no"}"#, status: "400 Bad")
      case .errorObject:
        return reply(
          #"{"error":{"type":"\#(form)","code":"\#(form)","message":"\#(form)","param":"\#(form)"}}"#,
          status: "422 Bad"
        )
      case .plainBody: return reply(form, status: "403 No")
      default: break
      }
    }
    let host = request.header("Host") ?? ""
    let output =
      round.place == .output ? "http://\(host)/picture/\(form)" : "http://\(host)/picture"
    let isFailed = round.place == .taskError
    let status =
      request.method == "POST" ? text(.status, "created") : isFailed ? "failed" : "completed"
    return reply(
      #"{"code":200,"data":{"id":"\#(text(.id, "task-1"))","status":"\#(status)","#
        + #""outputs":["\#(request.method == "POST" ? "" : output)"],"#
        + #""error":"\#(text(.taskError, ""))","urls":{"get":"\#(text(.id, ""))"}}}"#,
      status: line,
      extra
    )
  }

  private static func reply(_ body: [UInt8]) -> [UInt8] {
    Array("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: \(body.count)\r\n\r\n".utf8)
      + body
  }

  private static func reply(_ body: String, status: String = "200 OK", _ lines: String = "")
    -> [UInt8]
  {
    Array(
      "HTTP/1.1 \(status)\r\nConnection: close\r\n\(lines)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
        .utf8
    )
  }
}
