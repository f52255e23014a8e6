/// One accepted task and what it cost.
public struct LedgerEntry: Sendable, Hashable, Codable {
  public var predictionID: String
  public var service: SimulatedService
  public var model: String
  public var prompt: String
  /// Millionths of a dollar, charged at acceptance.
  public var amount: Int64
  public var imagesAsked: Int
  /// 0 until the task is completed.
  public var imagesDelivered: Int
  /// True when the task failed and the amount was given back.
  public var isRefunded: Bool
  /// Milliseconds since 1970.
  public var acceptedAt: Int64

  enum CodingKeys: String, CodingKey {
    case predictionID = "prediction_id"
    case service, model, prompt
    case amount = "amount_microdollars"
    case imagesAsked = "images_asked"
    case imagesDelivered = "images_delivered"
    case isRefunded = "refunded"
    case acceptedAt = "accepted_at"
  }
}

/// The two services that are simulated.
public enum SimulatedService: String, Sendable, Hashable, Codable, CaseIterable {
  case waveSpeed = "wavespeed"
  case atlasCloud = "atlascloud"

  /// The letter that stands for the service in file addresses.
  var letter: String { self == .waveSpeed ? "w" : "a" }

  init?(letter: some StringProtocol) {
    switch letter {
    case "w": self = .waveSpeed
    case "a": self = .atlasCloud
    default: return nil
    }
  }
}
