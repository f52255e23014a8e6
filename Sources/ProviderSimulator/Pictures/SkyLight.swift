/// The light of one hour of the day.
struct SkyLight: Sendable {
  var top: Paint
  var middle: Paint
  var horizon: Paint
  /// What everything on the ground is multiplied by.
  var tint: Paint
  /// 0 by day, 1 in the night.
  var darkness: Float
  /// The sun's height, 1 at noon; below 0 it is under the horizon.
  var sunHeight: Float
  /// The sun's way from left to right, 0…1.
  var sunWay: Float

  private static let hours:
    [(at: Float, top: UInt32, middle: UInt32, horizon: UInt32, tint: UInt32)] = [
      (0.00, 0x3B4A7A, 0xC67C8E, 0xFFC79A, 0xD9B7B0),
      (0.15, 0x5D92C9, 0xA9CBE2, 0xFFE9C9, 0xF5E9DC),
      (0.40, 0x3E86CF, 0x8EC3EA, 0xDDF0F5, 0xFFFFFF),
      (0.62, 0x4F86B8, 0xE9C58F, 0xFFD98A, 0xFFE9C2),
      (0.76, 0x3A3F7C, 0xC2577A, 0xFF9A5C, 0xE0A58E),
      (0.88, 0x141B3E, 0x2F3A70, 0x6B5C93, 0x9092BC),
      (1.00, 0x0A1130, 0x182450, 0x31457A, 0x7F88B8),
    ]

  /// The light at an hour (0 dawn … 1 night), coloured a little by the prompt's hue.
  init(hour: Float, hue: Float) {
    let hours = Self.hours
    let place = min(max(hour, 0), 1)
    let next = max(1, hours.firstIndex { $0.at >= place } ?? hours.count - 1)
    let from = hours[next - 1]
    let to = hours[next]
    let part = (place - from.at) / (to.at - from.at)
    func mix(_ a: UInt32, _ b: UInt32) -> Paint { Paint(hex: a).mixed(Paint(hex: b), part) }
    let accent = Paint(hue: hue, saturation: 0.55, lightness: 0.62)
    darkness = min(1, max(0, (place - 0.72) / 0.2))
    let strength = 0.22 * (1 - darkness * 0.6)
    top = mix(from.top, to.top).mixed(accent.lit(0.6), strength * 0.6)
    middle = mix(from.middle, to.middle).mixed(accent, strength)
    horizon = mix(from.horizon, to.horizon).mixed(accent.lit(1.3), strength * 0.5)
    tint = mix(from.tint, to.tint)
    sunWay = min(1, place / 0.84)
    sunHeight = 1 - (sunWay * 2 - 1) * (sunWay * 2 - 1) * 1.12
  }

  /// A colour as this light shows it.
  func shows(_ paint: Paint) -> Paint {
    Paint(
      paint.red * tint.red,
      paint.green * tint.green,
      paint.blue * tint.blue,
      paint.alpha
    )
  }
}
