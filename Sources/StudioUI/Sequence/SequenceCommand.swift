/// What can be done in the sequence pane, the most important first.
public enum SequenceCommand: String, PaneCommand {
  case choose = "sequence.choose"
  case raise = "sequence.raise"
  case lower = "sequence.lower"
  case fix = "sequence.fix"
  case addReference = "sequence.add-reference"
  case remove = "sequence.remove"
  case restore = "sequence.restore"
  case switchKind = "sequence.switch-kind"
  case allowSize = "sequence.allow-size"
  case turnSize = "sequence.turn-size"
  case randomSeed = "sequence.random-seed"
  case moveReferenceUp = "sequence.move-reference-up"
  case moveReferenceDown = "sequence.move-reference-down"
  case clearReferences = "sequence.clear-references"
  case providers = "sequence.providers"
  case models = "sequence.models"
  case sizes = "sequence.sizes"
  case down = "sequence.down"
  case up = "sequence.up"
  case pageDown = "sequence.page-down"
  case pageUp = "sequence.page-up"
  case first = "sequence.first"
  case last = "sequence.last"

  public var title: String {
    switch self {
    case .choose: "Choose a value from all there are"
    case .raise: "Take the next value"
    case .lower: "Take the value before"
    case .fix: "Settle what can't be sent"
    case .addReference: "Add a reference picture"
    case .remove: "Remove the reference or clear the seed"
    case .restore: "Bring removed references back"
    case .switchKind: "Switch between the text and the edit model"
    case .allowSize: "Allow this undocumented size, or no longer"
    case .turnSize: "Turn the size between landscape and portrait"
    case .randomSeed: "Ask for a random seed"
    case .moveReferenceUp: "Move the reference up"
    case .moveReferenceDown: "Move the reference down"
    case .clearReferences: "Remove all references"
    case .providers: "Choose the service"
    case .models: "Choose the model"
    case .sizes: "Choose the size"
    case .down: "Next setting"
    case .up: "Setting before"
    case .pageDown: "Settings further down"
    case .pageUp: "Settings further up"
    case .first: "First setting"
    case .last: "Last setting"
    }
  }

  public var keys: [String] {
    switch self {
    case .choose: ["enter"]
    case .raise: ["right", "l", "+", "="]
    case .lower: ["left", "h", "-"]
    case .fix: ["f"]
    case .addReference: ["a"]
    case .remove: ["d", "delete", "backspace"]
    case .restore: ["U"]
    case .switchKind: ["e"]
    case .allowSize: ["u"]
    case .turnSize: ["t"]
    case .randomSeed: ["r"]
    case .moveReferenceUp: ["K", "shift-up"]
    case .moveReferenceDown: ["J", "shift-down"]
    case .clearReferences: ["D"]
    case .providers: ["p"]
    case .models: ["m"]
    case .sizes: ["s"]
    case .down: ["down", "j"]
    case .up: ["up", "k"]
    case .pageDown: ["pagedown", "ctrl-d"]
    case .pageUp: ["pageup", "ctrl-u"]
    case .first: ["home", "g"]
    case .last: ["end", "G"]
    }
  }

  public var hint: String {
    switch self {
    case .choose: "choose"
    case .raise: "next"
    case .lower: "previous"
    case .fix: "settle"
    case .addReference: "add reference"
    case .remove: "remove"
    case .restore: "bring back"
    case .switchKind: "text or edit"
    case .allowSize: "allow size"
    case .turnSize: "turn"
    case .randomSeed: "random seed"
    case .moveReferenceUp: "move up"
    case .moveReferenceDown: "move down"
    case .clearReferences: "remove all"
    case .providers: "service"
    case .models: "model"
    case .sizes: "size"
    case .down: "down"
    case .up: "up"
    case .pageDown: "page down"
    case .pageUp: "page up"
    case .first: "top"
    case .last: "bottom"
    }
  }
}
