import StudioCore
import StudioModel

/// Whether each service has a key, where it is reached, and what it answers to a free question.
struct ServiceCheckup: Sendable {
  let session: Session

  func findings(isOffline: Bool) async -> [Finding] {
    var findings = [transport()]
    let keys = await session.keys()
    for provider in ProviderID.allCases {
      let topic = provider.rawValue
      if let failure = keys.refused[provider] {
        findings.append(Finding(topic, failure))
      } else if let key = keys.found[provider] {
        findings.append(
          Finding(
            topic,
            .fine,
            session.demo == nil
              ? "a key is set up (\(key.origin.description))" : "the demo needs no key"
          )
        )
        if !isOffline { findings.append(await answer(provider, keys.found)) }
      } else {
        findings.append(
          Finding(
            topic,
            .lacking,
            "no key",
            fix: "export \(provider.keyVariable)=…, or write it to "
              + "\(session.paths.keys)/\(topic) with mode 600"
          )
        )
      }
    }
    return findings
  }

  private func transport() -> Finding {
    if let problem = CurlTransport.libraryProblem() {
      return Finding("transport", .broken, problem, fix: "apt-get install libcurl4")
    }
    return Finding(
      "transport",
      .fine,
      "libcurl \(CurlTransport.libraryVersion() ?? "of unknown version")"
    )
  }

  private func answer(_ provider: ProviderID, _ keys: [ProviderID: FoundKey]) async -> Finding {
    let topic = provider.rawValue
    let address = session.baseURL(of: provider)
    do throws(Failure) {
      let client = try CorePieces.clients(session, keys: keys)
      defer { client.transport.shutdown() }
      let balance = try await balance(try client.registry.provider(provider))
      return Finding(topic, .fine, "\(address) answers; balance \(balance)")
    } catch {
      return Finding(topic, error)
    }
  }

  private func balance(_ provider: any Provider) async throws(Failure) -> Money {
    do throws(ProviderFailure) {
      return try await provider.balance()
    } catch {
      throw error.failure
    }
  }
}
