import CellGrid
import StudioModel

/// A list of everything that one setting can be.
struct ChoiceMenu: Hashable, Sendable {
  enum Subject: Hashable, Sendable {
    case provider, model, delivery
  }

  var subject: Subject
  var window: ListWindow

  /// Opens with the cursor on the present value.
  init(_ subject: Subject, _ pane: SequencePane, _ context: PaneContext) {
    self.subject = subject
    let choices = Choice.all(subject, pane.settings, context)
    window = ListWindow(selected: choices.firstIndex(where: \.isPresent) ?? 0)
  }

  var title: String {
    switch subject {
    case .provider: "Service"
    case .model: "Model"
    case .delivery: "Delivery"
    }
  }
}

/// One line of a menu.
struct Choice: Hashable, Sendable {
  enum Value: Hashable, Sendable {
    case provider(ProviderID)
    case model(CatalogModel)
    case delivery(Delivery)
  }

  var value: Value
  /// The name, then facts in the order of importance.
  var cells: [String]
  /// What is to be said of it below the list.
  var note: String
  var isPresent: Bool
  /// It can be chosen, but not used as things are.
  var isUnusable = false

  static func all(
    _ subject: ChoiceMenu.Subject,
    _ settings: SequenceRequest,
    _ context: PaneContext
  ) -> [Choice] {
    let catalog = context.catalog
    switch subject {
    case .provider:
      return catalog.services.map { provider($0, settings, context) }
    case .model:
      return catalog.models(of: settings.provider).map { model($0, settings, catalog) }
    case .delivery:
      let model = catalog.model(settings.model, settings.provider)
      return (model?.deliveries ?? []).map { delivery in
        Choice(
          value: .delivery(delivery.value),
          cells: [delivery.value.rawValue],
          note: DeliveryWords.text(delivery.value, catalog.service(settings.provider))
            + " (\(delivery.source.label))",
          isPresent: delivery.value == settings.delivery
        )
      }
    }
  }

  private static func provider(
    _ service: CatalogService,
    _ settings: SequenceRequest,
    _ context: PaneContext
  ) -> Choice {
    let access = AccessWords(context.account.access[service.id])
    let balance = context.account.balances[service.id].map { "balance \($0)" } ?? ""
    let count = context.catalog.models(of: service.id).count
    return Choice(
      value: .provider(service.id),
      cells: [service.displayName, access.state, "\(count) models", balance],
      note: access.explanation ?? service.baseAddress,
      isPresent: service.id == settings.provider,
      isUnusable: access.explanation != nil
    )
  }

  private static func model(
    _ model: CatalogModel,
    _ settings: SequenceRequest,
    _ catalog: ModelCatalog
  ) -> Choice {
    let range = ImageRange(model, references: 0, catalog)
    return Choice(
      value: .model(model),
      cells: [
        model.displayName, model.price.amount.description, model.isEdit ? "edit" : "text",
        "up to \(range.upper)",
        model.isEdit ? "\(model.references.minimum)–\(model.references.maximum) refs" : "no refs",
        model.seed == nil ? "no seed" : "seed",
      ],
      note: "\(model.id) · \(model.sizeRule.words) · \(model.sizeRule.source.label)",
      isPresent: model.id == settings.model
    )
  }
}

/// The state of a service's key in words.
struct AccessWords: Hashable, Sendable {
  let state: String
  /// What is wrong and what to do; `nil` when nothing is.
  let explanation: String?

  init(_ access: Account.Access?) {
    switch access {
    case .ready: (state, explanation) = ("ready", nil)
    case .checking, nil: (state, explanation) = ("looking for its key", nil)
    case .missing(let reason, let advice):
      (state, explanation) = ("no key", "\(reason) \(advice)")
    }
  }
}

enum DeliveryWords {
  /// What a delivery does, in a few words.
  static func text(_ delivery: Delivery, _ service: CatalogService?) -> String {
    switch delivery {
    case .poll: "links, polled until they are there"
    case .sync:
      "the call stays open"
        + (service?.syncSeconds.map { " up to \($0.value) s" } ?? "") + ", then as poll"
    case .base64: "the pictures come inside the answer"
    }
  }
}

extension SizeRule {
  /// The rule in a few words; a list by its length.
  var words: String {
    if case .list(let sizes, _) = self { return "\(sizes.count) sizes and no other" }
    return summary
  }
}

extension SequencePane {
  mutating func handleMenu(
    _ menu: ChoiceMenu,
    _ input: Input,
    _ context: PaneContext
  ) -> [Reaction] {
    var menu = menu
    let choices = Choice.all(menu.subject, settings, context)
    switch ListKey(input) {
    case .move(let rows):
      menu.window.move(by: rows, of: choices.count, visible: 10)
      overlay = .menu(menu)
    case .take:
      overlay = nil
      guard choices.indices.contains(menu.window.selected) else { return [] }
      return take(choices[menu.window.selected].value, context)
    case .leave: overlay = nil
    case nil: break
    }
    return []
  }

  private mutating func take(_ value: Choice.Value, _ context: PaneContext) -> [Reaction] {
    switch value {
    case .provider(let provider): change(to: provider, context)
    case .model(let model): change(to: model, context)
    case .delivery(let delivery): change { $0.delivery = delivery }
    }
  }
}

/// What keys mean in a list that lies over the screen.
enum ListKey: Hashable, Sendable {
  case move(Int)
  case take, leave

  init?(_ input: Input) {
    switch input {
    case .key(let press):
      guard let meaning = Self.meaning(of: press) else { return nil }
      self = meaning
    case .mouse(let event):
      switch event.kind {
      case .wheelDown: self = .move(1)
      case .wheelUp: self = .move(-1)
      case .pressed, .released: return nil
      }
    case .paste: return nil
    }
  }

  /// More rows than any list here has.
  private static let far = 10_000

  private static func meaning(of press: KeyPress) -> ListKey? {
    switch press {
    case KeyPress(.down), KeyPress("j"): .move(1)
    case KeyPress(.up), KeyPress("k"): .move(-1)
    case KeyPress(.pageDown), KeyPress("d", .control): .move(8)
    case KeyPress(.pageUp), KeyPress("u", .control): .move(-8)
    case KeyPress(.home), KeyPress("g"): .move(-far)
    case KeyPress(.end), KeyPress("G"): .move(far)
    case KeyPress(.enter), KeyPress(" "): .take
    case KeyPress(.escape), KeyPress("q"): .leave
    default: nil
    }
  }
}
