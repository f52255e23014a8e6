/// Makes the requests of a matrix one after the other, and checks each.
struct MatrixBuilder {
  private let base: SequenceRequest
  private let settings: [MatrixSettings]
  private let catalog: ModelCatalog
  /// All combinations, those that repeat others included.
  private let count: Int
  private var place = 0
  private var seen: Set<SequenceRequest> = []
  private(set) var runs: [MatrixRun] = []
  private(set) var notices: [Notice] = []

  init(base: SequenceRequest, axes: MatrixAxes, catalog: ModelCatalog, count: Int) {
    self.base = base
    settings = MatrixSettings.combinations(axes, base: base)
    self.catalog = catalog
    self.count = count
  }

  var repeated: Int { place - runs.count }

  /// Adds a prompt with every combination of the settings.
  mutating func add(
    _ prompt: TemplateRun,
    images: Int,
    _ chosen: [TemplateChoice]
  ) throws(MatrixFault) {
    let reading = PromptReading(of: prompt.prompt)
    for setting in settings {
      let choices = prompt.choices + chosen + setting.choices
      let refusals: [Refusal]
      do {
        var request = try setting.applied(to: base, catalog)
        request.prompt = prompt.prompt
        request.maxImages = images
        refusals = add(request, choices, reading)
      } catch { refusals = [error] }
      guard refusals.isEmpty else {
        throw .refused(run: place, of: count, choices: choices, refusals: refusals)
      }
      place += 1
    }
  }

  /// Returns every rule the request breaks; it is added when there are none.
  private mutating func add(
    _ request: SequenceRequest,
    _ choices: [TemplateChoice],
    _ reading: PromptReading
  ) -> [Refusal] {
    let assessment = RequestValidation.assess(request, catalog)
    guard assessment.refusals.isEmpty, let price = PriceEstimate(request, catalog) else {
      return assessment.refusals
    }
    guard seen.insert(request).inserted else { return [] }
    runs.append(MatrixRun(request: request, choices: choices, price: price))
    let said = PromptLint.check(request, catalog: catalog, reading: reading)
    for notice in assessment.notices + said where !isSaid(notice) { notices.append(notice) }
    return []
  }

  /// Fixes differ with the prompts they rewrite; the sentence is what a person reads.
  private func isSaid(_ notice: Notice) -> Bool {
    notices.contains { $0.kind == notice.kind && $0.message == notice.message }
  }
}
