/// What can be done anywhere in the studio; the order is that of the help.
public enum AppCommand: String, PaneCommand {
  case send = "app.send"
  case help = "app.help"
  case palette = "app.commands"
  case nextPane = "app.next-pane"
  case previousPane = "app.previous-pane"
  case focusPrompt = "app.prompt"
  case focusSequence = "app.sequence"
  case focusLive = "app.live"
  case focusHistory = "app.history"
  case zoom = "app.zoom"
  case startTyping = "app.type"
  case showLog = "app.log"
  case betterPictures = "pictures.more"
  case smallerPictures = "pictures.less"
  case toggleMouse = "app.mouse"
  case redraw = "app.redraw"
  case suspend = "app.suspend"
  case quit = "app.quit"

  public var title: String {
    switch self {
    case .send: "Send the request"
    case .help: "Show the keys that work here"
    case .palette: "Find a command by name"
    case .nextPane: "Go to the next pane"
    case .previousPane: "Go to the pane before"
    case .focusPrompt: "Go to the prompt"
    case .focusSequence: "Go to the sequence settings"
    case .focusLive: "Go to the live jobs"
    case .focusHistory: "Go to the history"
    case .zoom: "Give the pane the whole screen, or back"
    case .startTyping: "Type in the prompt"
    case .showLog: "Show what the studio did"
    case .betterPictures: "Better pictures, for more bytes"
    case .smallerPictures: "Plainer pictures, for fewer bytes"
    case .toggleMouse: "Turn the mouse on or off"
    case .redraw: "Draw the screen anew"
    case .suspend: "Suspend to the shell"
    case .quit: "Leave the studio"
    }
  }

  public var keys: [String] {
    switch self {
    case .send: ["f5", "alt-enter"]
    case .help: ["f1", "?"]
    case .palette: [":", "alt-x"]
    case .nextPane: ["tab"]
    case .previousPane: ["shift-tab"]
    case .focusPrompt: ["alt-1", "1"]
    case .focusSequence: ["alt-2", "2"]
    case .focusLive: ["alt-3", "3"]
    case .focusHistory: ["alt-4", "4"]
    case .zoom: ["alt-z", "z"]
    case .startTyping: ["i"]
    case .showLog: ["f12"]
    case .betterPictures: ["alt-=", "alt-+"]
    case .smallerPictures: ["alt--"]
    case .toggleMouse: ["alt-m"]
    case .redraw: ["ctrl-l"]
    case .suspend: ["ctrl-z"]
    case .quit: ["q", "ctrl-q", "ctrl-c"]
    }
  }
}
