import ProviderSimulator
import StudioCore
import StudioModel

/// The built-in simulator, running inside this program.
struct DemoService: Sendable {
  private let server: SimulatorServer

  /// The one key the demo's simulator takes.
  static let key = "demo"

  var baseURL: String { server.baseURL }

  /// Starts it with the demo library's own journal, so that a later run finds its tasks again.
  static func start(_ paths: StudioPaths) throws(Failure) -> DemoService {
    var options = SimulatorServer.Options()
    options.keys = .only(key)
    options.journalPath = paths.data + "/simulator.journal"
    do throws(FileFailure) {
      try paths.prepare()
    } catch {
      throw error.failure(cost: .nothing)
    }
    return DemoService(server: try start(options))
  }

  static func start(_ options: SimulatorServer.Options) throws(Failure) -> SimulatorServer {
    do throws(SimulatorFailure) {
      return try SimulatorServer.start(options)
    } catch {
      throw Failure(
        .internalError,
        "The simulator did not start: \(error.description)",
        cost: .nothing,
        advice: "Choose another --port, or run `seedream doctor`."
      )
    }
  }

  func stop() { server.stop() }
}
