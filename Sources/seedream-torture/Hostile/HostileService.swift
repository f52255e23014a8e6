import FoundationEssentials
import ProviderSimulator

/// Both services' wires with one field in the hands of somebody hostile.
final class HostileService: Sendable {
  /// The places in which a service can put text of its own.
  enum Field: String, CaseIterable, Sendable {
    // The task is made, and the text stands around it.
    case id, model, status, resultAddress, createdAt, flags, requestID, inferenceTime, unknownMember
    case requestHeader, statusLine, contentType, cookie, retryAfter
    // It is refused, or fails.
    case message, code, errorText, errorObject, parameter, detailList, plainBody
    case taskError, taskCode
    // Its pictures are not what they should be.
    case output, outputObject, outputReason, dataAddress, redirect, pictureHeader, pictureRefusal
    // The calls around it.
    case historyID, historyModel, historyPrompt, historyStatus, historyTime
    case uploadAddress, uploadName, balance, currency
  }

  let field: Field
  let server: ScriptedServer

  /// `content` stands between the quotes of a JSON string; `plain` in headers and bodies that are
  /// no JSON.
  init(_ field: Field, content: [UInt8], plain: [UInt8], picture: [UInt8]) throws {
    self.field = field
    let answers = HostileAnswers(field: field, content: content, plain: plain, picture: picture)
    server = try ScriptedServer { request, write in
      guard let reply = answers.reply(to: request) else { return }
      _ = write(reply)
    }
  }

  /// Whether the submit call's answer is lost on the way, so that the list of tasks is read.
  static func losesAnswer(_ field: Field) -> Bool {
    [.historyID, .historyModel, .historyPrompt, .historyStatus, .historyTime].contains(field)
  }

  static func needsReference(_ field: Field) -> Bool {
    [.uploadAddress, .uploadName].contains(field)
  }
}

/// What is answered to each call.
private struct HostileAnswers: Sendable {
  let field: HostileService.Field
  let content: [UInt8]
  let plain: [UInt8]
  let picture: [UInt8]

