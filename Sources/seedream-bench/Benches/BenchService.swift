import StudioCore
import StudioModel

/// Clients for a simulator, as the program itself makes them.
enum BenchService {
  static func registry(
    _ address: String,
    _ transport: CurlTransport
  ) throws -> ProviderRegistry {
    let catalog = try CatalogResource.load()
    return try ProviderRegistry(
      [.wavespeed: ProviderRegistry.Access(key: "bench", baseURL: address)],
      transport: transport,
      clock: { StudioClock.live.now },
      parameters: { ModelParameters(catalog.model($1, $0)) }
    )
  }
}
