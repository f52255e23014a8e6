/// One request of a matrix.
public struct MatrixRun: Hashable, Sendable {
  public var request: SequenceRequest
  /// What was chosen where there was a choice: the prompt's first, then the settings'.
  public var choices: [TemplateChoice]
  public var price: PriceEstimate

  public init(request: SequenceRequest, choices: [TemplateChoice], price: PriceEstimate) {
    self.request = request
    self.choices = choices
    self.price = price
  }
}

/// A template and settings, multiplied into requests that are all sound, with what they cost
/// together: what a person is shown, and asked once, before any of it is sent.
public struct MatrixPlan: Hashable, Sendable {
  /// At least one; numbers of images change slowest, then prompts, models, sizes and seeds.
  public let runs: [MatrixRun]
  /// How many combinations were left out because their request is there already.
  public let repeated: Int
  /// What is worth saying about them, each once.
  public let notices: [Notice]

  /// - Parameters:
  ///   - values: as for `TemplateMatrix`.
  ///   - base: the settings where no axis varies them, and the references; its prompt is not used.
  ///   - limit: the most combinations; more are refused before any is made.
  public init(
    _ template: PromptTemplate,
    values: [String: [String]] = [:],
    wildcards: some WildcardSource = Wildcards(),
    axes: MatrixAxes = MatrixAxes(),
    base: SequenceRequest,
    catalog: ModelCatalog,
    limit: Int = TemplateMatrix.standardLimit
  ) throws(MatrixFault) {
    func matrix(_ images: Int) throws(MatrixFault) -> TemplateMatrix {
      do {
        return try TemplateMatrix(template, values: values, wildcards: wildcards, images: images)
      } catch { throw .template(error) }
    }
    let numbers = axes.images.isEmpty ? [base.maxImages] : axes.images
    // A number of images changes what the prompts say, not how many there are.
    let first = try matrix(numbers[0])
    let count = try Self.count(first, axes, limit: limit)
    var builder = MatrixBuilder(base: base, axes: axes, catalog: catalog, count: count)
    for images in numbers {
      let matrix = images == numbers[0] ? first : try matrix(images)
      let chosen = TemplateChoice.choosing("images", "\(images)", among: numbers.count)
      for prompt in (0..<matrix.count).compactMap(matrix.run) {
        try builder.add(prompt, images: images, chosen)
      }
    }
    runs = builder.runs
    repeated = builder.repeated
    notices = builder.notices
  }

  /// The number of combinations; throws above the limit.
  private static func count(
    _ matrix: TemplateMatrix,
    _ axes: MatrixAxes,
    limit: Int
  ) throws(MatrixFault) -> Int {
    let count = matrix.count.saturatingProduct(axes.count)
    guard count <= limit else {
      throw .template(
        .tooManyRuns(TooManyRuns(count: count, limit: limit, axes: matrix.axes + axes.axes))
      )
    }
    return count
  }

  /// The most pictures that can come of it.
  public var images: Int { runs.reduce(0) { $0.saturatingSum($1.price.images) } }

  /// The most it can cost.
  public var total: Money { runs.reduce(.zero) { $0 + $1.price.total } }

  /// True when every service says what it bills.
  public var isStatedByService: Bool { runs.allSatisfy(\.price.isStatedByService) }

  /// `4 sequences, up to 16 images: up to $0.432`, with `, estimate` where a service does not say
  /// what it bills.
  public var text: String {
    "\(runs.count.grouped) \(runs.count == 1 ? "sequence" : "sequences"), "
      + "up to \(images.grouped) \(images == 1 ? "image" : "images"): up to \(total)"
      + (isStatedByService ? "" : ", estimate")
  }

  /// One sentence about the combinations left out; `nil` where there are none.
  public var repetition: String? { TemplateRuns.repetition(repeated) }
}
