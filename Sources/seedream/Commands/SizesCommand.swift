import CellGrid
import StudioModel

/// The table of recommended sizes, and what a model makes of each row.
enum SizesCommand: HeadlessCommand {
  static let name = "sizes"
  static let summary = "List the recommended sizes, with what a model refuses and why."
  static let options: [Option] = [
    Option("model", value: "ID", "the model to check against (default: every row is just listed)"),
    Option("provider", value: "NAME", "the service, where more than one offers the model"),
    .demo, .json, .help,
  ]
  static let notes = """
    Any row can be written as --size ASPECT@CLASS, turned for portrait (9:16@1mp). A row that is
    refused is sent only with --allow-undocumented-size.
    """

  /// One size with its verdicts, one for each service that offers the model.
  private struct Row {
    let aspect: String
    let kind: String
    let form: String
    let size: PixelSize
    let verdicts: [(ProviderID, SizeVerdict)]
  }

  static func run(_ arguments: Arguments, _ process: ProcessContext) async -> ExitCode {
    await CommandRun.withCatalog(arguments, process) { (catalog) throws(Failure) in
      let models = try chosenModels(arguments, catalog)
      let rows = rows(catalog, models)
      process.output.result(
        arguments.has("json")
          ? JSONDocument.list(rows.map { document($0, catalog) }).printed
          : table(rows, catalog, models)
      )
      return .done
    }
  }

  private static func chosenModels(
    _ arguments: Arguments,
    _ catalog: ModelCatalog
  ) throws(Failure) -> [CatalogModel] {
    let provider: ProviderID? = try CommandRun.usage { () throws(UsageError) in
      try GenerateWish.choice(arguments.value("provider"), "provider")
    }
    guard let word = arguments.value("model") else { return [] }
    let id = ModelID(rawValue: word)
    let providers = provider.map { [$0] } ?? ProviderID.allCases
    let models = providers.compactMap { catalog.model(id, $0) }
    guard models.isEmpty else { return models }
    let near = providers.flatMap { catalog.suggestions(for: id, provider: $0) }.first
    throw Failure(
      .invalidRequest,
      "There is no model “\(word)” in the catalogue.",
      cost: .nothing,
      advice: near.map { "Did you mean \($0)?" } ?? "`seedream models` lists them."
    )
  }

  private static func rows(_ catalog: ModelCatalog, _ models: [CatalogModel]) -> [Row] {
    func row(_ aspect: AspectRatio, _ kind: String, _ form: String, _ size: PixelSize) -> Row {
      Row(
        aspect: aspect.description,
        kind: kind,
        form: form,
        size: size,
        verdicts: models.map { ($0.provider, SizeVerdict(size, model: $0, catalog: catalog)) }
      )
    }
    var rows = catalog.presets.bothOrientations.flatMap { preset in
      [
        row(preset.aspect, preset.sizeClass.rawValue, "exact", preset.exact),
        row(preset.aspect, preset.sizeClass.rawValue, "rounded", preset.rounded),
      ]
    }
    rows += catalog.largerSizes.rows.map { row($0.aspect, "larger", "exact", $0.size) }
    for model in models {
      guard case .list(let sizes, _) = model.sizeRule else { continue }
      for size in sizes where !rows.contains(where: { $0.size == size }) {
        rows.append(row(AspectRatio.simplest(of: size), "listed", "exact", size))
      }
    }
    return rows
  }

  private static func table(
    _ rows: [Row],
    _ catalog: ModelCatalog,
    _ models: [CatalogModel]
  ) -> String {
    let heads = ["aspect", "class", "form", "size"] + models.map(\.provider.rawValue)
    let lines = rows.map { row in
      [row.aspect, row.kind, row.form, row.size.description] + row.verdicts.map { word($0.1) }
    }
    var notes = [
      "Source of the table: \(catalog.presets.source); larger sizes: \(catalog.largerSizes.source)."
    ]
    notes += models.map { model in
      "\(model.provider.displayName) takes \(model.sizeRule.summary) (\(model.sizeRule.source)); "
        + "what it refuses is sent only with --allow-undocumented-size. --json gives each reason."
    }
    return TextTable.printed(heads, lines) + "\n" + notes.joined(separator: "\n") + "\n"
  }

  private static func word(_ verdict: SizeVerdict) -> String {
    guard !verdict.isAllowed else { return "ok" }
    return "refused" + (verdict.nearestSize.map { ", nearest \($0)" } ?? "")
  }

  private static func document(_ row: Row, _ catalog: ModelCatalog) -> JSONDocument {
    .object([
      "aspect": .text(row.aspect),
      "class": .text(row.kind),
      "form": .text(row.form),
      "size": .text(row.size.plainForm),
      "width": .integer(Int64(row.size.width)),
      "height": .integer(Int64(row.size.height)),
      "models": .list(
        row.verdicts.map { provider, verdict in
          .object([
            "provider": .text(provider.rawValue), "allowed": .bool(verdict.isAllowed),
            "reason": .optional(verdict.reason),
          ])
        }
      ),
    ])
  }
}

extension AspectRatio {
  /// A size's proportion in lowest terms.
  fileprivate static func simplest(of size: PixelSize) -> AspectRatio {
    var (larger, smaller) = (size.width, size.height)
    while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
    let divisor = max(larger, 1)
    return AspectRatio(size.width / divisor, size.height / divisor)
  }
}
