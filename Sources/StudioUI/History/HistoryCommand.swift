import CellGrid

/// What can be done in the history pane.
public enum HistoryCommand: String, PaneCommand {
  case open = "history.open"
  case search = "history.search"
  case viewImage = "history.view"
  case recallAll = "history.recall"
  case star = "history.star"
  case trash = "history.trash"
  case restore = "history.restore"
  case emptyTrash = "history.empty-trash"
  case undo = "history.undo"
  case back = "history.back"
  case clearSearch = "history.clear-search"
  case recallPrompt = "history.recall-prompt"
  case recallSettings = "history.recall-settings"
  case recallReferences = "history.recall-references"
  case copyFolder = "history.copy-folder"
  case copyURL = "history.copy-url"
  case copyPrompt = "history.copy-prompt"
  case copyImage = "history.copy-image"
  case copyID = "history.copy-id"
  case nextImage = "history.next-image"
  case previousImage = "history.previous-image"
  case mark = "history.mark"
  case clearMarks = "history.clear-marks"
  case compare = "history.compare"
  case images = "history.images"
  case older = "history.older"
  case newer = "history.newer"
  case showTrash = "history.show-trash"
  case retry = "history.retry"
  case up = "history.up"
  case down = "history.down"
  case pageUp = "history.page-up"
  case pageDown = "history.page-down"
  case halfPageUp = "history.half-page-up"
  case halfPageDown = "history.half-page-down"
  case first = "history.first"
  case last = "history.last"

  public var title: String {
    switch self {
    case .open: "Show the details"
    case .search: "Search"
    case .viewImage: "Look at the images"
    case .recallAll: "Take prompt, settings and references again"
    case .star: "Star, or take the star away"
    case .trash: "Move to the trash"
    case .restore: "Take out of the trash"
    case .emptyTrash: "Empty the trash"
    case .undo: "Undo the last move to the trash"
    case .back: "Back to the list"
    case .clearSearch: "Clear the search"
    case .recallPrompt: "Take the prompt again"
    case .recallSettings: "Take the settings again"
    case .recallReferences: "Take the references again"
    case .copyFolder: "Copy the folder's path"
    case .copyURL: "Copy the image's address"
    case .copyPrompt: "Copy the prompt"
    case .copyImage: "Copy the image's path"
    case .copyID: "Copy the sequence's id"
    case .nextImage: "Choose the next image"
    case .previousImage: "Choose the image before"
    case .mark: "Mark the image for comparing, or take its mark away"
    case .clearMarks: "Take all marks away"
    case .compare: "Compare the marked images"
    case .images: "Show the images as a strip, as a grid, or not"
    case .older: "Go to the older sequence"
    case .newer: "Go to the newer sequence"
    case .showTrash: "Show the trash, or the history again"
    case .retry: "Read again what could not be read"
    case .up: "Up"
    case .down: "Down"
    case .pageUp: "A page up"
    case .pageDown: "A page down"
    case .halfPageUp: "Half a page up"
    case .halfPageDown: "Half a page down"
    case .first: "To the top"
    case .last: "To the end of what is read"
    }
  }

  /// Its first key as people read it, for hints.
  var keyLabel: String { keys.first.flatMap { KeyPress(spelled: $0)?.label } ?? "" }

  public var keys: [String] {
    switch self {
    case .open: ["enter", "right", "l"]
    case .search: ["/"]
    case .viewImage: ["v"]
    case .recallAll: ["e"]
    case .star: ["*", "space"]
    case .trash: ["d", "delete"]
    case .restore: ["R"]
    case .emptyTrash: ["E"]
    case .undo: ["u"]
    case .back: ["left", "backspace", "h"]
    case .clearSearch: ["c"]
    case .recallPrompt: ["p"]
    case .recallSettings: ["s"]
    case .recallReferences: ["r"]
    case .copyFolder: ["y"]
    case .copyURL: ["U"]
    case .copyPrompt: ["P"]
    case .copyImage: ["Y"]
    case .copyID: ["I"]
    case .nextImage: ["]"]
    case .previousImage: ["["]
    case .mark: ["m"]
    case .clearMarks: ["M"]
    case .compare: ["C"]
    case .images: ["V"]
    case .older: ["J"]
    case .newer: ["K"]
    case .showTrash: ["T"]
    case .retry: ["ctrl-r"]
    case .up: ["up", "k"]
    case .down: ["down", "j"]
    case .pageUp: ["pageup"]
    case .pageDown: ["pagedown"]
    case .halfPageUp: ["ctrl-u"]
    case .halfPageDown: ["ctrl-d"]
    case .first: ["home", "g"]
    case .last: ["end", "G"]
    }
  }
}
