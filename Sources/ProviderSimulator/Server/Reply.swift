/// What goes back over the wire.
struct Reply: Sendable {
  var status: Int
  var headers: [(name: String, value: String)]
  var body: [UInt8]
  /// The length promised; more than the body's closes the connection early.
  var declaredLength: Int?
  var bytesPerSecond = 0
  /// How long not a byte is sent.
  var delay: Duration = .zero

  init(_ status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  init(_ status: Int, json: JSONValue) {
    self.init(status, headers: [("Content-Type", "application/json")], body: json.bytes)
  }

  static func page(_ status: Int, _ text: String) -> Reply {
    let page =
      "<!DOCTYPE html><html><head><title>\(text)</title></head>"
      + "<body><h1>\(text)</h1></body></html>"
    return Reply(status, headers: [("Content-Type", "text/html")], body: Array(page.utf8))
  }

  mutating func setBody(_ bytes: [UInt8], type: String) {
    headers.removeAll { $0.name == "Content-Type" }
    headers.append(("Content-Type", type))
    body = bytes
  }
}
