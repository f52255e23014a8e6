/// What can be done while a picture, or several beside each other, have the screen.
public enum ViewerCommand: String, PaneCommand {
  case close = "viewer.close"
  case next = "viewer.next"
  case previous = "viewer.previous"
  case zoomIn = "viewer.zoom-in"
  case zoomOut = "viewer.zoom-out"
  case fit = "viewer.fit"
  case actualSize = "viewer.actual-size"
  case left = "viewer.left"
  case right = "viewer.right"
  case up = "viewer.up"
  case down = "viewer.down"
  case older = "viewer.older"
  case newer = "viewer.newer"
  case facts = "viewer.facts"
  case mark = "viewer.mark"
  case compare = "viewer.compare"
  case copyImage = "viewer.copy-image"
  case copyURL = "viewer.copy-url"
  case first = "viewer.first"
  case last = "viewer.last"

  public var title: String {
    switch self {
    case .close: "Close the viewer"
    case .next: "View the next image"
    case .previous: "View the image before"
    case .zoomIn: "Zoom in"
    case .zoomOut: "Zoom out"
    case .fit: "Fit the image to the screen"
    case .actualSize: "Show the image at its actual size"
    case .left: "Move left in the image, or to the one before"
    case .right: "Move right in the image, or to the next"
    case .up: "Move up in the image"
    case .down: "Move down in the image"
    case .older: "View the older sequence"
    case .newer: "View the newer sequence"
    case .facts: "Show facts below the image, or hide them"
    case .mark: "Mark the viewed image for comparing"
    case .compare: "Compare the marked images with the viewed one"
    case .copyImage: "Copy the viewed image's path"
    case .copyURL: "Copy the viewed image's address"
    case .first: "View the first image"
    case .last: "View the last image"
    }
  }

  public var keys: [String] {
    switch self {
    case .close: ["esc", "q", "v"]
    case .next: ["]", "n", "space", "pagedown"]
    case .previous: ["[", "p", "backspace", "pageup"]
    case .zoomIn: ["+", "="]
    case .zoomOut: ["-"]
    case .fit: ["f", "0"]
    case .actualSize: ["a", "1"]
    case .left: ["left", "h"]
    case .right: ["right", "l"]
    case .up: ["up", "k"]
    case .down: ["down", "j"]
    case .older: ["J"]
    case .newer: ["K"]
    case .facts: ["i"]
    case .mark: ["m"]
    case .compare: ["C", "c"]
    case .copyImage: ["Y"]
    case .copyURL: ["U"]
    case .first: ["home", "g"]
    case .last: ["end", "G"]
    }
  }
}
