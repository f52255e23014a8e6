import Glibc

extension Scene {
  mutating func drawLighthouse(_ place: Placement) {
    drawRocks(place)
    let lamp = place(0, -0.86)
    if light.darkness > 0.05 { drawBeams(lamp, place.scale) }
    // The tower tapers; each stripe is a slice of it.
    func half(_ y: Float) -> Float { 0.085 + 0.06 * (y + 0.78) / 0.78 }
    let accent = own(0, saturation: 0.7, lightness: 0.47)
    for stripe in 0..<6 {
      let top = -0.78 + 0.13 * Float(stripe)
      let bottom = top + 0.13
      let outline: [Point] = [
        [-half(top), top], [half(top), top], [half(bottom), bottom], [-half(bottom), bottom],
      ]
      let white = light.shows(Paint(hex: 0xF7F3EA))
      painter.fill(place(outline), stripe.isMultiple(of: 2) ? white : accent)
    }
    let shade: [Point] = [[0.02, -0.78], [half(-0.78), -0.78], [half(0), 0], [0.06, 0]]
    painter.fill(place(shade), Paint(0.03, 0.04, 0.1, 0.2))
    shape(place, Outline.rectangle([-0.12, -0.805], [0.24, 0.03]), 0x3A3F4A)
    shape(place, Outline.rectangle([-0.07, -0.915], [0.14, 0.11]), 0x9FB7C4, to: 0xDDE8EC)
    let glass = Paint(hex: 0xFFE9A0).mixed(Paint(hex: 0xFFF8DC), 0.3)
    painter.fill(
      place(Outline.rectangle([-0.055, -0.905], [0.11, 0.095])),
      glass.covering(0.25 + 0.75 * light.darkness)
    )
    for x in [Float(-0.065), -0.02, 0.025, 0.07] {
      line(place, [[x - 0.002, -0.915], [x - 0.002, -0.805]], width: 0.009, 0x3A3F4A)
    }
    painter.fill(
      place([[-0.095, -0.91], [0, -1.0], [0.095, -0.91]]),
      accent.lit(0.85)
    )
    line(place, [[0, -1.0], [0, -1.045]], width: 0.012, 0x3A3F4A)
    for y in [Float(-0.58), -0.32] {
      shape(place, Outline.ellipse([-0.01, y], [0.02, 0.032]), 0x37414F)
    }
    shape(place, Outline.roundedRectangle([-0.035, -0.13], [0.07, 0.16], radius: 0.03), 0x5A3B2E)
    painter.glow(lamp, radius: place.scale * 0.3, Paint(1, 0.93, 0.66, 0.75 * light.darkness))
  }

  private mutating func drawRocks(_ place: Placement) {
    let back = Outline.smooth([
      [-0.75, 0.22], [-0.55, 0.02], [-0.28, -0.04], [0.0, -0.05], [0.3, -0.02], [0.55, 0.06],
      [0.8, 0.22], [0.4, 0.3], [-0.4, 0.3],
    ])
    shape(place, back, 0x7B7F78, to: 0x3E4546)
    let grass = Outline.smooth([
      [-0.46, 0.0], [-0.2, -0.055], [0.1, -0.06], [0.38, -0.005], [0.2, 0.04], [-0.2, 0.05],
    ])
    shape(place, grass, season == .winter ? 0xEDF2F7 : 0x7FA35C, to: 0x587D48)
    let front = Outline.smooth([
      [-0.6, 0.26], [-0.42, 0.12], [-0.15, 0.2], [0.0, 0.3], [-0.3, 0.33],
    ])
    shape(place, front, 0x676C68, to: 0x343B3D)
    drawSplash(Placement(foot: place(0, 0.14), scale: place.scale, isMirrored: place.isMirrored))
  }

  /// The light's two arms; they turn from frame to frame.
  private mutating func drawBeams(_ lamp: Point, _ scale: Float) {
    let turn = -0.25 + progress * 0.5
    for side in [Float(-1), 1] {
      let reach = width * 0.75 * side
      let tilt = turn * unit * 0.35 * side
      let spread = unit * 0.085
      let far = lamp + Point(reach, tilt)
      let beam = [lamp, far + Point(0, -spread), far + Point(0, spread)]
      painter.fill(beam, Paint(1, 0.95, 0.75, 0.16 * light.darkness))
      let core = [lamp, far + Point(0, -spread * 0.45), far + Point(0, spread * 0.45)]
      painter.fill(core, Paint(1, 0.96, 0.8, 0.16 * light.darkness))
    }
  }

  mutating func drawHouse(_ place: Placement) {
    shadow(place, width: 0.5)
    drawSmoke(place)
    shape(place, Outline.rectangle([0.17, -0.86], [0.1, 0.25]), 0x9A5B48, to: 0x7A4436)
    shape(place, Outline.rectangle([-0.4, -0.46], [0.8, 0.46]), 0xF4E8D4, to: 0xD9C5A6)
    let roof: [Point] = [[-0.5, -0.44], [-0.27, -0.78], [0.27, -0.78], [0.5, -0.44]]
    painter.fill(place(roof), own(0, lightness: 0.5), to: own(0, lightness: 0.38))
    if season == .winter {
      shape(
        place,
        [[-0.47, -0.49], [-0.27, -0.79], [0.27, -0.79], [0.3, -0.72], [-0.2, -0.7]],
        0xF6FAFF
      )
    }
    shape(place, Outline.roundedRectangle([-0.07, -0.3], [0.16, 0.31], radius: 0.05), 0x6B4632)
    shape(place, Outline.ellipse([0.06, -0.13], [0.012, 0.012]), 0xE9C46A)
    let glow = Paint(hex: 0xFFD77A)
    for x in [Float(-0.32), 0.17] {
      shape(place, Outline.rectangle([x - 0.015, -0.365], [0.19, 0.19]), 0xFFFFFF)
      let pane = light.shows(Paint(hex: 0x8FB8CF)).mixed(glow, min(1, light.darkness * 1.3))
      painter.fill(place(Outline.rectangle([x, -0.35], [0.16, 0.16])), pane)
      line(place, [[x + 0.08, -0.35], [x + 0.08, -0.19]], width: 0.012, 0xFFFFFF)
      line(place, [[x, -0.27], [x + 0.16, -0.27]], width: 0.012, 0xFFFFFF)
      painter.glow(
        place(x + 0.08, -0.27),
        radius: place.scale * 0.28,
        glow.covering(0.45 * light.darkness)
      )
    }
    for x in stride(from: Float(-0.62), through: 0.62, by: 0.11) where abs(x) > 0.44 {
      line(place, [[x, 0.02], [x, -0.12]], width: 0.022, 0xF3EDE0)
    }
  }

  private mutating func drawSmoke(_ place: Placement) {
    let drift = 0.12 + 0.2 * progress
    for puff in 0..<6 {
      let part = Float(puff) / 5
      let center = place(0.22 + drift * part * part, -0.92 - part * 0.42)
      painter.glow(
        center,
        radius: place.scale * (0.06 + 0.09 * part),
        light.shows(Paint(0.95, 0.95, 0.97, 0.5 * (1 - part * 0.7)))
      )
    }
  }
}
