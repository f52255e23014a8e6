/// Turns a linked template into one text.
struct TemplateResolver {
  private let links: TemplateLinks
  private var values: [String: String] = [:]
  private var choices: [TemplateChoice] = []

  init(_ links: TemplateLinks) { self.links = links }

  /// Decides what a variable is; those its default speaks of are decided already.
  mutating func settle(_ variable: LinkedVariable, _ chooser: inout some TemplateChooser) {
    let text: String
    switch variable.origin {
    case .given(let list):
      text = list[chooser.pick(Array(repeating: 1, count: list.count))]
    case .standard(let nodes): text = self.text(nodes, &chooser)
    }
    values[variable.name] = text
    choices += TemplateChoice.choosing(variable.name, text, among: variable.measure.count)
  }

  mutating func run(_ chooser: inout some TemplateChooser) -> TemplateRun {
    var pieces: [String] = []
    var chosen: [TemplateChoice] = []
    // From the end, so that what stands last changes fastest.
    for node in links.body.reversed() {
      let piece = text(node, &chooser)
      pieces.append(piece)
      if let name = name(ofChoice: node) { chosen.append(TemplateChoice(name: name, text: piece)) }
    }
    return TemplateRun(
      prompt: pieces.reversed().joined(),
      choices: choices + chosen.reversed()
    )
  }

  /// What a choice is called; empty for alternatives, `nil` for what is no choice.
  private func name(ofChoice node: TemplateNode) -> String? {
    switch node {
    case .text, .variable: nil
    case .wildcard(let name): (links.wildcards[name]?.measure.count ?? 0) > 1 ? name : nil
    case .alternatives: ""
    }
  }

  private func text(_ nodes: [TemplateNode], _ chooser: inout some TemplateChooser) -> String {
    var pieces: [String] = []
    for node in nodes.reversed() { pieces.append(text(node, &chooser)) }
    return pieces.reversed().joined()
  }

  private func text(_ node: TemplateNode, _ chooser: inout some TemplateChooser) -> String {
    switch node {
    case .text(let text): return text
    case .variable(let name): return values[name] ?? ""
    case .wildcard(let name):
      guard let wildcard = links.wildcards[name] else { return "" }
      return text(wildcard.entries[chooser.pick(wildcard.counts)], &chooser)
    case .alternatives(let branches, _):
      return text(branches[chooser.pick(branches.map { links.measure($0).count })], &chooser)
    }
  }
}
