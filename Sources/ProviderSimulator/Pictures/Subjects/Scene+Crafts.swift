import Glibc

extension Scene {
  mutating func drawShip(_ place: Placement) {
    let roll = sinf(progress * 6.28 + 0.6) * 0.05
    func tilted(_ points: [Point]) -> [Point] {
      points.map { Point($0.x - $0.y * roll, $0.y + $0.x * roll) }
    }
    let glass = Outline.smooth([[-0.4, 0.14], [0.4, 0.14], [0.25, 0.34], [-0.25, 0.34]])
    painter.fill(place(glass), Paint(0.03, 0.08, 0.14, 0.25), to: Paint(0.03, 0.08, 0.14, 0))
    for (x, top) in [(Float(-0.16), Float(-0.86)), (0.14, -1.0)] {
      line(place, tilted([[x, -0.02], [x, top]]), width: 0.022, 0x5B3F2C)
    }
    let sailColor = own(0.02, saturation: 0.3, lightness: 0.88)
    let sails: [[Point]] = [
      [
        [0.1, -0.94], [0.12, -0.55], [0.1, -0.14], [-0.1, -0.14], [-0.06, -0.5], [0.06, -0.86],
      ],
      [[-0.18, -0.8], [-0.16, -0.5], [-0.19, -0.14], [-0.42, -0.14], [-0.34, -0.5]],
      [[0.17, -0.92], [0.36, -0.56], [0.54, -0.16], [0.34, -0.2], [0.18, -0.18]],
    ]
    for (index, sail) in sails.enumerated() {
      let shade = 1 - Float(index) * 0.05
      painter.fill(
        place(tilted(Outline.smooth(sail))),
        sailColor.lit(shade),
        to: sailColor.lit(shade * 0.8)
      )
    }
    let stripe: [Point] = [[0.115, -0.56], [0.11, -0.4], [-0.085, -0.4], [-0.065, -0.53]]
    painter.fill(place(tilted(stripe)), own(0, lightness: 0.5).covering(0.85))
    let hull = tilted([
      [-0.5, -0.1], [0.56, -0.12], [0.46, 0.06], [0.36, 0.15], [-0.34, 0.15], [-0.45, 0.05],
    ])
    shape(place, hull, 0x8A5A3B, to: 0x4A2C1D)
    shape(
      place,
      tilted([[-0.5, -0.1], [0.56, -0.12], [0.54, -0.075], [-0.49, -0.06]]),
      0xE9D8B4
    )
    let wave = sinf(progress * 12) * 0.03
    let flag = Outline.smooth([
      [0.14, -1.08], [0.24, -1.07 + wave], [0.34, -1.05 - wave], [0.24, -1.01 + wave],
      [0.14, -1.0],
    ])
    painter.fill(place(tilted(flag)), own(0, lightness: 0.48))
    drawSplash(Placement(foot: place(0, 0.03), scale: place.scale * 0.8))
  }

  mutating func drawBalloon(_ place: Placement) {
    let center = Point(0, -0.62)
    let stripes = 8
    for stripe in 0..<stripes {
      let from = Float(stripe) / Float(stripes) * 2 - 1
      let to = Float(stripe + 1) / Float(stripes) * 2 - 1
      let outline = side(from, center) + side(to, center).reversed()
      let base =
        stripe.isMultiple(of: 2)
        ? own(0, lightness: 0.55) : own(0.09, saturation: 0.75, lightness: 0.78)
      let round = 1.05 - 0.22 * abs(Float(stripe) - 2.6) / 5
      painter.fill(place(outline), base.lit(round), to: base.lit(round * 0.82))
    }
    painter.glow(
      place(-0.13, -0.78),
      radius: place.scale * 0.2,
      Paint(1, 1, 1, 0.3)
    )
    for x in [Float(-0.07), 0.07] {
      line(place, [[x * 1.3, -0.2], [x, -0.1]], width: 0.008, 0x4B3A2E)
    }
    shape(
      place,
      Outline.roundedRectangle([-0.08, -0.1], [0.16, 0.12], radius: 0.025),
      0xA9713F,
      to: 0x74481F
    )
    line(place, [[-0.08, -0.09], [0.08, -0.09]], width: 0.018, 0x5D3A1C)
    if light.darkness > 0.2 {
      painter.glow(
        place(0, -0.25),
        radius: place.scale * 0.34,
        Paint(1, 0.8, 0.4, 0.5 * light.darkness)
      )
    }
  }

  /// One seam of the balloon, from its crown to its mouth; `part` goes from -1 at the left to 1.
  private func side(_ part: Float, _ center: Point) -> [Point] {
    (0...20).map { step in
      let down = Float(step) / 20
      let angle = down * 0.86 * Float.pi
      let belly = sinf(angle) * 0.36 * (1 - 0.25 * max(0, down - 0.5))
      let mouth: Float = down > 0.93 ? 0.09 : 0
      return Point(part * max(belly, mouth), center.y - cosf(angle) * 0.42 + 0.02 * down)
    }
  }

  mutating func drawRocket(_ place: Placement) {
    for puff in 0..<10 {
      let part = Float(puff) / 9
      let sway = sinf(part * 9 + progress * 8) * 0.06
      let center = place(sway * part * 2, 0.12 + part * 0.75)
      painter.glow(
        center,
        radius: place.scale * (0.1 + 0.18 * part),
        light.shows(Paint(0.96, 0.95, 0.94, 0.55 * (1 - part * 0.6)))
      )
    }
    let flame = Outline.smooth([
      [-0.1, -0.06], [0.1, -0.06], [0.05, 0.16], [0, 0.3], [-0.05, 0.16],
    ])
    painter.fill(place(flame), Paint(hex: 0xFFD34E), to: Paint(hex: 0xFF5A2A, 0.5))
    let core = Outline.smooth([[-0.045, -0.06], [0.045, -0.06], [0, 0.15]])
    painter.fill(place(core), Paint(hex: 0xFFF8DA))
    for side in [Float(-1), 1] {
      let fin: [Point] = [
        [side * 0.12, -0.36], [side * 0.3, -0.1], [side * 0.29, 0.02], [side * 0.1, -0.08],
      ]
      painter.fill(place(fin), own(0, lightness: 0.5), to: own(0, lightness: 0.38))
    }
    let body = Outline.smooth([
      [0, -1.0], [0.11, -0.82], [0.16, -0.5], [0.12, -0.12], [0.09, -0.05], [-0.09, -0.05],
      [-0.12, -0.12], [-0.16, -0.5], [-0.11, -0.82],
    ])
    shape(place, body, 0xFAFAF6, to: 0xC9D2DC)
    let nose = Outline.smooth([[0, -1.0], [0.095, -0.85], [0.0, -0.81], [-0.095, -0.85]])
    painter.fill(place(nose), own(0, lightness: 0.5))
    let shade = Outline.smooth([[0.04, -0.9], [0.15, -0.5], [0.09, -0.06], [0.05, -0.3]])
    painter.fill(place(shade), Paint(0.1, 0.14, 0.24, 0.14))
    shape(place, Outline.ellipse([0, -0.6], [0.075, 0.075]), 0x5A6675)
    shape(place, Outline.ellipse([0, -0.6], [0.056, 0.056]), 0x9AD2EA, to: 0x4A93C0)
    shape(place, Outline.ellipse([-0.018, -0.62], [0.016, 0.012]), 0xFFFFFF)
    line(place, [[-0.125, -0.25], [0.125, -0.25]], width: 0.02, 0x8E9AA8)
    shape(place, Outline.rectangle([-0.07, -0.06], [0.14, 0.035]), 0x59626E)
  }
}
