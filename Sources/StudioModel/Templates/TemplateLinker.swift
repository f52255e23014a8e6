/// Finds what a template speaks of, and refuses what is missing, circular or boundless.
struct TemplateLinker {
  private let template: PromptTemplate
  private let values: [String: [String]]
  private var entries: [String: [[TemplateNode]]] = [:]
  private var defaults: [String: [TemplateNode]]
  /// Every variable that is written anywhere, in order of appearance.
  private var declared = DistinctNames()
  private var links: TemplateLinks
  /// What is being looked into now, from the outside in.
  private var path: [TemplateLink] = []
  private var missing = DistinctNames()

  static let maximumDepth = 10
  /// Bytes; many times what a model reads.
  static let maximumPrompt = 64_000

  private init(_ template: PromptTemplate, _ values: [String: [String]]) {
    self.template = template
    self.values = values
    defaults = template.defaults.mapValues(\.nodes)
    links = TemplateLinks(body: template.nodes)
    for name in template.variables { declared.insert(name) }
  }

  /// - Parameter standing: values for variables that are written somewhere and not given.
  static func link(
    _ template: PromptTemplate,
    values: [String: [String]],
    standing: [String: [String]],
    wildcards: some WildcardSource
  ) throws(TemplateFault) -> TemplateLinks {
    var linker = TemplateLinker(template, values.merging(standing) { given, _ in given })
    try linker.load(wildcards)
    try linker.checkUse(of: values)
    try linker.visit(template.nodes)
    guard linker.missing.list.isEmpty else { throw .valuesMissing(linker.missing.list) }
    let longest = linker.links.measure(template.nodes).longest
    guard longest <= maximumPrompt else {
      throw .promptTooLong(longest, limit: maximumPrompt)
    }
    return linker.links
  }

  // MARK: Loading

  /// Reads and parses the wildcards that the template, and their own entries, speak of.
  private mutating func load(_ source: some WildcardSource) throws(TemplateFault) {
    var waiting = template.wildcards
    var next = 0
    while next < waiting.count {
      let name = waiting[next]
      next += 1
      guard entries[name] == nil else { continue }
      let wildcard = try Self.wildcard(name, source)
      var parsed: [[TemplateNode]] = []
      for entry in wildcard.entries {
        let template = try Self.template(entry, of: name)
        parsed.append(template.nodes)
        try declare(template)
        waiting += template.wildcards
      }
      entries[name] = parsed
    }
  }

  private static func wildcard(
    _ name: String,
    _ source: some WildcardSource
  ) throws(TemplateFault) -> Wildcard {
    let found: Wildcard?
    do { found = try source.wildcard(named: name) } catch {
      throw .wildcardUnusable(name, error)
    }
    if let found { return found }
    let known = source.names
    throw .wildcardMissing(
      name,
      suggestion: Spelling.nearest(to: name, among: known),
      known: known
    )
  }

  private static func template(
    _ entry: WildcardEntry,
    of wildcard: String
  ) throws(TemplateFault) -> PromptTemplate {
    do { return try PromptTemplate(parsing: entry.text) } catch {
      throw .entry(wildcard: wildcard, line: entry.line, error)
    }
  }

  private mutating func declare(_ entry: PromptTemplate) throws(TemplateFault) {
    for name in entry.variables {
      declared.insert(name)
      guard let standard = entry.defaults[name] else { continue }
      if let other = defaults[name], other != standard.nodes, values[name] == nil {
        throw .defaultsDiffer(name)
      }
      defaults[name] = standard.nodes
    }
  }

  private func checkUse(of given: [String: [String]]) throws(TemplateFault) {
    for name in given.keys.sorted() where !declared.contains(name) {
      throw .valueNotUsed(
        name,
        suggestion: Spelling.nearest(to: name, among: declared.list),
        known: declared.list
      )
    }
  }

  // MARK: Looking into

  private mutating func visit(_ nodes: [TemplateNode]) throws(TemplateFault) {
    for link in nodes.links { try settle(link) }
  }

  private mutating func settle(_ link: TemplateLink) throws(TemplateFault) {
    if let start = path.firstIndex(of: link) {
      throw .cycle((path[start...] + [link]).map(\.description))
    }
    guard !isSettled(link) else { return }
    path.append(link)
    guard path.count <= Self.maximumDepth else {
      throw .tooDeep(path.map(\.description), limit: Self.maximumDepth)
    }
    switch link {
    case .wildcard(let name): try settleWildcard(name)
    case .variable(let name): try settleVariable(name)
    }
    path.removeLast()
  }

  private func isSettled(_ link: TemplateLink) -> Bool {
    switch link {
    case .wildcard(let name): links.wildcards[name] != nil
    case .variable(let name):
      links.has(variable: name) || missing.contains(name)
    }
  }

  private mutating func settleWildcard(_ name: String) throws(TemplateFault) {
    let entries = entries[name] ?? []
    for entry in entries { try visit(entry) }
    let measures = entries.map(links.measure)
    links.wildcards[name] = LinkedWildcard(
      entries: entries,
      counts: measures.map(\.count),
      measure: measures.reduce(.impossible) { $0.or($1) }
    )
  }

  private mutating func settleVariable(_ name: String) throws(TemplateFault) {
    if let given = values[name] {
      guard !given.isEmpty else { throw .noValues(name) }
      let measure = given.reduce(TemplateMeasure.impossible) { $0.or(.text($1)) }
      links.add(LinkedVariable(name: name, origin: .given(given), measure: measure))
    } else if let nodes = defaults[name] {
      try visit(nodes)
      links.add(
        LinkedVariable(name: name, origin: .standard(nodes), measure: links.measure(nodes))
      )
    } else {
      missing.insert(name)
    }
  }
}
