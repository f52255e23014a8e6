import StudioCore
import StudioImaging
import StudioUI
import TerminalKit

/// How the studio looks on this terminal, by the settings and the environment.
struct ScreenLook: Sendable {
  let options: ScreenOptions
  let capabilities: TerminalCapabilities
  let theme: Theme
  let notice: StudioConfig.Notification
  private let pictures: PictureFormChoice.Surroundings
  /// The most bytes of one picture; `nil` leaves it to the link.
  let pictureBudget: Int?
  let environment: [String: String]

  init(_ config: StudioConfig, _ environment: [String: String]) {
    let terminal = environment["TERM"]
    let isMonochrome = !(environment["NO_COLOR"] ?? "").isEmpty || config.screen.theme == .mono
    let known = try? TerminalDescription.named(terminal)
    let colours = isMonochrome ? 0 : known?.colours ?? 0
    self.environment = environment
    pictureBudget = config.screen.previewBudget
    pictures = PictureFormChoice.Surroundings(
      wish: PictureWish(rawValue: config.screen.preview.rawValue) ?? .auto,
      isUTF8: Terminal.isUTF8 { environment[$0] },
      colours: colours,
      canWriteSixels: false
    )
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

  /// What decides about pictures beside a terminal's answers. The library that writes sixels is only
  /// looked for where they are in question: that takes milliseconds.
  func surroundings(for findings: TerminalFindings) -> PictureFormChoice.Surroundings {
    var surroundings = pictures
    let isInQuestion = findings.hasSixel || pictures.wish == .sixel
    surroundings.canWriteSixels = isInQuestion && SixelGraphics.isAvailable
    return surroundings
  }

  /// A form of pictures is wished for.
  var hasPictureWish: Bool { pictures.wish != .auto }

  /// How many are used; 0 for none.
  var colours: Int { pictures.colours }

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
