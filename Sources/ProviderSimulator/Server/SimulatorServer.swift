import Synchronization

/// A loopback server that speaks the wires of WaveSpeedAI and Atlas Cloud: it checks keys and
/// parameters against the services' documents, keeps a ledger of charges, lets tasks advance by
/// the clock, draws pictures and misbehaves on request.
public final class SimulatorServer: Sendable {
  private let simulation: Simulation
  private let listener: Listener
  private let isStopped = Mutex(false)

  /// The port on 127.0.0.1.
  public let port: UInt16

  private init(_ simulation: Simulation, _ listener: Listener) {
    self.simulation = simulation
    self.listener = listener
    port = listener.port
  }

  deinit { stop() }

  public static func start(
    _ options: Options = Options()
  ) throws(SimulatorFailure) -> SimulatorServer {
    let simulation = try Simulation(options)
    do throws(SimulatorFailure) {
      let listener = try Listener(port: options.port, delegate: simulation)
      simulation.baseURL = "http://127.0.0.1:\(listener.port)"
      return SimulatorServer(simulation, listener)
    } catch {
      simulation.stop()
      throw error
    }
  }

  /// For example `http://127.0.0.1:40123`; both services' documented paths are below it.
  public var baseURL: String { "http://127.0.0.1:\(port)" }

  /// Links in replies begin with this address from now on: a proxy's that stands before this port.
  public func leadLinks(through address: String) { simulation.baseURL = address }

  /// Every accepted task with what it cost, in the order of acceptance.
  public var ledger: [LedgerEntry] { simulation.ledger() }

  /// The last few thousand requests, oldest first.
  public var requests: [RecordedRequest] { simulation.world.withLock { $0.requests } }

  /// Requests that carried a key to where none belongs: file downloads and ticketed uploads.
  public var keyLeaks: [RecordedRequest] { simulation.world.withLock { $0.keyLeaks } }

  /// What is left on a service's account, in millionths of a dollar.
  public func balance(_ service: SimulatedService) -> Int64 {
    let start = simulation.options.startingBalance
    let now = simulation.now
    return simulation.world.withLock { $0.balance(service, start: start, now: now) }
  }

  /// Takes sizes outside the documents from now on, or refuses them again.
  public func allowUndocumentedSizes(_ allows: Bool) {
    simulation.world.withLock { $0.allowsUndocumentedSizes = allows }
  }

  /// Adds a rule behind those that are there.
  public func script(_ rule: FaultRule) { simulation.world.withLock { $0.faults.add(rule) } }

  public func clearFaults() { simulation.world.withLock { $0.faults.clear() } }

  /// Calls the handler at each moment of each request, on the simulator's own threads: the
  /// simulator waits for it. It must not call `stop`, nor keep this server alive.
  public func observe(_ handler: @escaping @Sendable (RequestMoment) -> Void) {
    simulation.observe(handler)
  }

  /// Breaks off what is under way, joins every thread and frees the port. Further calls do
  /// nothing.
  public func stop() {
    let isFirst = isStopped.withLock { isStopped in
      defer { isStopped = true }
      return !isStopped
    }
    guard isFirst else { return }
    listener.stop()
    simulation.stop()
  }
}
