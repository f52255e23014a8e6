import CSimulatorHTTP

/// One request on its connection, to be answered once, from any thread.
// Unchecked: the C object behind `pointer` has a lock of its own and lives as long as this holds
// a reference; the rest never changes.
final class Exchange: @unchecked Sendable {
  private let pointer: OpaquePointer
  let request: RecordedRequest
  let route: Route
  let faults: ActiveFaults
  /// The key that came with the request.
  let authorization: String?

  init(
    _ pointer: OpaquePointer,
    request: RecordedRequest,
    route: Route,
    faults: ActiveFaults,
    authorization: String?
  ) {
    simhttp_retain(pointer)
    self.pointer = pointer
    self.request = request
    self.route = route
    self.faults = faults
    self.authorization = authorization
  }

  deinit { simhttp_release(pointer) }

  var bodyIsTooLong: Bool { simhttp_body_was_too_long(pointer) == 1 }
  var bodyLength: Int { simhttp_body_length(pointer) }

  /// The request's body; empty before it has been read.
  var body: [UInt8] {
    guard let start = simhttp_body(pointer) else { return [] }
    return Array(UnsafeBufferPointer(start: start, count: simhttp_body_length(pointer)))
  }

  func send(_ reply: Reply) {
    simhttp_begin_reply(pointer, UInt32(reply.status))
    for header in reply.headers { simhttp_add_header(pointer, header.name, header.value) }
    let declared = UInt64(reply.declaredLength ?? reply.body.count)
    reply.body.withUnsafeBufferPointer { body in
      simhttp_send(pointer, body.baseAddress, body.count, declared, UInt64(reply.bytesPerSecond))
    }
  }

  func close() { simhttp_close(pointer) }
  func wake() { simhttp_wake(pointer) }
}
