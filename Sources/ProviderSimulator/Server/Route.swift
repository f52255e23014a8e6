/// Which call a method and a path are.
enum Route: Sendable, Hashable {
  case submit(SimulatedService, model: String?)
  case result(SimulatedService, id: String)
  /// The multipart form both services have.
  case binaryUpload(SimulatedService)
  case uploadTicket
  case ticketedUpload(ticket: String)
  case balance(SimulatedService)
  case price
  case history
  case deletion
  case catalogue
  case picture(SimulatedService, id: String, token: String, name: String)
  case uploadedFile(SimulatedService, token: String)
  case control(method: String, name: String)
  case unknown(SimulatedService?)

  init(method: String, path: String) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
      .map(String.init)
    switch parts.first {
    case "api" where parts.dropFirst().first == "v3":
      self = Self.waveSpeed(method, Array(parts.dropFirst(2)))
    case "api" where parts.dropFirst().first == "v1":
      self = Self.atlasCloud(method, Array(parts.dropFirst(2)))
    case "public" where method == "GET" && parts == ["public", "v1", "balance"]:
      self = .balance(.atlasCloud)
    case "files": self = Self.files(method, Array(parts.dropFirst()))
    case "_simulator" where parts.count == 2: self = .control(method: method, name: parts[1])
    default: self = .unknown(nil)
    }
  }

  private static func waveSpeed(_ method: String, _ parts: [String]) -> Route {
    switch (method, parts.count) {
    case ("GET", 1) where parts == ["balance"]: return .balance(.waveSpeed)
    case ("GET", 2) where parts[0] == "predictions":
      return .result(.waveSpeed, id: parts[1])
    case ("GET", 3) where parts[0] == "predictions" && parts[2] == "result":
      return .result(.waveSpeed, id: parts[1])
    case ("POST", 3) where parts == ["media", "upload", "binary"]:
      return .binaryUpload(.waveSpeed)
    case ("POST", 2) where parts == ["media", "uploads"]: return .uploadTicket
    case ("POST", 2) where parts == ["model", "price"]: return .price
    case ("POST", 1) where parts == ["predictions"]: return .history
    case ("POST", 2) where parts == ["predictions", "delete"]: return .deletion
    case ("POST", 2...) where parts.allSatisfy({ !$0.isEmpty }):
      return .submit(.waveSpeed, model: parts.joined(separator: "/"))
    default: return .unknown(.waveSpeed)
    }
  }

  private static func atlasCloud(_ method: String, _ parts: [String]) -> Route {
    switch (method, parts.count) {
    case ("POST", 2) where parts == ["model", "generateImage"]:
      return .submit(.atlasCloud, model: nil)
    case ("POST", 2) where parts == ["model", "uploadMedia"]: return .binaryUpload(.atlasCloud)
    case ("GET", 3) where parts[0] == "model" && parts[1] == "prediction":
      return .result(.atlasCloud, id: parts[2])
    case ("GET", 1) where parts == ["models"]: return .catalogue
    default: return .unknown(.atlasCloud)
    }
  }

  private static func files(_ method: String, _ parts: [String]) -> Route {
    if method == "PUT", parts.count == 2, parts[0] == "tickets" {
      return .ticketedUpload(ticket: parts[1])
    }
    guard method == "GET" || method == "HEAD", parts.count == 4 else { return .unknown(nil) }
    if parts[0] == "uploads", let service = SimulatedService(letter: parts[1]) {
      return .uploadedFile(service, token: parts[2])
    }
    if let service = SimulatedService(letter: parts[0]) {
      return .picture(service, id: parts[1], token: parts[2], name: parts[3])
    }
    return .unknown(nil)
  }

  var service: SimulatedService? {
    switch self {
    case .submit(let service, _), .result(let service, _), .binaryUpload(let service),
      .balance(let service), .picture(let service, _, _, _), .uploadedFile(let service, _):
      service
    case .uploadTicket, .ticketedUpload, .price, .history, .deletion: .waveSpeed
    case .catalogue: .atlasCloud
    case .unknown(let service): service
    case .control: nil
    }
  }

  /// `nil` for what faults do not strike.
  var call: FaultRule.Call? {
    switch self {
    case .submit: .submit
    case .result: .result
    case .binaryUpload, .uploadTicket, .ticketedUpload: .upload
    case .balance: .balance
    case .price: .price
    case .history: .history
    case .deletion: .delete
    case .catalogue: .catalogue
    case .picture, .uploadedFile: .download
    case .control, .unknown: nil
    }
  }

  /// True where the call wants the account's key.
  var needsKey: Bool {
    switch self {
    case .submit, .result, .binaryUpload, .uploadTicket, .balance, .price, .history, .deletion:
      true
    // Whose path it might be asks for that one's key first.
    case .unknown(let service): service != nil
    case .ticketedUpload, .catalogue, .picture, .uploadedFile, .control: false
    }
  }
}
