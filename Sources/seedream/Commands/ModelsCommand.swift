import CellGrid
import Glibc
import StudioModel
import TerminalKit

/// The catalogue of models.
enum ModelsCommand: HeadlessCommand {
  static let name = "models"
  static let summary = "List the models: price, bounds, parameters, and who says so."
  static let options: [Option] = [
    Option("provider", value: "NAME", "only those of wavespeed or atlascloud"),
    .demo, .json, .help,
  ]

  static func run(_ arguments: Arguments, _ process: ProcessContext) async -> ExitCode {
    await CommandRun.withCatalog(arguments, process) { (catalog) throws(Failure) in
      let provider: ProviderID? = try CommandRun.usage { () throws(UsageError) in
        try GenerateWish.choice(arguments.value("provider"), "provider")
      }
      let models = catalog.models.filter { provider == nil || $0.provider == provider }
      process.output.result(
        arguments.has("json")
          ? JSONDocument.list(models.map { document($0, catalog) }).printed
          : table(models)
      )
      return .done
    }
  }

  /// One table a service. What a model takes is left out where the terminal has no room for it.
  private static func table(_ models: [CatalogModel]) -> String {
    let width = TerminalSize(descriptor: STDOUT_FILENO)?.columns ?? .max
    let isWide = width >= 104
    let heads = ["model", "image", "images", "refs", "size"] + (isWide ? ["takes"] : [])
    var text = ""
    for provider in ProviderID.allCases {
      let rows = models.filter { $0.provider == provider }.map { model in
        [
          model.id.rawValue, "\(model.price.amount)",
          "\(model.maxImages.bounds.minimum)–\(model.maxImages.bounds.maximum)",
          model.isEdit ? "\(model.references.minimum)–\(model.references.maximum)" : "–",
          sizeWords(model.sizeRule),
        ] + (isWide ? [parameters(model)] : [])
      }
      guard !rows.isEmpty else { continue }
      text +=
        "\(provider.rawValue) · \(provider.displayName)\n" + TextTable.printed(heads, rows) + "\n"
    }
    return text + "Prices are what the services' documents said; --json names the source of each.\n"
  }

  private static func sizeWords(_ rule: SizeRule) -> String {
    switch rule {
    case .list(let sizes, _): "one of \(sizes.count)"
    case .sides(let sides): "\(sides.minimum)–\(sides.maximum) a side"
    case .totalPixels(let pixels, _):
      "\(megapixels(pixels.minimum))–\(megapixels(pixels.maximum)) MP"
    }
  }

  /// Millions of pixels with one decimal.
  private static func megapixels(_ pixels: Int64) -> String {
    let tenths = (pixels + 50_000) / 100_000
    return "\(tenths / 10).\(tenths % 10)"
  }

  private static func parameters(_ model: CatalogModel) -> String {
    var words = model.deliveries.map(\.value.rawValue)
    if model.seed != nil { words.append("seed") }
    return words.joined(separator: " ")
  }

  private static func document(_ model: CatalogModel, _ catalog: ModelCatalog) -> JSONDocument {
    .object([
      "provider": .text(model.provider.rawValue),
      "id": .text(model.id.rawValue),
      "name": .text(model.displayName),
      "price": .object([
        "usd": .decimal(model.price.amount.decimal), "unit": .text(model.price.unit),
        "source": .text(model.price.source.description),
      ]),
      "max_images": bounds(model.maxImages.bounds),
      "references": bounds(model.references),
      "size": size(model.sizeRule),
      "default_size": .text(model.defaultSize.size.plainForm),
      "seed": model.seed.map(bounds) ?? .null,
      "deliveries": .list(model.deliveries.map { .text($0.value.rawValue) }),
      "parameters": .list(model.parameters.map { .text($0.rawValue) }),
      "references_plus_outputs": catalog.family(of: model).map {
        .object([
          "maximum": .integer(Int64($0.referencesPlusOutputs.value)),
          "source": .text($0.referencesPlusOutputs.source.description),
        ])
      } ?? .null,
    ])
  }

  private static func bounds(_ bounds: LimitBounds) -> JSONDocument {
    .object([
      "minimum": .integer(bounds.minimum), "maximum": .integer(bounds.maximum),
      "source": .text(bounds.source.description),
    ])
  }

  private static func size(_ rule: SizeRule) -> JSONDocument {
    let source = JSONDocument.text(rule.source.description)
    switch rule {
    case .sides(let sides):
      return .object([
        "rule": .text("sides"), "minimum": .integer(sides.minimum),
        "maximum": .integer(sides.maximum), "source": source,
      ])
    case .list(let sizes, _):
      return .object([
        "rule": .text("list"), "sizes": .list(sizes.map { .text($0.plainForm) }),
        "source": source,
      ])
    case .totalPixels(let pixels, let aspect):
      return .object([
        "rule": .text("total_pixels"), "minimum": .integer(pixels.minimum),
        "maximum": .integer(pixels.maximum), "aspect": .integer(Int64(aspect.value)),
        "source": source,
      ])
    }
  }
}
