import Glibc

extension Scene {
  /// A ridge from edge to edge, `height` above `base`, rougher with more octaves.
  func ridge(_ salt: UInt64, base: Float, height: Float, octaves: Int) -> [Point] {
    var dice = dice(salt)
    var waves: [(frequency: Float, phase: Float, strength: Float)] = []
    for octave in 0..<octaves {
      let frequency = powf(2.1, Float(octave)) * dice.between(1.4, 2.1)
      waves.append((frequency, dice.unit() * 6.28, powf(0.5, Float(octave))))
    }
    let steps = 160
    let line = (0...steps).map { step -> Point in
      let x = Float(step) / Float(steps)
      let sum = waves.reduce(Float(0)) { sum, wave in
        sum + wave.strength * sinf(x * wave.frequency * 3.14 * width / unit + wave.phase)
      }
      return Point(x * width, base - height * (0.5 + sum * 0.42))
    }
    return line + [Point(width, self.height), Point(0, self.height)]
  }

  mutating func drawMountains() {
    let far = light.horizon.mixed(light.middle, 0.45)
    let colors = [far, far.mixed(rockColor, 0.4), far.mixed(rockColor, 0.68)]
    for (layer, color) in colors.enumerated() {
      let depth = Float(layer)
      if ground == .sea, layer == 2 { continue }
      let range = ridge(
        20 + UInt64(layer),
        base: horizon + unit * 0.02,
        height: unit * (0.21 - depth * 0.055),
        octaves: ground == .desert ? 2 : 4
      )
      painter.fill(range, color, to: color.mixed(light.horizon, 0.45))
      if layer == 1, season == .winter || ground == .snow { drawPeaks(range, color) }
    }
  }

  /// Snow on what stands high.
  private mutating func drawPeaks(_ range: [Point], _ color: Paint) {
    let line = horizon - unit * 0.1
    let cap = range.dropLast(2).map { Point($0.x, min($0.y, line)) }
    let lower = cap.reversed().map { Point($0.x, min(line, $0.y + unit * 0.022)) }
    painter.fill(cap + lower, light.shows(Paint(0.95, 0.97, 1, 0.85)))
  }

  private var rockColor: Paint {
    let base = Paint(hue: traits.hue, saturation: 0.22, lightness: 0.38)
    return light.shows(base.mixed(Paint(hex: 0x4B5B6E), 0.55))
  }

  /// What covers the land, near and far.
  var groundColors: (far: Paint, near: Paint) {
    let pair: (UInt32, UInt32) =
      switch (ground, season) {
      case (.sea, _): (0x5B9BB5, 0x14506E)
      case (.snow, _): (0xE6EEF6, 0xBFD0E2)
      case (.desert, _): (0xE8C48A, 0xB97F45)
      case (.meadow, .spring): (0xA9CF7A, 0x5F9E4A)
      case (.meadow, .autumn): (0xD0AE5C, 0x94692F)
      case (.meadow, _): (0x8DBB62, 0x3F7A3C)
      }
    return (light.shows(Paint(hex: pair.0)), light.shows(Paint(hex: pair.1)))
  }

  mutating func drawGround() {
    if ground == .sea { return drawSea() }
    let colors = groundColors
    for layer in 0..<4 {
      let depth = Float(layer) / 3
      let base = horizon + (height - horizon) * depth * 0.72 + unit * 0.03
      let hill = ridge(
        40 + UInt64(layer),
        base: base,
        height: unit * 0.075,
        octaves: 2
      )
      let color = colors.far.mixed(colors.near, depth)
      painter.fill(hill, color.lit(1.06), to: color.lit(0.8))
      if layer < 3, ground != .desert { drawWoods(hill, depth) }
    }
  }

  /// Small trees along a hill's line.
  private mutating func drawWoods(_ hill: [Point], _ depth: Float) {
    var dice = dice(60 + UInt64(depth * 10))
    let line = hill.dropLast(2)
    for _ in 0..<16 {
      guard let point = line.dropFirst(dice.below(line.count - 1)).first else { continue }
      let size = unit * dice.between(0.022, 0.04) * (1 + depth * 1.1)
      let foot = point + Point(0, size * 0.25)
      let isPine = dice.unit() < 0.55
      let dark = leafColor(dice.unit()).lit(0.82 - 0.1 * depth)
      let shade = dark.mixed(light.horizon, 0.3 * (1 - depth))
      if isPine {
        for tier in 0..<3 {
          let step = Float(tier)
          let top = foot + Point(0, -size * (1.75 - step * 0.42))
          let half = size * (0.26 + step * 0.13)
          let bottom = top.y + size * 0.72
          let outline = [top, Point(foot.x + half, bottom), Point(foot.x - half, bottom)]
          painter.fill(outline, shade.lit(1.1), to: shade.lit(0.9))
        }
      } else {
        painter.stroke(
          [foot, foot + Point(0, -size * 0.6)],
          width: size * 0.12,
          light.shows(Paint(hex: 0x5A4030))
        )
        let crown = Outline.ellipse(foot + Point(0, -size), Point(size * 0.42, size * 0.52))
        painter.fill(crown, shade.lit(1.15), to: shade.lit(0.85))
      }
    }
  }

