import StudioCore
import StudioUI
import TerminalKit

/// How the studio looks on this terminal, by the settings and the environment.
struct ScreenLook: Sendable {
  let options: ScreenOptions
  let capabilities: TerminalCapabilities
  let theme: Theme
  let notice: StudioConfig.Notification

  init(_ config: StudioConfig, _ environment: [String: String]) {
    let terminal = environment["TERM"]
    let isMonochrome = !(environment["NO_COLOR"] ?? "").isEmpty || config.screen.theme == .mono
    let known = try? TerminalDescription.named(terminal)
    let colours = isMonochrome ? 0 : known?.colours ?? 0
    var capabilities = TerminalCapabilities(environment)
    switch config.screen.notify {
    case .osc9: capabilities.notice = .text
    case .osc777: capabilities.notice = .titled
    case .none, .bell: break
    }
    self.capabilities = capabilities
    theme = Self.theme(config.screen.theme, colours: colours)
    notice = config.screen.notify
    options = ScreenOptions(
      terminal: terminal,
      isUTF8: Terminal.isUTF8 { environment[$0] },
      colours: Self.colours(colours),
      usesMouse: config.screen.mouse,
      usesLinks: config.screen.links == .on
        || config.screen.links == .auto && capabilities.canShowLinks
    )
  }

  private static func colours(_ count: Int) -> ScreenOptions.Colours {
    switch count {
    case ..<8: .none
    case ..<256: .sixteen
    default: .palette256
    }
  }

  static func theme(_ wish: StudioConfig.Theme, colours: Int) -> Theme {
    if colours < 8 { return .monochrome }
    switch wish {
    case .mono: return .monochrome
    case .highContrast where colours >= 16: return .highContrast
    case .standard, .highContrast: return colours >= 256 ? .standard : .sixteen
    }
  }
}
