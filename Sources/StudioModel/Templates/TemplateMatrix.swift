/// Everything a template can become with given values.
///
/// Making one checks the whole: that every value and wildcard is there, that nothing goes round in
/// circles, and how long the prompts get. The combinations themselves are made one at a time.
public struct TemplateMatrix: Hashable, Sendable {
  let links: TemplateLinks
  /// All combinations, those that make the same prompt included; `.max` where they are more. A
  /// variable counts with all its values, whether or not every alternative speaks of it.
  public let count: Int

  /// How many runs are made at once unless another limit is set.
  public static let standardLimit = 100

  /// - Parameters:
  ///   - values: what each variable may be, taken as it is: braces in a value are text. Several
  ///     values are an axis of the matrix.
  ///   - images: what `{images}` stands for where it has no value.
  public init(
    _ template: PromptTemplate,
    values: [String: [String]] = [:],
    wildcards: some WildcardSource = Wildcards(),
    images: Int? = nil
  ) throws(TemplateFault) {
    let standing = images.map { [PromptTemplate.imagesVariable: [String($0)]] } ?? [:]
    links = try TemplateLinker.link(
      template,
      values: values,
      standing: standing,
      wildcards: wildcards
    )
    count = links.count
  }

  /// What multiplies the runs: variables first, then the rest from left to right.
  public var axes: [TemplateAxis] { links.axes }

  /// One combination, from nought to `count`; `nil` outside of it.
  ///
  /// The order is always the same: the first variable changes slowest, the last choice in the text
  /// fastest.
  public func run(at index: Int) -> TemplateRun? {
    guard index >= 0, index < count else { return nil }
    let bodyCount = links.measure(links.body).count
    var rest = index / bodyCount
    var digits: [Int] = []
    for variable in links.variables.reversed() {
      digits.append(rest % variable.measure.count)
      rest /= variable.measure.count
    }
    var resolver = TemplateResolver(links)
    for (variable, digit) in zip(links.variables, digits.reversed()) {
      var chooser = NumberedChooser(digit)
      resolver.settle(variable, &chooser)
    }
    var chooser = NumberedChooser(index % bodyCount)
    return resolver.run(&chooser)
  }

  /// One combination at random. At each place every alternative has the same chance, however many
  /// combinations it leads to, so this works where they can't be counted too.
  public func draw(using generator: inout some RandomNumberGenerator) -> TemplateRun {
    var chooser = RandomChooser(generator: generator)
    var resolver = TemplateResolver(links)
    for variable in links.variables { resolver.settle(variable, &chooser) }
    let run = resolver.run(&chooser)
    generator = chooser.generator
    return run
  }

  /// All combinations in order; throws `tooManyRuns` above a limit. Of several that make the same
  /// prompt the first is kept.
  public func runs(limit: Int = standardLimit) throws(TemplateFault) -> TemplateRuns {
    guard count <= limit else {
      throw .tooManyRuns(TooManyRuns(count: count, limit: limit, axes: axes))
    }
    var seen: Set<String> = []
    let runs = (0..<count).compactMap(run).filter { seen.insert($0.prompt).inserted }
    return TemplateRuns(runs: runs, repeated: count - runs.count)
  }
}

/// The different prompts of a template.
public struct TemplateRuns: Hashable, Sendable {
  public var runs: [TemplateRun]
  /// How many combinations were left out because they make a prompt that is there already.
  public var repeated: Int

  public init(runs: [TemplateRun], repeated: Int) {
    self.runs = runs
    self.repeated = repeated
  }

  /// One sentence about those left out; `nil` where there are none.
  public var repetition: String? { Self.repetition(repeated) }

  static func repetition(_ count: Int) -> String? {
    switch count {
    case 0: nil
    case 1: "1 combination repeats another and is left out."
    default: "\(count.grouped) combinations repeat others and are left out."
    }
  }
}
