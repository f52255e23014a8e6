/// What can be done in the live pane; the most important first.
public enum LiveCommand: String, PaneCommand {
  case open = "live.open"
  case back = "live.back"
  case adopt = "live.adopt"
  case sendAgain = "live.send-again"
  case markLost = "live.mark-lost"
  case wait = "live.wait"
  case takeUp = "live.take-up"
  case retry = "live.retry"
  case lookNow = "live.look-now"
  case pause = "live.pause"
  case cancel = "live.cancel"
  case recall = "live.recall"
  case star = "live.star"
  case viewImage = "live.view"
  case nextImage = "live.next-image"
  case previousImage = "live.previous-image"
  case copyID = "live.copy-id"
  case copyFolder = "live.copy-folder"
  case clear = "live.clear"
  case up = "live.up"
  case down = "live.down"
  case halfPageUp = "live.half-page-up"
  case halfPageDown = "live.half-page-down"
  case pageUp = "live.page-up"
  case pageDown = "live.page-down"
  case first = "live.first"
  case last = "live.last"

  public var title: String {
    switch self {
    case .open: "Read everything about the job"
    case .back: "Back to the list of jobs"
    case .adopt: "Adopt the service's task by its id"
    case .sendAgain: "Send once more, though it may be paid twice"
    case .markLost: "Give a request without an answer up"
    case .wait: "Wait for a lost answer to be found"
    case .takeUp: "Take up a job that nobody works on"
    case .retry: "Fetch missing images again"
    case .lookNow: "Poll now"
    case .pause: "Pause polling, or go on"
    case .cancel: "Cancel what was not sent"
    case .recall: "Put the request into the editor"
    case .star: "Star the sequence, or take the star away"
    case .viewImage: "Look at the images"
    case .nextImage: "Choose the next image"
    case .previousImage: "Choose the image before"
    case .copyID: "Copy the task's id"
    case .copyFolder: "Copy the folder's path"
    case .clear: "Clear the ended jobs from the list"
    case .up: "Up"
    case .down: "Down"
    case .halfPageUp: "Up by half a page"
    case .halfPageDown: "Down by half a page"
    case .pageUp: "Up by a page"
    case .pageDown: "Down by a page"
    case .first: "To the start"
    case .last: "To the end"
    }
  }

  public var hint: String {
    self == .lookNow ? "poll now" : plainName
  }

  public var keys: [String] {
    switch self {
    case .open: ["enter", "right"]
    case .back: ["left", "backspace", "h"]
    case .adopt: ["a"]
    case .sendAgain: ["s"]
    case .markLost: ["m"]
    case .wait: ["w"]
    case .takeUp: ["t"]
    case .retry: ["r"]
    case .lookNow: ["l"]
    case .pause: ["p"]
    case .cancel: ["c"]
    case .recall: ["e"]
    case .star: ["*", "space"]
    case .viewImage: ["v"]
    case .nextImage: ["]"]
    case .previousImage: ["["]
    case .copyID: ["y"]
    case .copyFolder: ["Y"]
    case .clear: ["x"]
    case .up: ["up", "k"]
    case .down: ["down", "j"]
    case .halfPageUp: ["ctrl-u"]
    case .halfPageDown: ["ctrl-d"]
    case .pageUp: ["pageup"]
    case .pageDown: ["pagedown"]
    case .first: ["home", "g"]
    case .last: ["end", "G"]
    }
  }
}
