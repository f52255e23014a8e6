import ProviderSimulator

/// A moment at which a program is ended with SIGKILL.
enum KillMoment: Sendable, Hashable, CustomStringConvertible {
  /// A label of the program's own (`SEEDREAM_FAILPOINT`), the so-manieth time it is reached.
  case label(String, Int)
  /// A stage of a call, the so-manieth time the services see it.
  case call(FaultRule.Call, CallStage, Int)
  /// So many bytes of the so-manieth call have passed. With `isCut` the line breaks there too, else
  /// what the system had taken is still delivered.
  case bytes(FaultRule.Call, Int, ProxyRule.Way, Int, isCut: Bool)
  /// So many milliseconds after the start, or after the key that sends.
  case delay(Int)

  enum CallStage: String, Sendable, Hashable, CaseIterable {
    case arrived, accepted, sent, replied

    func fits(_ stage: RequestMoment.Stage) -> Bool {
      switch (self, stage) {
      case (.arrived, .arrived), (.accepted, .accepted), (.sent, .sent), (.replied, .replied): true
      default: false
      }
    }
  }

  /// Everything `kind` says, in the order in which a report shows it.
  static let kinds = [
    "at labelled moments", "around database commits", "around the call that costs money",
    "inside the bytes of the call that costs money", "inside the bytes of its answer",
    "around uploads of references", "around looks at the service", "around and inside downloads",
    "inside the bytes of other calls and downloads", "at random times",
  ]

  /// What the report counts it under.
  var kind: String {
    switch self {
    case .label(let name, _) where name.hasSuffix("-commit"): "around database commits"
    case .label: "at labelled moments"
    case .bytes(.submit, _, .request, _, _): "inside the bytes of the call that costs money"
    case .bytes(.submit, _, .reply, _, _): "inside the bytes of its answer"
    case .bytes: "inside the bytes of other calls and downloads"
    case .call(.submit, _, _): "around the call that costs money"
    case .call(.upload, _, _): "around uploads of references"
    case .call(.download, _, _): "around and inside downloads"
    case .call: "around looks at the service"
    case .delay: "at random times"
    }
  }

  var description: String {
    switch self {
    case .label(let name, let count): "\(name):\(count)"
    case .call(let call, let stage, let count): "\(call.rawValue) \(stage.rawValue) \(count)"
    case .bytes(let call, let number, let way, let count, let isCut):
      "\(call.rawValue) \(number) \(way) byte \(count)" + (isCut ? ", cut" : "")
    case .delay(let milliseconds): "after \(milliseconds) ms"
    }
  }
}
