import ProviderSimulator

/// The ground of one round and the line to it on which single bytes can be counted.
struct KillStage: Sendable {
  let way: KillWay
  let ground: TortureGround
  let line: LoopbackProxy?
  let traffic: CallTraffic

  /// Work takes long enough for a second look.
  private static let pace = SimulatorPace(base: .milliseconds(150), perImage: .zero)
  /// Downloads come in parts.
  private static let bytesPerSecond = 400_000

  init(_ way: KillWay, _ moments: [KillMoment]) throws {
    self.way = way
    ground = try TortureGround { $0.pace = Self.pace }
    traffic = CallTraffic(ground.server)
    do {
      line = moments.contains { $0.isInBytes } ? try LoopbackProxy(before: ground.server) : nil
    } catch {
      ground.clearUp()
      throw error
    }
    if way.isRefused {
      ground.server.script(FaultRule(call: .submit, times: 0, fault: .status(400)))
    }
    if moments.contains(where: { $0.isInsideDownload }) {
      let slow = Fault.slow(bytesPerSecond: Self.bytesPerSecond)
      ground.server.script(FaultRule(call: .download, times: 2, fault: slow))
    }
  }

  func clearUp() {
    line?.stop()
    ground.clearUp()
  }
}

extension KillMoment {
  fileprivate var isInsideDownload: Bool {
    if case .call(.download, .sent, _) = self { true } else { false }
  }

  fileprivate var isInBytes: Bool {
    if case .bytes = self { true } else { false }
  }
}
