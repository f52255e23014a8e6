extension RGBColour {
  /// A plain English name, such as "dark blue" or "light grey".
  var name: String {
    let (red, green, blue) = (Double(red) / 255, Double(green) / 255, Double(blue) / 255)
    let most = max(red, green, blue)
    let least = min(red, green, blue)
    let chroma = most - least
    let middle = (most + least) / 2
    if chroma < 0.1 || most < 0.12 { return Self.grey(lightness) }
    return Self.named(
      hue: Self.hue(red, green, blue, most, chroma),
      chroma: chroma,
      middle: middle
    )
  }

  private static func grey(_ lightness: Double) -> String {
    switch lightness {
    case ..<0.13: "black"
    case ..<0.35: "dark grey"
    case ..<0.65: "grey"
    case ..<0.9: "light grey"
    default: "white"
    }
  }

  /// In degrees from red over yellow, green and blue.
  private static func hue(
    _ red: Double,
    _ green: Double,
    _ blue: Double,
    _ most: Double,
    _ chroma: Double
  ) -> Double {
    let sixths =
      if most == red {
        (green - blue) / chroma
      } else if most == green {
        (blue - red) / chroma + 2
      } else {
        (red - green) / chroma + 4
      }
    return sixths < 0 ? (sixths + 6) * 60 : sixths * 60
  }

  private static func named(hue: Double, chroma: Double, middle: Double) -> String {
    let isDark = middle < 0.3
    let isLight = middle > 0.72
    switch hue {
    // Dark or dull orange is brown, and light red is pink, to everybody.
    case 14..<48 where middle < 0.42: return middle < 0.22 ? "dark brown" : "brown"
    case 14..<48 where isLight || chroma < 0.35: return middle > 0.8 ? "cream" : "beige"
    case 345..., ..<14: if isLight { return "pink" }
    case 310..<345: return isDark ? "dark purple" : "pink"
    default: break
    }
    let plain = hueName(hue)
    return isDark ? "dark \(plain)" : isLight ? "light \(plain)" : plain
  }

  private static func hueName(_ hue: Double) -> String {
    switch hue {
    case 14..<42: "orange"
    case 42..<68: "yellow"
    case 68..<160: "green"
    case 160..<195: "turquoise"
    case 195..<255: "blue"
    case 255..<310: "purple"
    default: "red"
    }
  }
}
