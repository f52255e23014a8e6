import StudioModel

extension WaveSpeedClient {
  /// The vendor's own client uses an upload again for a day.
  private static let keptFor = Duration.hours(24)

  /// `nil` when the service does not know this form of the call.
  func multipartUpload(
    _ path: String,
    _ facts: ReferenceFacts,
    _ progress: (@Sendable (TransferProgress) -> Void)?
  ) async throws(ProviderFailure) -> UploadedReference? {
    let part = MultipartPart(
      name: "file",
      path: path,
      fileName: facts.uploadName,
      mediaType: facts.format.mediaType
    )
    let response = try await asking { () throws(TransportFailure) in
      try await connection.upload(WaveSpeedPath.multipartUpload, part, progress: progress)
    }
    if [404, 405, 410].contains(response.status) { return nil }
    let reply = try reader.success(response, now: now())
    guard let url = reply.uploadAddress else {
      throw reader.unreadable(reply, lacking: "the address of the upload")
    }
    return UploadedReference(url: url, expiresAt: now() + Self.keptFor)
  }

  /// Asks for a ticket and sends the bytes where it says: there the key has no business.
  func ticketUpload(
    _ path: String,
    _ facts: ReferenceFacts,
    _ progress: (@Sendable (TransferProgress) -> Void)?
  ) async throws(ProviderFailure) -> UploadedReference {
    let answer = try await asking { () throws(TransportFailure) in
      try await connection.post(WaveSpeedPath.uploadTicket, WaveSpeedBody.ticket(facts))
    }
    let reply = try reader.success(answer, now: now())
    guard let ticket = WaveSpeedMapping.ticket(reply) else {
      throw reader.unreadable(reply, lacking: "a usable upload ticket")
    }
    let put = HTTPRequest(
      method: .put,
      url: ticket.url,
      headers: ticket.headers,
      body: .file(path: path, mediaType: ticket.mediaType),
      sink: .memory(limit: ServiceConnection.smallReply),
      timeouts: .upload,
      allowsLocal: connection.origin.isLocal
    )
    let response = try await asking { () throws(TransportFailure) in
      try await connection.transport.send(put, progress: progress)
    }
    guard (200..<300).contains(response.status) else { throw storeRefusal(response) }
    return UploadedReference(url: ticket.downloadURL, expiresAt: now() + Self.keptFor)
  }

  /// The store behind a ticket has its own words (XML, mostly) and knows no key of ours: a 403 is
  /// an expired ticket, and the next call gets a new one.
  private func storeRefusal(_ response: HTTPResponse) -> ProviderFailure {
    let status = response.status
    let isTransient = status >= 500 || [403, 408, 425, 429].contains(status)
    return ProviderFailure(
      Failure(
        isTransient ? .unreachable : .refused,
        "The store for uploads of WaveSpeedAI answered HTTP \(status)",
        cost: .nothing,
        advice: isTransient ? "Try again." : "Use an address anyone can open instead of a file.",
        httpStatus: status
      ),
      isTransient: isTransient,
      retryAfter: reader.retryAfter(response, now: now())
    )
  }
}
