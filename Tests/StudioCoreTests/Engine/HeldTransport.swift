import StudioCore
import Synchronization

/// A transport whose exchanges can be stopped by a test before they begin and after they end.
final class HeldTransport: HTTPTransport {
  typealias Stop = @Sendable (HTTPRequest) async -> Void

  private let transport: FakeTransport
  private let stops = Mutex<(before: Stop?, after: Stop?)>((nil, nil))

  init(_ transport: FakeTransport) { self.transport = transport }

  func before(_ stop: @escaping Stop) { stops.withLock { $0.before = stop } }

  func after(_ stop: @escaping Stop) { stops.withLock { $0.after = stop } }

  func send(
    _ request: HTTPRequest,
    progress: (@Sendable (TransferProgress) -> Void)?
  ) async throws(TransportFailure) -> HTTPResponse {
    if let stop = stops.withLock({ $0.before }) { await stop(request) }
    let response = try await transport.send(request, progress: progress)
    if let stop = stops.withLock({ $0.after }) { await stop(request) }
    return response
  }
}
