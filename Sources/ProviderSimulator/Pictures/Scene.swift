import Glibc

/// One frame of a sequence: the same place and subject in each, the hour, the season and the
/// subject's position moving on.
struct Scene {
  let traits: SceneTraits
  let light: SkyLight
  let season: Season
  /// How far along the sequence, 0…1.
  let progress: Float
  var painter: Painter
  /// The shorter side: the measure of everything.
  let unit: Float
  let horizon: Float

  init(traits: SceneTraits, frame: Int, of count: Int, width: Int, height: Int) {
    self.traits = traits
    progress = count > 1 ? Float(frame - 1) / Float(count - 1) : 0.35
    let hour = traits.dayStart + traits.daySpan * progress
    light = SkyLight(hour: hour, hue: traits.hue)
    let year = Season(rawValue: min(3, Int(progress * 4))) ?? .summer
    season = traits.season ?? (traits.runsThroughTheYear ? year : .summer)
    painter = Painter(width: width, height: height)
    unit = Float(min(width, height))
    horizon = Float(height) * (traits.subject.isInTheAir ? 0.74 : 0.62)
  }

  /// True where the subject stands on the ground and the ground is the sea's edge.
  var needsShore: Bool {
    [traits.subject, traits.companion].contains { subject in
      guard let subject else { return false }
      return !subject.isAtSea && !subject.isInTheAir && subject != .lighthouse
    }
  }

  var width: Float { Float(painter.width) }
  var height: Float { Float(painter.height) }
  var ground: Ground { season == .winter && traits.ground == .meadow ? .snow : traits.ground }

  /// Numbers that stay the same over the frames of one task.
  func dice(_ salt: UInt64) -> Dice { Dice(traits.variation &+ salt &* 0x9E37_79B9) }

  mutating func draw() {
    drawSky()
    drawMountains()
    drawGround()
    if let companion = traits.companion {
      companion.draw(in: &self, at: placement(companion, isMain: false))
    }
    traits.subject.draw(in: &self, at: placement(traits.subject, isMain: true))
    drawForeground()
    painter.tone(.white, vignette: 0.28)
  }

  /// Where a subject stands in this frame: it crosses the picture from frame to frame.
  func placement(_ subject: Subject, isMain: Bool) -> Placement {
    var dice = dice(11)
    let side: Float = dice.unit() < 0.5 ? -1 : 1
    let drift = (progress - 0.5) * side
    var x = 0.5 + drift * 0.36
    var size: Float = isMain ? 0.56 : 0.3
    if !isMain {
      x = 0.5 - side * 0.3
    } else if traits.companion != nil {
      // Each keeps to its own side, so that neither hides the other.
      x = 0.5 + side * 0.13 + drift * 0.2
    }
    var y = horizon + (height - horizon) * (isMain ? 0.55 : 0.16)
    if subject.isInTheAir {
      size *= 0.86
      y = isMain ? horizon - unit * (0.02 + 0.12 * progress) : horizon * 0.5
      y = max(y, unit * size * 1.12)
      x = 0.5 + drift * 0.28
    } else if subject == .lighthouse {
      // It can't walk; the coast is at one side.
      if isMain { x = 0.5 + side * 0.12 }
      y = horizon + unit * (isMain ? 0.1 : 0.03)
    } else if subject.isAtSea {
      y = horizon + (height - horizon) * (isMain ? 0.3 : 0.08)
    } else if ground == .sea {
      y = max(y, horizon + (height - horizon) * (isMain ? 0.7 : 0.62))
    }
    return Placement(
      foot: Point(x * width, y),
      scale: unit * size,
      isMirrored: side < 0
    )
  }

  // MARK: - Sky

  private mutating func drawSky() {
    painter.gradient(
      rows: 0..<Int(horizon + unit * 0.1),
      [(0, light.top), (0.55, light.middle), (1, light.horizon)]
    )
    if light.darkness > 0.1 { drawStars() }
    drawSun()
    drawClouds()
    if traits.subject != .bird, light.darkness < 0.5 { drawFarBirds() }
  }

