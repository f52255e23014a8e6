extension ModelCatalog {
  /// What in the catalogue contradicts itself, one sentence each; empty when it is sound.
  ///
  /// Decoding proves the shape only. These are what the rest of the program relies on.
  public var faults: [String] {
    models.flatMap(faults(of:)) + Repetition.faults(models.map { "\($0.provider) \($0.id)" })
      + services.flatMap(faults(of:)) + Repetition.faults(services.map(\.id.rawValue))
      + Repetition.faults(families.map(\.id)) + limitFaults
  }

  private func faults(of model: CatalogModel) -> [String] {
    let name = "\(model.provider) \(model.id)"
    var found: [String] = []
    if service(model.provider) == nil { found.append("\(name): its service is not listed") }
    if family(of: model) == nil { found.append("\(name): its family is not listed") }
    if !model.sizeRule.allows(model.defaultSize.size) {
      found.append("\(name): its default size is refused by its own rule")
    }
    if !model.takes(.poll) { found.append("\(name): results can't be polled") }
    if model.price.amount < .zero { found.append("\(name): its price is negative") }
    let bounds = [model.maxImages.bounds, model.references] + (model.seed.map { [$0] } ?? [])
    if bounds.contains(where: { $0.minimum > $0.maximum }) || model.maxImages.bounds.minimum < 1 {
      found.append("\(name): a limit is upside down")
    }
    if let count = model.maxImages.serviceDefault, !model.maxImages.bounds.contains(count.value) {
      found.append("\(name): its default number of images is outside its own limit")
    }
    return found
  }

  private func faults(of service: CatalogService) -> [String] {
    service.limits.tiers.contains { $0.imagesPerMinute < 1 || $0.tasksAtOnce < 1 }
      ? ["\(service.id): an account level allows nothing"] : []
  }

  private var limitFaults: [String] {
    var found: [String] = []
    if promptBudget.englishWords.value < 1 || promptBudget.chineseCharacters.value < 1 {
      found.append("the prompt budget allows nothing")
    }
    if families.contains(where: { $0.aspect.value < 1 || $0.referencesPlusOutputs.value < 1 }) {
      found.append("a family allows nothing")
    }
    let sizes = presets.rows.flatMap { [$0.exact, $0.rounded] } + largerSizes.rows.map(\.size)
    if sizes.contains(where: { $0.width < 1 || $0.height < 1 }) {
      found.append("a recommended size is empty")
    }
    return found
  }
}

/// Names that have to be there once.
enum Repetition {
  /// One sentence for each that is there more than once.
  static func faults(_ names: [String]) -> [String] {
    Set(names.filter { name in names.filter { $0 == name }.count > 1 }).sorted()
      .map { "\($0) is listed twice" }
  }
}
