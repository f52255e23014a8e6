/// A wildcard whose entries were parsed and measured.
struct LinkedWildcard: Hashable, Sendable {
  var entries: [[TemplateNode]]
  /// How many texts each entry can become.
  var counts: [Int]
  var measure: TemplateMeasure
}

/// A variable, and what it can be.
struct LinkedVariable: Hashable, Sendable {
  enum Origin: Hashable, Sendable {
    /// Values from outside, taken as they are.
    case given([String])
    case standard([TemplateNode])
  }

  var name: String
  var origin: Origin
  var measure: TemplateMeasure
}

/// Everything a template needs to be resolved: checked, and measured piece by piece.
struct TemplateLinks: Hashable, Sendable {
  let body: [TemplateNode]
  var wildcards: [String: LinkedWildcard] = [:]
  /// Each after those its default speaks of.
  private(set) var variables: [LinkedVariable] = []
  /// The longest text each variable can be.
  private var longest: [String: Int] = [:]

  init(body: [TemplateNode]) { self.body = body }

  mutating func add(_ variable: LinkedVariable) {
    variables.append(variable)
    longest[variable.name] = variable.measure.longest
  }

  func has(variable name: String) -> Bool { longest[name] != nil }

  /// A variable counts once, since its choice is an axis of its own.
  func measure(_ nodes: [TemplateNode]) -> TemplateMeasure {
    nodes.reduce(.nothing) { total, node in
      let own = measure(node)
      return total.followed(by: own).followed(by: TemplateMeasure(count: 1, longest: 1))
    }
  }

  private func measure(_ node: TemplateNode) -> TemplateMeasure {
    switch node {
    case .text(let text): .text(text)
    case .variable(let name): TemplateMeasure(count: 1, longest: longest[name] ?? 0)
    case .wildcard(let name): wildcards[name]?.measure ?? .impossible
    case .alternatives(let choices, _):
      choices.reduce(.impossible) { $0.or(measure($1)) }
    }
  }

  /// How many texts the whole can become, repeated ones included.
  var count: Int {
    variables.reduce(measure(body).count) { $0.saturatingProduct($1.measure.count) }
  }

  /// What multiplies the runs, in order.
  var axes: [TemplateAxis] {
    let all =
      variables.map { TemplateAxis("{\($0.name)}", count: $0.measure.count) }
      + body.compactMap { node -> TemplateAxis? in
        switch node {
        case .text, .variable: nil
        case .wildcard(let name): TemplateAxis("{*\(name)}", count: measure(node).count)
        case .alternatives(_, let spelled): TemplateAxis(spelled, count: measure(node).count)
        }
      }
    return all.filter { $0.count > 1 }
  }
}
