/// One combination of the settings that a matrix varies, without the number of images.
struct MatrixSettings {
  private let model: OfferedModel
  private let size: SizeSpelling
  private let seed: SeedPolicy
  let choices: [TemplateChoice]

  /// Models change slowest, seeds fastest.
  static func combinations(_ axes: MatrixAxes, base: SequenceRequest) -> [MatrixSettings] {
    let models = axes.models.isEmpty ? [OfferedModel(base.model, at: base.provider)] : axes.models
    let sizes = axes.sizes.isEmpty ? [.pixels(base.size)] : axes.sizes
    let seeds = axes.seeds.isEmpty ? [SeedPolicy(base.seed)] : axes.seeds
    let namesServices = Set(models.map(\.provider)).count > 1
    return models.flatMap { model in
      let name = namesServices ? "\(model.id) at \(model.provider)" : model.id.rawValue
      let chosenModel = TemplateChoice.choosing("model", name, among: models.count)
      return sizes.flatMap { size in
        let chosenSize = TemplateChoice.choosing("size", size.description, among: sizes.count)
        return seeds.map { seed in
          let chosenSeed = TemplateChoice.choosing("seed", seed.description, among: seeds.count)
          return MatrixSettings(
            model: model,
            size: size,
            seed: seed,
            choices: chosenModel + chosenSize + chosenSeed
          )
        }
      }
    }
  }

  func applied(
    to base: SequenceRequest,
    _ catalog: ModelCatalog
  ) throws(Refusal) -> SequenceRequest {
    var request = base
    request.provider = model.provider
    request.model = model.id
    request.seed = seed.seed
    request.size = try size.size(for: RequestValidation.model(of: request, catalog), in: catalog)
    return request
  }
}
