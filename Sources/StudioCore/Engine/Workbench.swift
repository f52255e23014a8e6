import StudioModel
import Synchronization

/// What every part of the engine works with; made once per studio.
struct Workbench: Sendable {
  let store: Store
  let vault: ReferenceVault
  /// The folder below which sequences have theirs.
  let library: String
  let owner: LeaseOwnerID
  /// Name and version, for recipes.
  let program: String
  let clock: StudioClock
  let ids: IDSource
  let files: FileSystem
  let transport: any HTTPTransport
  let inspector: any PictureInspector
  let failpoints: Failpoints
  let events: EventHub
  let services: Services
  let downloads: Gate
  let disk: DiskWork
  let acceptances: AcceptanceNote
  let spending: StudioConfig.Spending
  let looks: LookControl

  /// One service as the engine uses it.
  struct Service: Sendable {
    let provider: any Provider
    let policy: ServicePolicy
    /// True when the service runs on this machine, as a simulator does.
    let isLoopback: Bool
    /// One job at a time asks for room within the service's limits, so that jobs go in order.
    let submissions: Gate
    let polls: Gate
  }

  /// The services that have a key; keys may be found after the library was opened.
  final class Services: Sendable {
    private let known: Mutex<[ProviderID: Service]>

    init(_ services: [ProviderID: Service]) { known = Mutex(services) }

    subscript(id: ProviderID) -> Service? { known.withLock { $0[id] } }

    /// Adds those that are not there yet.
    func add(_ services: [ProviderID: Service]) {
      known.withLock { $0.merge(services) { known, _ in known } }
    }
  }

  /// Makes the folder of a job where it is not there any more.
  func makeFolder(of job: Job) throws(FileFailure) {
    try files.makeFolder(job.folder, below: library)
  }

  func context(expected: Duration?, policy: ServicePolicy) -> JobContext {
    JobContext(
      now: clock.now,
      chance: ids.unitInterval(),
      schedule: policy.schedule,
      expected: expected,
      keepsList: policy.keepsList,
      refundsFailures: policy.refundsFailures
    )
  }
}
