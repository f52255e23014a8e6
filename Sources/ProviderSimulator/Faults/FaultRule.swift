/// When a fault strikes: which calls, how many of them to let pass first, and how often.
public struct FaultRule: Sendable, Hashable, Codable {
  public enum Service: String, Sendable, Hashable, Codable {
    case any, wavespeed, atlascloud
  }

  /// The kinds of calls. `any` is all of them, downloads included.
  public enum Call: String, Sendable, Hashable, Codable {
    case any, submit, result, upload, download, balance, history, price, delete, catalogue
  }

  public var service: Service
  public var call: Call
  /// How many matching calls pass before the fault begins.
  public var skip: Int
  /// How many calls it strikes; 0 is for ever.
  public var times: Int
  public var fault: Fault

  public init(
    service: Service = .any,
    call: Call = .any,
    skip: Int = 0,
    times: Int = 1,
    fault: Fault
  ) {
    self.service = service
    self.call = call
    self.skip = skip
    self.times = times
    self.fault = fault
  }

  enum CodingKeys: String, CodingKey { case service, call, skip, times, fault }

  public init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    service = try fields.decodeIfPresent(Service.self, forKey: .service) ?? .any
    call = try fields.decodeIfPresent(Call.self, forKey: .call) ?? .any
    skip = try fields.decodeIfPresent(Int.self, forKey: .skip) ?? 0
    times = try fields.decodeIfPresent(Int.self, forKey: .times) ?? 1
    fault = try fields.decode(Fault.self, forKey: .fault)
  }

  func matches(_ route: Route) -> Bool {
    guard let called = route.call else { return false }
    guard call == .any || call == called else { return false }
    return service == .any || service.rawValue == route.service?.rawValue
  }
}

/// The rules that are left, and the counting down.
struct FaultBook {
  private var rules: [FaultRule] = []

  mutating func add(_ rule: FaultRule) { rules.append(rule) }
  mutating func clear() { rules = [] }

  /// The faults that strike this call; each of their rules is used up by one.
  mutating func strike(_ route: Route) -> ActiveFaults {
    var faults: [Fault] = []
    var groups: Set<Fault.Group> = []
    var index = 0
    while index < rules.count {
      let rule = rules[index]
      let isFree = rule.fault.group == .shape || !groups.contains(rule.fault.group)
      guard rule.matches(route), isFree else {
        index += 1
        continue
      }
      guard rule.skip == 0 else {
        rules[index].skip -= 1
        index += 1
        continue
      }
      faults.append(rule.fault)
      groups.insert(rule.fault.group)
      if rule.times == 1 {
        rules.remove(at: index)
      } else {
        rules[index].times -= rule.times == 0 ? 0 : 1
        index += 1
      }
    }
    return ActiveFaults(all: faults)
  }
}

/// The faults that strike one call.
struct ActiveFaults: Sendable {
  static let none = ActiveFaults(all: [])
  var all: [Fault]

  func has(_ fault: Fault) -> Bool { all.contains(fault) }

  /// The first that the reading finds something in.
  func first<Value>(_ reading: (Fault) -> Value?) -> Value? {
    for fault in all {
      if let value = reading(fault) { return value }
    }
    return nil
  }
}
