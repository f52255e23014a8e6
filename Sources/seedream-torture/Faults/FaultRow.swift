import ProviderSimulator

/// One line of the table: a fault, the call it strikes, and the request that is made meanwhile.
struct FaultRow: Sendable {
  enum Delivery: String, Sendable, CaseIterable {
    case poll, sync, base64
  }

  let service: SimulatedService
  let delivery: Delivery
  let call: FaultRule.Call
  let fault: Fault
  /// The first such call passes unharmed.
  let isLater: Bool
  /// The fault goes on until it is cleared.
  let isLasting: Bool

  /// How many images are asked for.
  var images: Int {
    switch fault {
    case .outputForm(.outputString): 1
    case .moderatedFrames, .fewerOutputs: 3
    default: 2
    }
  }

  /// Files that have to be uploaded first.
  var references: Int { call == .upload ? (isLater ? 2 : 1) : 0 }

  /// A healthy sequence is made before: the fault strikes the second submit.
  var hasForerunner: Bool { call == .submit && isLater }

  /// What the simulator is told.
  var rules: [FaultRule] {
    let rule = FaultRule(
      call: call,
      skip: isLater ? 1 : 0,
      times: isLasting ? 0 : 1,
      fault: fault
    )
    return preparation + [rule]
  }

  /// Faults that are needed so that the call is made at all.
  private var preparation: [FaultRule] {
    switch call {
    case .result where delivery == .sync: [FaultRule(call: .submit, fault: .syncTimeout)]
    case .history:
      [FaultRule(call: .submit, fault: .dropAfterAcceptance)]
        + (isLater ? [FaultRule(call: .history, fault: .hiddenFromHistory)] : [])
    default: []
    }
  }

  /// Several looks are needed where the second one is to be struck.
  var pace: SimulatorPace {
    call == .result && isLater
      ? SimulatorPace(base: .milliseconds(400), perImage: .zero) : .instant
  }

  var model: String {
    references > 0 ? "bytedance/seedream-v4/edit-sequential" : "bytedance/seedream-v4/sequential"
  }

  /// The command line, with the paths of the references.
  func words(_ pictures: [String], prompt: String = "A series of images of a red fox") -> [String] {
    if call == .balance { return ["doctor", "--json"] }
    return [
      "generate", "--json", "--provider", service.rawValue, "--model", model, "--size",
      "1024x1024", "--max-images", "\(images)", "--delivery", delivery.rawValue,
    ] + (call == .price ? ["--quote"] : []) + pictures.flatMap { ["--image", $0] }
      + ["--", prompt]
  }
}

extension FaultRow: CustomStringConvertible {
  var description: String {
    let when = "\(isLater ? "a later" : "the first") \(call.rawValue) call"
    let often = isLasting ? "from then on" : "once"
    return "\(service.rawValue), \(delivery.rawValue): \(fault) at \(when), \(often)"
  }
}

extension Fault {
  /// Its name without what belongs to it, to be counted by.
  var family: String {
    let text = "\(self)"
    return String(text.prefix { $0 != "(" })
  }

  /// It ends with time, however often it strikes.
  var passesByItself: Bool {
    if case .notVisibleYet(_, _?) = self { true } else { false }
  }
}
