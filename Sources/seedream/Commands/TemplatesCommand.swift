import CellGrid
import StudioCore
import StudioModel

/// The templates there are, and what each wants to know.
enum TemplatesCommand: HeadlessCommand {
  static let name = "templates"
  static let summary = "List the templates, or show one with its variables."
  static let operands = "[NAME]"
  static let options: [Option] = [.demo, .json, .help]
  static let notes = """
    A template of your own is a text file NAME.txt in `templates` beside the config; what
    `{*season}` draws from is `wildcards/season.txt` there, an entry a line. `seedream doctor`
    names the folder. {name} is a variable, {name=a fox} one with a default, {dawn|dusk} a choice,
    {images} the number of images; {{ and }} are braces.
    """

  static func run(_ arguments: Arguments, _ process: ProcessContext) async -> ExitCode {
    await CommandRun.telling(process, json: arguments.has("json")) { () async throws(Failure) in
      let settings = try LoadedSettings.read(process, isDemo: arguments.has("demo"))
      guard arguments.operands.count <= 1 else {
        throw Failure(.invalidRequest, "Name one template at most.", cost: .nothing)
      }
      do throws(ShelfFault) {
        let shelf = TemplateShelf(settings.paths)
        let isJSON = arguments.has("json")
        if let name = arguments.operands.first {
          let found = try shelf.template(named: name)
          process.output.result(isJSON ? document(found).printed : page(found))
        } else {
          let all = try shelf.all()
          let usable = all.compactMap { try? $0.get() }
          process.output.result(
            isJSON ? JSONDocument.list(usable.map(document)).printed : table(usable)
          )
          for case .failure(let fault) in all {
            process.output.warning("\(fault.message) \(fault.advice)")
          }
        }
        return .done
      } catch {
        throw error.failure
      }
    }
  }

  private static func table(_ templates: [ShelvedTemplate]) -> String {
    let rows = templates.map { template -> [String] in
      guard let point = template.startingPoint else {
        return [template.name, "–", "–", "your own"]
      }
      let references = point.references > 0 ? "\(point.references)+" : "–"
      let purpose = "\(point.use.title): \(point.title)"
      return [template.name, "\(point.images)", references, purpose]
    }
    return TextTable.printed(["name", "images", "refs", "for"], rows)
  }

  /// The template as written, ready for an editor, and what can be set.
  private static func page(_ template: ShelvedTemplate) -> String {
    var lines: [String] = []
    if let point = template.startingPoint {
      let references = point.references > 0 ? ", \(point.references) or more references" : ""
      lines += ["\(point.title): \(point.description)", "images \(point.images)\(references)", ""]
    }
    lines += [template.template.text, ""]
    for variable in template.template.variables {
      let text = template.template.defaultText(of: variable)
      lines.append("  --set \(variable)=" + (text.map { "…   (else: \($0))" } ?? "…"))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func document(_ template: ShelvedTemplate) -> JSONDocument {
    let point = template.startingPoint
    return .object([
      "name": .text(template.name),
      "template": .text(template.template.text),
      "variables": .list(
        template.template.variables.map { variable in
          .object([
            "name": .text(variable),
            "default": template.template.defaultText(of: variable).map { .text($0) } ?? .null,
          ])
        }
      ),
      "wildcards": .list(template.template.wildcards.map { .text($0) }),
      "use": point.map { .text($0.use.rawValue) } ?? .null,
      "title": point.map { .text($0.title.text) } ?? .null,
      "description": point.map { .text($0.description) } ?? .null,
      "max_images": point.map { .integer(Int64($0.images)) } ?? .null,
      "references": point.map { .integer(Int64($0.references)) } ?? .null,
    ])
  }
}