  /// The colour of leaves in this season; `part` varies it from leaf to leaf.
  func leafColor(_ part: Float) -> Paint {
    let pair: (UInt32, UInt32) =
      switch season {
      case .spring: (0x8CC06A, 0xE9B3C4)
      case .summer: (0x3F8045, 0x6BA350)
      case .autumn: (0xD9822F, 0xB8432E)
      case .winter: (0xDDE6EE, 0x6F8A8C)
      }
    return light.shows(Paint(hex: pair.0).mixed(Paint(hex: pair.1), part))
  }

  private mutating func drawSea() {
    let colors = groundColors
    painter.gradient(
      rows: Int(horizon)..<painter.height,
      [
        (0, colors.far.mixed(light.horizon, 0.6)), (0.3, colors.far.mixed(colors.near, 0.45)),
        (1, colors.near),
      ]
    )
    var dice = dice(5)
    let depth = height - horizon
    let isSunUp = light.sunHeight > -0.1
    let source = isSunUp ? sun.x : width * 0.76 - width * 0.1 * progress
    let gleam = isSunUp ? Paint(1, 0.9, 0.66) : Paint(0.8, 0.88, 1)
    for _ in 0..<170 {
      let part = dice.unit()
      let y = horizon + depth * part * part + unit * 0.004
      let near = (y - horizon) / depth
      let half = unit * (0.012 + 0.075 * near) * dice.between(0.5, 1.3)
      let spread = dice.between(-1, 1)
      let isGleam = dice.unit() < 0.42
      let reach = unit * (0.05 + 0.16 * near)
      let x = isGleam ? source + spread * reach : dice.unit() * width
      let sway = sinf(progress * 6.28 + part * 40) * unit * 0.015
      let thickness = unit * (0.0012 + 0.004 * near)
      let outline = Outline.ellipse(Point(x + sway, y), Point(half, thickness))
      let color = isGleam ? gleam.covering(0.5) : colors.far.lit(1.25).covering(0.3)
      painter.fill(outline, color)
    }
    if needsShore { drawShore() }
  }

  /// Land at the near edge of the sea.
  private mutating func drawShore() {
    let meadow: (UInt32, UInt32) =
      switch season {
      case .winter: (0xE6EEF6, 0xBFD0E2)
      case .autumn: (0xC9A65A, 0x8A6230)
      default: (0x8DBB62, 0x3F7A3C)
      }
    let base = horizon + (height - horizon) * 0.52
    let beach = ridge(48, base: base, height: unit * 0.05, octaves: 2)
    painter.fill(beach, light.shows(Paint(hex: 0xF0DDB0)), to: light.shows(Paint(hex: 0xCBB07C)))
    let grass = ridge(48, base: base + unit * 0.035, height: unit * 0.06, octaves: 2)
    painter.fill(
      grass,
      light.shows(Paint(hex: meadow.0)),
      to: light.shows(Paint(hex: meadow.1))
    )
  }

  /// What is nearest: grass, flowers, drifting leaves or snow.
  mutating func drawForeground() {
    var dice = dice(7)
    if ground == .meadow { drawGrass() }
    guard season == .winter || season == .autumn || season == .spring, ground != .desert else {
      return
    }
    for _ in 0..<70 {
      let fall = dice.unit() + progress * dice.between(0.3, 0.9)
      let place = Point(dice.unit() * width, (fall - fall.rounded(.down)) * height)
      let size = unit * dice.between(0.003, 0.008)
      if season == .winter {
        painter.glow(place, radius: size * 1.7, Paint(1, 1, 1, 0.85))
      } else {
        let leaf = Outline.ellipse(place, Point(size * 1.3, size * 0.6), turn: dice.unit() * 6)
        painter.fill(leaf, leafColor(dice.unit()).lit(1.15).covering(0.9))
      }
    }
  }

  private mutating func drawGrass() {
    var dice = dice(8)
    let color = groundColors.near
    let sway = sinf(progress * 5) * 0.3
    for _ in 0..<90 {
      let foot = Point(dice.unit() * width, height + unit * 0.01)
      let length = unit * dice.between(0.03, 0.1)
      let lean = (dice.between(-0.35, 0.35) + sway * 0.4) * length
      let half = unit * 0.005
      let tip = foot + Point(lean, -length)
      painter.fill(
        [foot + Point(-half, 0), tip, foot + Point(half, 0)],
        color.lit(dice.between(0.6, 1.25))
      )
      if dice.unit() < 0.22, season != .autumn {
        let bloom = Paint(
          hue: traits.hue + dice.between(-0.08, 0.08),
          saturation: 0.7,
          lightness: 0.7
        )
        painter.fill(
          Outline.ellipse(tip, Point(unit, unit) * 0.0085),
          light.shows(bloom)
        )
        painter.fill(
          Outline.ellipse(tip, Point(unit, unit) * 0.0035),
          light.shows(Paint(hex: 0xFFE08A))
        )
      }
    }
  }
}
