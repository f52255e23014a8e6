import CellGrid
public import StudioModel

/// The settings of the request.
public struct SequencePane: PaneState {
  public typealias Command = SequenceCommand

  /// The request without its prompt, which is the prompt pane's.
  public internal(set) var settings: SequenceRequest
  /// The settings as they were chosen last, whatever a model since then made of them: going
  /// through the models and back ends where it began.
  var wish: SequenceRequest
  var window = ListWindow()
  var overlay: SequenceOverlay?
  /// What was removed, the latest last.
  var removed: [RemovedReferences] = []
  /// Why a local reference can't be used, by its path.
  var troubles: [String: String] = [:]
  /// Where local references lie, by their paths as they were given.
  var seenPaths: [String: String] = [:]
  /// Of the question for paths that was asked last.
  var pathGeneration = 0

  public init(settings: SequenceRequest) {
    self.settings = settings
    self.settings.prompt = ""
    wish = self.settings
  }

  public var isModal: Bool { overlay != nil }

  public var takesTyping: Bool {
    switch overlay {
    case .number, .addition: true
    case .sizes(let picker): picker.typed != nil
    case .menu, .editOffer, nil: false
    }
  }

  /// Takes settings over, or references, or both; a prompt in `request` is not looked at. Settings
  /// of a model that the catalogue does not have are left out, with a message.
  @discardableResult
  public mutating func adopt(
    _ request: SequenceRequest,
    _ parts: RecallParts,
    _ context: PaneContext
  ) -> [Reaction] {
    var reactions: [Reaction] = []
    var adopted = settings
    if parts.contains(.settings) {
      if context.catalog.model(request.model, request.provider) != nil {
        adopted = request
        adopted.prompt = ""
        adopted.references = settings.references
      } else {
        let name = "\(request.provider.displayName) has no model \(request.model)"
        reactions.append(.toast(Toast(.warning, "\(name): the settings stay as they are")))
      }
    }
    if parts.contains(.references) { adopted.references = request.references }
    guard adopted != settings else { return reactions }
    overlay = nil
    removed = []
    troubles = [:]
    settings = adopted
    wish = adopted
    settle(context)
    return reactions + [.settingsChanged] + looksAtReferences()
  }

  /// Settles a notice by changing a setting.
  @discardableResult
  public mutating func apply(_ fix: Notice.Fix) -> [Reaction] {
    switch fix {
    case .maxImages(let count): change { $0.maxImages = count }
    case .size(let size): change { $0.size = size }
    case .withoutSeed: change { $0.seed = nil }
    case .prompt: []
    }
  }

  public mutating func receive(_ report: Report, _ context: PaneContext) -> [Reaction] {
    switch report {
    case .pathsCompleted(let request, let candidates):
      receive(candidates, of: request)
      return []
    case .referenceSeen(let path, let sight): return receive(sight, of: path, context)
    default: return []
    }
  }

  public func facts(_ context: PaneContext) -> [String] {
    let count = context.check.refusals.count { $0.row(in: settings) != nil }
    var facts = count == 0 ? [] : ["\(count) to settle"]
    let rows = rows(context).count
    if SequenceLayout.visibleRows(context) < rows {
      facts.append("\(min(window.selected + 1, rows))/\(rows)")
    }
    return facts
  }
}

/// What lies over the screen, or takes the keys, while a value is chosen.
enum SequenceOverlay: Hashable, Sendable {
  case menu(ChoiceMenu)
  case sizes(SizePicker)
  case number(NumberEntry)
  case addition(ReferenceAddition)
  /// References were wanted at a model that takes none.
  case editOffer(EditOffer)
}

/// References that were taken out, with their places at that time.
struct RemovedReferences: Hashable, Sendable {
  var places: [Place]

  struct Place: Hashable, Sendable {
    var index: Int
    var reference: Reference
  }
}

extension SequencePane {
  func model(_ context: PaneContext) -> CatalogModel? {
    context.catalog.model(settings.model, settings.provider)
  }

  func rows(_ context: PaneContext) -> [SettingRow] {
    SettingRow.all(of: settings, model(context))
  }

  /// The row under the cursor.
  func row(_ context: PaneContext) -> SettingRow {
    let rows = rows(context)
    return rows.indices.contains(window.selected) ? rows[window.selected] : .delivery
  }

  /// Changes settings by the person's own choice.
  @discardableResult
  mutating func change(_ body: (inout SequenceRequest) -> Void) -> [Reaction] {
    let before = settings
    body(&settings)
    body(&wish)
    return settings == before ? [] : [.settingsChanged]
  }

  /// Keeps the cursor on a row and the row in sight.
  mutating func settle(_ context: PaneContext) {
    let visible = SequenceLayout.visibleRows(context)
    window.settle(count: rows(context).count, visible: visible)
  }

  mutating func select(_ row: SettingRow, _ context: PaneContext) {
    guard let index = rows(context).firstIndex(of: row) else { return }
    let visible = SequenceLayout.visibleRows(context)
    window.select(index, of: rows(context).count, visible: visible)
  }
}
