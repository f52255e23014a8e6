import ProviderSimulator
import StudioImaging
import StudioModel

@testable import StudioCore

/// A scratch folder with the simulator and a real transport, on which studios open.
final class LoopbackGround: Sendable {
  let folder: ScratchFolder
  let server: SimulatorServer
  private let paths: StudioPaths
  private let catalog: ModelCatalog
  private let baseURL: String

  init() throws {
    folder = try ScratchFolder()
    var options = SimulatorServer.Options()
    options.pace = .instant
    options.keys = .only("test-key")
    server = try SimulatorServer.start(options)
    baseURL = server.baseURL
    paths = try StudioPaths(environment: ["SEEDREAM_HOME": folder.path])
    catalog = try CatalogResource.load()
  }

  deinit { server.stop() }

  func open() async throws -> Studio {
    let transport = CurlTransport(CurlTransport.Configuration(version: "test"))
    var access: [ProviderID: ProviderRegistry.Access] = [:]
    for provider in ProviderID.allCases {
      access[provider] = ProviderRegistry.Access(key: "test-key", baseURL: baseURL)
    }
    let registry = try ProviderRegistry(
      access,
      transport: transport,
      clock: { StudioClock.live.now },
      parameters: { [catalog] provider, model in ModelParameters(catalog.model(model, provider)) }
    )
    var providers: [ProviderID: any Provider] = [:]
    for id in registry.available { providers[id] = try registry.provider(id) }
    return try await Studio.open(
      StudioSettings(
        program: "seedream test",
        paths: paths,
        catalog: catalog,
        config: StudioConfig(),
        transport: transport,
        inspector: RealPictures(),
        providers: providers,
        loopbackProviders: Set(ProviderID.allCases)
      )
    )
  }

  func plan(
    _ provider: ProviderID,
    _ model: String,
    _ references: [Reference] = [],
    delivery: Delivery = .poll
  ) -> SequencePlan {
    // The newer model takes no smaller size; small pictures are drawn sooner.
    let side = model.contains("v4.5") ? 2048 : 1024
    return SequencePlan(
      request: SequenceRequest(
        provider: provider,
        model: ModelID(rawValue: model),
        prompt: "A series of 2 images of a lighthouse",
        size: PixelSize(width: side, height: side),
        maxImages: 2,
        references: references,
        delivery: delivery
      ),
      estimate: Money(microdollars: 54_000)
    )
  }

  /// A small picture on disk, looked at.
  func reference() throws -> Reference {
    let path = folder("reference.png")
    let raster = Raster(width: 64, height: 64, pixels: [UInt8](repeating: 90, count: 64 * 64 * 3))
    writeFile(path, try PictureEncoder.png(raster))
    let vault = ReferenceVault(folder: paths.references, inspector: RealPictures())
    return Reference(source: .file(path: path), facts: try vault.inspect(path))
  }
}

/// Picture files as the picture layer sees them.
struct RealPictures: PictureInspector {
  func header(of path: String) throws(PictureProblem) -> StudioCore.PictureFacts {
    do throws(PictureFailure) {
      let header = try PictureHeader.read(path: path)
      return facts(header.format, header.width, header.height)
    } catch {
      throw PictureProblem(.notAPicture, error.description)
    }
  }

  func verify(_ path: String) throws(PictureProblem) -> StudioCore.PictureFacts {
    do throws(PictureFailure) {
      let found = try PictureCheck.verify(path: path)
      return facts(found.format, found.width, found.height)
    } catch {
      throw PictureProblem(.damaged, error.description)
    }
  }

  private func facts(
    _ format: PictureFileFormat,
    _ width: Int,
    _ height: Int
  ) -> StudioCore.PictureFacts {
    StudioCore.PictureFacts(
      format: PictureFormat(rawValue: format.rawValue) ?? .gif,
      size: PixelSize(width: width, height: height)
    )
  }
}
