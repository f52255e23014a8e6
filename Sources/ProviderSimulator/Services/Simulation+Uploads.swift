import Synchronization

extension Simulation {
  /// The multipart form of both services.
  func binaryUpload(_ exchange: Exchange, _ wire: any Wire) {
    let limit = wire.service == .waveSpeed ? 200 << 20 : 50 << 20
    guard exchange.bodyLength <= limit + 65_536 else {
      return finish(exchange, wire.refusal(413, "the file is too large"))
    }
    workshop.run { [self] in
      let type = exchange.request.headers["content-type"] ?? ""
      guard let form = Multipart(body: exchange.body, contentType: type), !form.bytes.isEmpty
      else { return finish(exchange, wire.refusal(400, "no file", parameter: "file")) }
      let token = store(form.bytes)
      let kind = PictureSignature.type(of: form.bytes) ?? "application/octet-stream"
      let name = wire.service == .waveSpeed ? "filename" : "file_name"
      let data: JSONValue = [
        "type": .string(kind.hasPrefix("image/") ? "image" : "file"),
        name: .string(form.filename), "size": .integer(Int64(form.bytes.count)),
        "download_url": .string(uploadURL(wire.service, token, form.filename)),
      ]
      finish(exchange, Reply(200, json: wire.envelope(data)))
    }
  }

  /// The newer form of WaveSpeed: says where to put the bytes.
  func uploadTicket(_ exchange: Exchange, _ wire: any Wire) {
    guard let fields = fields(exchange), let name = fields["filename"]?.text, !name.isEmpty,
      let size = fields["size"]?.integer, size > 0,
      fields["content_type"] == nil || fields["content_type"]?.text != nil
    else {
      let message = "filename and size are required"
      return finish(exchange, wire.refusal(400, message, parameter: "filename"))
    }
    guard size <= 200 << 20 else {
      return finish(exchange, wire.refusal(413, "the file is too large"))
    }
    let number = exchange.request.number
    let id = Digest.hex(of: "ticket \(number) \(now) \(name) \(size)", digits: 40)
    let ticket = UploadTicket(
      size: Int(size),
      type: fields["content_type"]?.text ?? "application/octet-stream",
      secret: Digest.hex(of: "signature \(id)", digits: 32),
      expiresAt: now + 900_000
    )
    world.withLock { $0.tickets[id] = ticket }
    let data: JSONValue = [
      "upload": [
        "method": "PUT", "url": .string("\(baseURL)/files/tickets/\(id)"),
        "headers": [
          "Content-Type": .string(ticket.type), "x-upload-signature": .string(ticket.secret),
        ],
        "expires_at": .string(Moment.text(milliseconds: ticket.expiresAt)),
      ],
      "download_url": .string(uploadURL(.waveSpeed, id, name)),
    ]
    finish(exchange, Reply(200, json: wire.envelope(data)))
  }

  /// Takes the bytes a ticket was given for: its headers and no others, and no key.
  func ticketedUpload(_ exchange: Exchange, ticket id: String) {
    if let leak = refusalOfLeak(exchange) { return finish(exchange, leak) }
    guard let ticket = world.withLock({ $0.tickets[id] }) else {
      return finish(exchange, Self.storageRefusal(404))
    }
    guard now < ticket.expiresAt, Self.isSigned(exchange.request.headers, ticket) else {
      return finish(exchange, Self.storageRefusal(403))
    }
    guard exchange.bodyLength == ticket.size else {
      return finish(exchange, Self.storageRefusal(400))
    }
    workshop.run { [self] in
      keep(exchange.body, token: id)
      world.withLock { $0.tickets[id] = nil }
      finish(exchange, Reply(200, headers: [("ETag", "\"\(id.prefix(24))\"")]))
    }
  }

  /// What every HTTP client sends of its own.
  private static let ownHeaders: Set<String> = [
    "host", "content-length", "user-agent", "accept", "accept-encoding", "accept-language",
    "connection", "expect", "transfer-encoding",
  ]

  private static func isSigned(_ headers: [String: String], _ ticket: UploadTicket) -> Bool {
    let given = headers.filter { !ownHeaders.contains($0.key) }
    return given == ["content-type": ticket.type, "x-upload-signature": ticket.secret]
  }

  private func uploadURL(_ service: SimulatedService, _ token: String, _ name: String) -> String {
    let safe = name.unicodeScalars.map { scalar in
      scalar.isASCII
        && (scalar.properties.isAlphabetic || "0123456789._-".contains(Character(scalar)))
        ? String(scalar) : "_"
    }
    return "\(baseURL)/files/uploads/\(service.letter)/\(token)/\(safe.joined().suffix(80))"
  }
}
