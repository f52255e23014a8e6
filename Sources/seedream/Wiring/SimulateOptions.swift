import ProviderSimulator
import StudioCore
import StudioModel

/// What `seedream simulate` was asked for, in the simulator's terms.
enum SimulateOptions {
  static func read(
    _ arguments: Arguments,
    _ process: ProcessContext
  ) throws(Failure) -> SimulatorServer.Options {
    var options = SimulatorServer.Options()
    let (port, seconds) = try CommandRun.usage { () throws(UsageError) in
      (
        try arguments.number("port", in: UInt16(0)...UInt16.max),
        try arguments.number("pace", in: 0...86_400)
      )
    }
    options.port = port ?? 0
    if let key = arguments.value("key") { options.keys = .only(key) }
    options.journalPath = arguments.value("journal").map(process.absolute)
    if let seconds { options.pace = SimulatorPace(base: .seconds(seconds), perImage: .zero) }
    if arguments.has("instant") { options.pace = .instant }
    options.allowsUndocumentedSizes = arguments.has("allow-undocumented-sizes")
    if let path = arguments.value("faults") {
      options.faults = try faults(process.absolute(path))
    }
    return options
  }

  private static func faults(_ path: String) throws(Failure) -> [FaultRule] {
    let bytes: [UInt8]
    do throws(FileFailure) {
      bytes = try FileSystem().read(path, limit: 1 << 20, followingLinks: true)
    } catch {
      throw error.failure(cost: .nothing)
    }
    do throws(FaultRuleFailure) {
      return try FaultRule.list(json: bytes)
    } catch {
      throw Failure(.invalidRequest, "\(path) is \(error.description).", cost: .nothing)
    }
  }
}
