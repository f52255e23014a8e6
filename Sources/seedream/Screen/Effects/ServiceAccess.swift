import StudioCore
import StudioModel
import StudioUI

/// Which services can be used from here, and why others cannot.
struct ServiceAccess: Sendable {
  var providers: [ProviderID: any Provider] = [:]
  var loopback: Set<ProviderID> = []
  var access: [ProviderID: Account.Access] = [:]
  /// Runs for as long as somebody holds it.
  var demo: DemoService?

  /// Looks for the keys, in the order of the settings; starts the simulator where it is a demo. May
  /// take as long as the person's key commands do.
  static func find(_ session: Session, _ transport: CurlTransport) async -> ServiceAccess {
    var found = ServiceAccess()
    do throws(Failure) {
      let session = try session.withService()
      found.demo = session.demo
      let keys = await session.keys()
      for provider in ProviderID.allCases {
        found.add(provider, keys, session, transport)
      }
    } catch {
      for provider in ProviderID.allCases { found.refuse(provider, error) }
    }
    return found
  }

  /// A service whose address is wrong must not keep the other one from working.
  private mutating func add(
    _ provider: ProviderID,
    _ keys: (found: [ProviderID: FoundKey], refused: [ProviderID: Failure]),
    _ session: Session,
    _ transport: CurlTransport
  ) {
    guard let key = keys.found[provider] else {
      return refuse(provider, keys.refused[provider] ?? session.keyMissing(provider))
    }
    do throws(Failure) {
      let clients = try CorePieces.clients(session, keys: [provider: key], transport: transport)
      providers.merge(try clients.providers()) { $1 }
      loopback.formUnion(clients.loopback)
      access[provider] = .ready
    } catch {
      refuse(provider, error)
    }
  }

  private mutating func refuse(_ provider: ProviderID, _ failure: Failure) {
    access[provider] = .missing(reason: failure.message, advice: failure.advice)
  }
}
