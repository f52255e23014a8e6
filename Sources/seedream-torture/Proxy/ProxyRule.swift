import ProviderSimulator

/// What a proxy does to some of the connections or calls that pass through it.
struct ProxyRule: Sendable {
  /// Which way bytes go.
  enum Way: Sendable, Hashable, CaseIterable {
    case request, reply
  }

  /// What happens. A count of bytes is one of the bytes of this request or reply, head included,
  /// and the action comes once so many have passed; 0 is before the first one passes.
  enum Action: Sendable {
    /// Both sides get a reset; what was read and not passed on is lost.
    case reset
    /// The receiver of these bytes is told that no more come; the other way stays open.
    case halfClose
    /// The line is dead for so long, or until the program gives up; then it is closed.
    case blackhole(Duration)
    /// A break in the middle: what stands before it leaves as a packet of its own.
    case split(pause: Duration)
    /// So many of the last bytes are sent a second time.
    case duplicate(last: Int)
    /// Somebody is called, and everything waits for it.
    case call(@Sendable () -> Void)
    /// From here on, bytes pass at this speed.
    case throttle(bytesPerSecond: Int)
  }

  enum Target: Sendable, Hashable {
    /// The connection itself, before a byte was read: only `reset` and `blackhole` make sense.
    case connection
    case call(FaultRule.Call)
  }

  let target: Target
  /// Which of the matching ones, from 1.
  let ordinals: ClosedRange<Int>
  let way: Way
  let count: Int
  let action: Action

  /// Strikes one call, or several of them, when so many bytes of it have passed.
  init(
    _ call: FaultRule.Call,
    _ way: Way,
    after count: Int,
    ordinals: ClosedRange<Int> = 1...1,
    _ action: Action
  ) {
    target = .call(call)
    self.ordinals = ordinals
    self.way = way
    self.count = count
    self.action = action
  }

  /// Strikes connections before anything is read from them.
  init(connections ordinals: ClosedRange<Int>, _ action: Action) {
    target = .connection
    self.ordinals = ordinals
    way = .request
    count = 0
    self.action = action
  }
}

/// The rules, and how often each was matched.
struct ProxyRuleBook: Sendable {
  private var rules: [(rule: ProxyRule, matches: Int)] = []

  init(_ rules: [ProxyRule]) { self.rules = rules.map { ($0, 0) } }

  /// The rules that strike what comes now.
  mutating func strike(_ target: ProxyRule.Target) -> [ProxyRule] {
    rules.indices.compactMap { index in
      guard rules[index].rule.matches(target) else { return nil }
      rules[index].matches += 1
      let rule = rules[index].rule
      return rule.ordinals.contains(rules[index].matches) ? rule : nil
    }
  }
}

extension ProxyRule {
  fileprivate func matches(_ other: Target) -> Bool {
    if case .call(.any) = target, case .call = other { return true }
    return target == other
  }
}

/// A request and its reply, as they passed.
struct ProxiedExchange: Sendable {
  /// `nil` for a path that is no call of either service.
  let call: FaultRule.Call?
  /// Bytes that the program sent and got.
  var passed: [ProxyRule.Way: Int] = [.request: 0, .reply: 0]

  /// Reads the first line of a request.
  init(line: String) {
    let words = line.split(separator: " ")
    let path = words.count > 1 ? words[1].split(separator: "?")[0] : ""
    call = Self.call(String(words.first ?? ""), path.split(separator: "/").map(String.init))
  }

  private static func call(_ method: String, _ parts: [String]) -> FaultRule.Call? {
    switch (parts.first, parts.dropFirst().first) {
    case ("files", _): method == "PUT" ? .upload : .download
    case ("public", _): .balance
    case ("api", "v3"): waveSpeed(method, Array(parts.dropFirst(2)))
    case ("api", "v1"): atlasCloud(Array(parts.dropFirst(2)))
    default: nil
    }
  }

  private static func waveSpeed(_ method: String, _ parts: [String]) -> FaultRule.Call? {
    switch (parts.first, parts.count) {
    case ("predictions", 1): .history
    case ("predictions", _): method == "GET" ? .result : .delete
    case ("media", _): .upload
    case ("balance", _): .balance
    case ("model", _): .price
    default: method == "POST" ? .submit : nil
    }
  }

  private static func atlasCloud(_ parts: [String]) -> FaultRule.Call? {
    switch (parts.first, parts.dropFirst().first) {
    case ("models", _): .catalogue
    case (_, "generateImage"): .submit
    case (_, "uploadMedia"): .upload
    case (_, "prediction"): .result
    default: nil
    }
  }
}
