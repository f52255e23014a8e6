public import StudioModel

/// A template as it is to be used, and what is known of the settings it was written for.
public struct ShelvedTemplate: Hashable, Sendable {
  /// A starting point's id, or the name of the person's own file without its ending.
  public var name: String
  public var template: PromptTemplate
  /// Of a template that comes with the program; the person's own are text alone.
  public var startingPoint: StartingPoint?
}

/// Why there is no such template, or none that can be used.
public enum ShelfFault: Error, Hashable, Sendable {
  /// `suggestion` is the nearest name there is.
  case missing(String, suggestion: String?)
  case badName(NameFault)
  case unreadable(FileFailure)
  case notUTF8(path: String)
  case syntax(path: String, TemplateSyntaxFault)
  case broken(String)

  /// A word for programs that stays the same when sentences change.
  public var rule: String {
    switch self {
    case .missing: "template_missing"
    case .badName: "template_name"
    case .unreadable: "template_unreadable"
    case .notUTF8: "template_not_utf8"
    case .syntax(_, let fault): fault.rule
    case .broken: "templates_broken"
    }
  }

  /// One sentence: what is wrong.
  public var message: String {
    switch self {
    case .missing(let name, _): "There is no template “\(name)”."
    case .badName(let fault): fault.message
    case .unreadable(let failure): failure.message
    case .notUTF8(let path): "The template \(path) is not text in UTF-8."
    case .syntax(let path, let fault): "In the template \(path): \(fault.message)"
    case .broken(let what): what
    }
  }

  /// One sentence: what to do next.
  public var advice: String {
    switch self {
    case .missing(_, let suggestion):
      suggestion.map { "Did you mean “\($0)”?" } ?? "`seedream templates` lists them."
    case .badName(let fault): fault.advice
    case .unreadable(let failure): failure.advice
    case .notUTF8: "Save it as UTF-8."
    case .syntax(_, let fault): fault.advice
    case .broken: "Install the program again."
    }
  }

  /// As every refusal is told; nothing was sent.
  public var failure: Failure { Failure(refusing: rule, message, advice: advice) }
}

/// Templates: those that come with the program, and the person's own, one text file each in
/// `templates` beside the config. A file of a starting point's name goes before it.
public struct TemplateShelf: Sendable {
  private let folder: String
  private let files = FileSystem()

  static let ending = ".txt"

  public init(_ paths: StudioPaths) {
    folder = PathName.join(paths.config, "templates")
  }

  /// Every template there is: the person's own by name, then the program's. One that can't be used
  /// is among them with its fault.
  public func all() throws(ShelfFault) -> [Result<ShelvedTemplate, ShelfFault>] {
    let own = try ownNames()
    let rest = try points().filter { !own.contains($0.id) }.map(Self.shelved)
    return own.map { name in Result { () throws(ShelfFault) in try read(name) } }
      + rest.map { .success($0) }
  }

  /// The template of a name.
  public func template(named typed: String) throws(ShelfFault) -> ShelvedTemplate {
    let name: String
    do {
      name = try SavedName(typed).text
    } catch {
      throw .badName(error)
    }
    let own = try ownNames()
    if own.contains(name) { return try read(name) }
    let points = try points()
    if let point = points.first(where: { $0.id == name }) { return Self.shelved(point) }
    let known = own + points.map(\.id)
    throw .missing(name, suggestion: Spelling.nearest(to: name, among: known))
  }

  private static func shelved(_ point: StartingPoint) -> ShelvedTemplate {
    ShelvedTemplate(name: point.id, template: point.template, startingPoint: point)
  }

  private func points() throws(ShelfFault) -> [StartingPoint] {
    do {
      return try StartingPointsResource.load().templates
    } catch {
      throw .broken(error.description)
    }
  }

  private func ownNames() throws(ShelfFault) -> [String] {
    do {
      return try files.list(folder).filter { $0.hasSuffix(Self.ending) && !$0.hasPrefix(".") }
        .map { String($0.dropLast(Self.ending.count)) }
    } catch {
      if error.kind == .notFound { return [] }
      throw .unreadable(error)
    }
  }

  private func read(_ name: String) throws(ShelfFault) -> ShelvedTemplate {
    let path = PathName.join(folder, name + Self.ending)
    let bytes: [UInt8]
    do {
      bytes = try files.read(path, limit: PromptTemplate.maximumBytes + 2)
    } catch {
      throw .unreadable(error)
    }
    guard var text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8(path: path) }
    // Editors end a file with a line break that nobody wants in a prompt.
    if text.last?.isNewline == true { text.removeLast() }
    do {
      let template = try PromptTemplate(parsing: text)
      return ShelvedTemplate(name: name, template: template, startingPoint: nil)
    } catch {
      throw .syntax(path: path, error)
    }
  }
}