  func reply(to request: ScriptedServer.Request) -> [UInt8]? {
    let path = request.target
    if path.hasPrefix("/picture") { return pictureReply(path) }
    if path.contains("/balance") { return json(balance) }
    if path.contains("/media/upload") || path.contains("/uploadMedia") { return json(upload) }
    if path.contains("/model/price") {
      return json(Array(#"{"code":200,"data":{"price":0.027}}"#.utf8))
    }
    if request.method == "POST", path == "/api/v3/predictions" { return json(history(request)) }
    if request.method == "GET" { return json(result(request)) }
    return submit(request)
  }

  /// The hostile string in its place, the usual one elsewhere.
  private func text(_ place: HostileService.Field, _ usual: String) -> [UInt8] {
    let inside = place == field ? content : Array(usual.utf8)
    return [UInt8(ascii: "\"")] + inside + [UInt8(ascii: "\"")]
  }

  private func json(_ body: [UInt8], status: String = "200") -> [UInt8] {
    var head = Array("HTTP/1.1 \(status) ".utf8)
    head += field == .statusLine ? plain : Array("Fine".utf8)
    head += Array("\r\nConnection: close\r\nContent-Length: \(body.count)\r\nContent-Type: ".utf8)
    head += field == .contentType ? plain : Array("application/json".utf8)
    if field == .requestHeader { head += Array("\r\nX-Request-ID: ".utf8) + plain }
    if field == .cookie { head += Array("\r\nSet-Cookie: ".utf8) + plain }
    if field == .retryAfter { head += Array("\r\nRetry-After: ".utf8) + plain }
    return head + Array("\r\n\r\n".utf8) + body
  }

  private func object(_ members: [(String, [UInt8])]) -> [UInt8] {
    var bytes = Array("{".utf8)
    for (place, member) in members.enumerated() {
      bytes += Array((place == 0 ? "" : ",").utf8) + Array("\"\(member.0)\":".utf8) + member.1
    }
    return bytes + Array("}".utf8)
  }

  private func submit(_ request: ScriptedServer.Request) -> [UInt8]? {
    if HostileService.losesAnswer(field) { return nil }
    switch field {
    case .message, .code, .retryAfter:
      let body = [("code", text(.code, "400")), ("message", text(.message, "no"))]
      return json(object(body), status: "400")
    case .errorText: return json(object([("error", text(.errorText, ""))]), status: "422")
    case .errorObject, .parameter:
      let error = object([
        ("type", text(.errorObject, "bad")), ("code", text(.errorObject, "bad")),
        ("message", text(.errorObject, "no")), ("param", text(.parameter, "size")),
      ])
      return json(
        object([("error", error), ("request_id", text(.errorObject, "r"))]),
        status: "400"
      )
    case .detailList:
      let item = object([
        ("loc", Array("[".utf8) + text(.detailList, "") + Array("]".utf8)),
        ("msg", text(.detailList, "")),
      ])
      return json(object([("detail", Array("[".utf8) + item + Array("]".utf8))]), status: "422")
    case .plainBody: return json(plain, status: "400")
    default: return json(task(status: "created", outputs: []))
    }
  }

  private func result(_ request: ScriptedServer.Request) -> [UInt8] {
    if [.taskError, .taskCode].contains(field) { return task(status: "failed", outputs: []) }
    let host = request.header("Host") ?? ""
    let usual = Array("\"http://\(host)/picture/1\"".utf8)
    let first: [UInt8] =
      switch field {
      case .output: text(.output, "")
      case .outputObject: object([("url", text(.outputObject, ""))])
      case .outputReason: object([("error", text(.outputReason, ""))])
      case .dataAddress: Array("\"data:image/".utf8) + content + Array(";base64,AAAA\"".utf8)
      case .redirect: Array("\"http://\(host)/picture/redirect\"".utf8)
      case .pictureHeader, .pictureRefusal: Array("\"http://\(host)/picture/odd\"".utf8)
      default: usual
      }
    return task(status: "completed", outputs: [first, usual])
  }

  private func task(status: String, outputs: [[UInt8]]) -> [UInt8] {
    let list = Array("[".utf8) + Array(outputs.joined(separator: Array(",".utf8))) + Array("]".utf8)
    let time = "2026-01-31T09:00:00Z"
    let isOdd = field == .status && status == "created"
    var members = [
      ("id", text(.id, "task-1")), ("model", text(.model, "bytedance/seedream-v4/sequential")),
      ("outputs", list), ("urls", object([("get", text(.resultAddress, ""))])),
      ("has_nsfw_contents", Array("[".utf8) + text(.flags, "") + Array("]".utf8)),
      ("status", isOdd ? text(.status, "") : Array("\"\(status)\"".utf8)),
      ("created_at", text(.createdAt, time)), ("error", text(.taskError, "")),
      ("timings", object([("inference", text(.inferenceTime, "12"))])),
      ("request_id", text(.requestID, "request-1")), ("extra", text(.unknownMember, "")),
    ]
    if field == .taskCode { members.append(("code", text(.taskCode, ""))) }
    if field == .unknownMember {
      members.append((String(decoding: content, as: UTF8.self), [0x31]))
    }
    return object([
      ("code", Array("200".utf8)), ("message", Array("\"success\"".utf8)),
      ("data", object(members)),
    ])
  }

  private func pictureReply(_ path: String) -> [UInt8] {
    let length = "Connection: close\r\nContent-Length: "
    if path.hasSuffix("redirect") {
      return Array("HTTP/1.1 302 Found\r\n\(length)0\r\nLocation: ".utf8) + plain
        + Array("\r\n\r\n".utf8)
    }
    var head: [UInt8]
    if path.hasSuffix("odd"), field == .pictureRefusal {
      return Array("HTTP/1.1 404 ".utf8) + plain + Array("\r\n\(length)\(plain.count)\r\n\r\n".utf8)
        + plain
    }
    head = Array("HTTP/1.1 200 OK\r\n\(length)\(picture.count)".utf8)
    if path.hasSuffix("odd") {
      for name in ["Content-Type", "Content-Disposition", "ETag", "X-Odd"] {
        head += Array("\r\n\(name): ".utf8) + plain
      }
    }
    return head + Array("\r\n\r\n".utf8) + picture
  }

  private func history(_ request: ScriptedServer.Request) -> [UInt8] {
    let now = text(.historyTime, "2026-01-31T09:00:00Z")
    let item = object([
      ("id", text(.historyID, "task-1")), ("model", text(.historyModel, "bytedance/seedream-v4")),
      ("status", text(.historyStatus, "completed")), ("created_at", now),
      ("input", object([("prompt", text(.historyPrompt, "fox"))])),
    ])
    let items = Array("[".utf8) + item + Array("]".utf8)
    return object([("code", Array("200".utf8)), ("data", object([("items", items)]))])
  }

  private var upload: [UInt8] {
    let address =
      field == .uploadAddress
      ? Array("\"https://up.test/".utf8) + content + Array("\"".utf8)
      : Array("\"https://up.test/a.jpg\"".utf8)
    let data = object([("download_url", address), ("filename", text(.uploadName, "a.jpg"))])
    return object([("code", Array("200".utf8)), ("data", data)])
  }

  private var balance: [UInt8] {
    let available = object([
      ("value", text(.balance, "12.50")), ("currency", text(.currency, "USD")),
    ])
    return object([
      ("code", Array("200".utf8)),
      ("data", object([("balance", text(.balance, "12.50")), ("available", available)])),
    ])
  }
}
