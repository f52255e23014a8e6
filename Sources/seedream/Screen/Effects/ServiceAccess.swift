import StudioCore
import StudioModel
import StudioUI

/// Which services can be used from here, and why others cannot.
struct ServiceAccess: Sendable {
  private let session: Session
  private let keys: [ProviderID: FoundKey]
  private(set) var access: [ProviderID: Account.Access] = [:]

  /// The simulator of a demo; runs for as long as somebody holds it.
  var demo: DemoService? { session.demo }

  /// Looks for the keys; starts the simulator where it is a demo. May take as long as the person's
  /// key commands do.
  static func find(_ session: Session) async -> ServiceAccess {
    do throws(Failure) {
      let session = try session.withService()
      let keys = await session.keys()
      var found = ServiceAccess(session: session, keys: keys.found)
      for provider in ProviderID.allCases {
        if keys.found[provider] != nil {
          found.access[provider] = .ready
        } else {
          found.refuse(provider, keys.refused[provider] ?? session.keyMissing(provider))
        }
      }
      return found
    } catch {
      var none = ServiceAccess(session: session, keys: [:])
      for provider in ProviderID.allCases { none.refuse(provider, error) }
      return none
    }
  }

  private init(session: Session, keys: [ProviderID: FoundKey]) {
    self.session = session
    self.keys = keys
  }

  /// Connects a core to every service that has a key; a service whose address is wrong is refused,
  /// and does not keep the other one from working.
  mutating func connect(_ studio: Studio, _ transport: CurlTransport) {
    for (provider, key) in keys {
      do throws(Failure) {
        let clients = try CorePieces.clients(session, keys: [provider: key], transport: transport)
        studio.connect(try clients.providers(), loopback: clients.loopback)
      } catch {
        refuse(provider, error)
      }
    }
  }

  private mutating func refuse(_ provider: ProviderID, _ failure: Failure) {
    access[provider] = .missing(reason: failure.message, advice: failure.advice)
  }
}