  private mutating func drawStars() {
    var dice = dice(1)
    for _ in 0..<110 {
      let place = Point(dice.unit() * width, dice.unit() * horizon * 0.92)
      let size = dice.between(0.0016, 0.0042) * unit
      let strength = dice.between(0.35, 1) * light.darkness
      painter.glow(place, radius: size * 2.4, Paint(1, 1, 0.92, strength))
    }
    let moon = Point(width * 0.76 - width * 0.1 * progress, horizon * 0.3)
    painter.glow(moon, radius: unit * 0.3, Paint(0.75, 0.82, 1, 0.25 * light.darkness))
    let crescent = (0...24).map { step -> Point in
      let angle = Float(step) / 24 * .pi - .pi / 2
      return moon + Point(cosf(angle), sinf(angle)) * unit * 0.055
    }
    let inner = crescent.reversed().map { Point(moon.x + ($0.x - moon.x) * 0.35, $0.y) }
    painter.fill(crescent + inner, Paint(0.98, 0.97, 0.9, light.darkness))
  }

  /// Where the sun stands; under the horizon it can't be seen.
  var sun: Point {
    Point(width * (0.14 + 0.72 * light.sunWay), horizon - horizon * 0.78 * light.sunHeight)
  }

  private mutating func drawSun() {
    guard light.sunHeight > -0.15 else { return }
    let low = 1 - max(0, min(1, light.sunHeight * 1.4))
    let color = Paint(1, 0.97 - 0.27 * low, 0.85 - 0.45 * low)
    painter.glow(sun, radius: unit * 0.55, color.covering(0.32))
    painter.glow(sun, radius: unit * 0.16, color.covering(0.55))
    painter.fill(Outline.ellipse(sun, Point(unit, unit) * 0.058), color.mixed(.white, 0.45))
  }

  private mutating func drawClouds() {
    var dice = dice(2)
    let color = light.horizon.mixed(.white, 0.62 * (1 - light.darkness))
    for _ in 0..<5 {
      let x = dice.between(-0.15, 1.05) + 0.14 * progress
      let y = dice.between(0.1, 0.62)
      let size = dice.between(0.05, 0.11) * unit
      let center = Point(x * width, y * horizon)
      let cover: Float = 0.96
      let thin = light.middle.mixed(color, dice.between(0.45, 0.85) * (1 - light.darkness * 0.75))
      let puffs = 3 + dice.below(3)
      for puff in 0..<puffs {
        let along = (Float(puff) / Float(puffs - 1) - 0.5) * 2
        let radius = size * (1.1 - abs(along) * 0.55) * dice.between(0.8, 1.1)
        let middle = center + Point(along * size * 2.1, -radius * 0.35)
        let outline = Outline.ellipse(middle, Point(radius * 1.25, radius * 0.75))
          .map { Point($0.x, min($0.y, center.y + size * 0.14)) }
        painter.fill(
          outline,
          thin.covering(cover),
          to: light.middle.mixed(thin, 0.7).covering(cover)
        )
      }
    }
  }

  private mutating func drawFarBirds() {
    var dice = dice(3)
    let flock = Point(dice.between(0.1, 0.6) + 0.25 * progress, dice.between(0.2, 0.4))
    for _ in 0..<6 {
      let place =
        Point(flock.x * width, flock.y * horizon)
        + Point(dice.between(-0.12, 0.12), dice.between(-0.06, 0.06)) * unit
      let span = dice.between(0.012, 0.02) * unit
      let lift = dice.between(0.25, 0.6) * span
      let wings = Outline.curve([
        place + Point(-span, -lift), place + Point(-span * 0.4, -lift * 0.9), place,
        place + Point(span * 0.4, -lift * 0.9), place + Point(span, -lift),
      ])
      painter.stroke(wings, width: unit * 0.0028, light.top.lit(0.5).covering(0.75))
    }
  }
}
