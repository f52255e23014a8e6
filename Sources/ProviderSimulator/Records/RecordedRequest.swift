/// A request as it came in.
public struct RecordedRequest: Sendable, Hashable, Codable {
  /// Counts up from 1 over the life of the simulator.
  public var number: Int
  public var method: String
  public var path: String
  /// Names in lower case. Of an Authorization header only a digest of its key is kept.
  public var headers: [String: String]
  /// `nil` where there was none, it was not JSON, or it was longer than 64 KB.
  public var body: JSONValue?
  /// Milliseconds since 1970.
  public var time: Int64
  /// `nil` where the path belongs to no service.
  public var service: SimulatedService?
  public var call: FaultRule.Call?
}

/// Something that happened to a request, told the moment it happens on the simulator's own thread:
/// what the observer does is done before the simulator goes on.
public struct RequestMoment: Sendable, Hashable {
  public enum Stage: Sendable, Hashable {
    /// The head is in; nothing was looked at.
    case arrived
    /// A task was accepted, charged and written down; no byte of the reply was sent.
    case accepted(LedgerEntry)
    /// Bytes of a reply's body were handed to the socket, and more follow.
    case sent(bytes: Int)
    /// The exchange is over; `whole` is false where the connection broke or a fault cut it.
    case replied(whole: Bool)
  }

  public var stage: Stage
  public var request: RecordedRequest
}
