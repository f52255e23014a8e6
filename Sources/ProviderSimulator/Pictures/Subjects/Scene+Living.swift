import Glibc

extension Scene {
  mutating func drawTree(_ place: Placement) {
    shadow(place, width: 0.42)
    let trunk = Outline.smooth([
      [-0.1, 0.02], [-0.055, -0.2], [-0.06, -0.45], [-0.03, -0.62], [0.03, -0.62], [0.06, -0.42],
      [0.055, -0.2], [0.11, 0.02], [0.0, 0.0],
    ])
    shape(place, trunk, 0x7A5638, to: 0x4A3020)
    line(
      place,
      Outline.curve([[0.03, -0.4], [0.14, -0.52], [0.2, -0.62]]),
      width: 0.03,
      0x6B4A30
    )
    line(
      place,
      Outline.curve([[-0.03, -0.36], [-0.13, -0.5], [-0.2, -0.56]]),
      width: 0.03,
      0x6B4A30
    )
    var dice = dice(51)
    let isBare = season == .winter
    for layer in 0..<3 {
      for _ in 0..<(isBare ? 6 : 14) {
        let angle = dice.unit() * 6.28
        let reach = dice.unit().squareRoot()
        let center = Point(cosf(angle) * reach * 0.34, -0.72 + sinf(angle) * reach * 0.22)
        let radius = dice.between(0.07, 0.13) * (isBare ? 0.7 : 1)
        let color = leafColor(dice.unit()).lit(0.78 + 0.16 * Float(layer))
        let up = -0.05 * Float(layer)
        let leaf = Outline.ellipse(
          center + Point(-0.02 * Float(layer), up),
          [radius, radius * 0.86]
        )
        painter.fill(place(leaf), color.lit(1.06), to: color.lit(0.86))
      }
    }
    if season == .summer || season == .autumn {
      for _ in 0..<9 {
        let fruit = Point(dice.between(-0.3, 0.3), -0.72 + dice.between(-0.2, 0.16))
        painter.fill(
          place(Outline.ellipse(fruit, [0.022, 0.022])),
          own(0, saturation: 0.8, lightness: 0.52)
        )
      }
    }
  }

  mutating func drawFlower(_ place: Placement) {
    shadow(place, width: 0.2)
    let sway = sinf(progress * 6.28) * 0.05
    let stem = Outline.curve([[0, 0.02], [0.04, -0.28], [sway, -0.66]])
    line(place, stem, width: 0.032, 0x4C8A3F)
    for side in [Float(-1), 1] {
      let leaf = Outline.smooth([
        [0.02, -0.2], [side * 0.16, -0.34], [side * 0.3, -0.32], [side * 0.18, -0.2],
      ])
      shape(place, leaf, 0x6FB255, to: 0x3E7B36)
    }
    let center = Point(sway, -0.7)
    // The bud opens over the frames.
    let open = 0.62 + 0.38 * min(1, progress * 1.6)
    for ring in 0..<2 {
      let count = 14
      for petal in 0..<count {
        let angle = (Float(petal) + Float(ring) * 0.5) / Float(count) * 2 * Float.pi
        let length = (ring == 0 ? 0.17 : 0.13) * open
        let middle = center + Point(cosf(angle), sinf(angle)) * (length + 0.05)
        let outline = Outline.ellipse(middle, [length, 0.042], turn: angle)
        let color = own(
          0.01 * Float(petal % 3),
          saturation: 0.8,
          lightness: ring == 0 ? 0.55 : 0.66
        )
        painter.fill(place(outline), color.lit(1.08), to: color.lit(0.9))
      }
    }
    shape(place, Outline.ellipse(center, [0.105, 0.105]), 0x7A4B24, to: 0x4B2B14)
    var dice = dice(53)
    for _ in 0..<40 {
      let angle = dice.unit() * 6.28
      let reach = dice.unit().squareRoot() * 0.085
      let seed = center + Point(cosf(angle), sinf(angle)) * reach
      shape(place, Outline.ellipse(seed, [0.007, 0.007]), 0xE6B450)
    }
  }

  mutating func drawTraveller(_ place: Placement) {
    shadow(place, width: 0.2)
    let step = sinf(progress * 9.4) * 0.06
    line(place, [[-0.03, -0.3], [-0.05 - step, -0.02]], width: 0.07, 0x33384A)
    line(place, [[0.04, -0.3], [0.06 + step, -0.02]], width: 0.07, 0x2A2F40)
    for foot in [-0.06 - step, 0.05 + step] {
      shape(place, Outline.ellipse([foot - 0.02, 0.0], [0.06, 0.028]), 0x5B3A28)
    }
    let coat = Outline.smooth([
      [-0.09, -0.66], [0.09, -0.66], [0.15, -0.42], [0.19, -0.2], [0.0, -0.17], [-0.18, -0.2],
      [-0.14, -0.42],
    ])
    painter.fill(place(coat), own(0, lightness: 0.52), to: own(0, lightness: 0.36))
    line(place, [[0, -0.6], [0.005, -0.2]], width: 0.01, 0x2B2A33)
    let arm = Outline.curve([[-0.09, -0.6], [-0.19, -0.48], [-0.22, -0.56]])
    painter.stroke(place(arm), width: 0.065 * place.scale, own(0, lightness: 0.44))
    shape(place, Outline.ellipse([-0.225, -0.575], [0.03, 0.03]), 0xF1C9A5)
    shape(place, Outline.ellipse([0, -0.77], [0.1, 0.115]), 0x4A3226)
    shape(place, Outline.ellipse([-0.025, -0.755], [0.078, 0.09]), 0xF6D3B3)
    let fringe = Outline.smooth([
      [-0.105, -0.78], [-0.06, -0.89], [0.08, -0.87], [0.06, -0.8], [-0.03, -0.82],
    ])
    shape(place, fringe, 0x4A3226)
    for x in [Float(-0.06), 0.005] {
      shape(place, Outline.ellipse([x, -0.75], [0.01, 0.014]), 0x2A1E1A)
    }
    let wave = sinf(progress * 9.4 + 1) * 0.04
    let scarf = Outline.smooth([
      [-0.08, -0.68], [0.07, -0.69], [0.2, -0.62 + wave], [0.36, -0.64 - wave],
      [0.34, -0.57 - wave], [0.18, -0.56 + wave], [0.05, -0.62], [-0.07, -0.62],
    ])
    painter.fill(place(scarf), own(0.45, saturation: 0.7, lightness: 0.5))
    drawUmbrella(place)
  }

  private mutating func drawUmbrella(_ place: Placement) {
    line(place, [[-0.225, -0.56], [-0.2, -1.0]], width: 0.014, 0x3A2C22)
    let top = Point(-0.2, -1.02)
    for piece in 0..<4 {
      let from = Float(piece) / 4 * 2 - 1
      let to = Float(piece + 1) / 4 * 2 - 1
      let outline: [Point] = [
        [top.x, top.y - 0.13], [top.x + from * 0.2, top.y - 0.1 + abs(from) * 0.06],
        [top.x + from * 0.32, top.y + 0.06], [top.x + (from + to) * 0.16, top.y + 0.025],
        [top.x + to * 0.32, top.y + 0.06], [top.x + to * 0.2, top.y - 0.1 + abs(to) * 0.06],
      ]
      let color = own(piece.isMultiple(of: 2) ? 0.45 : 0.5, saturation: 0.6, lightness: 0.58)
      painter.fill(place(outline), color, to: color.lit(0.86))
    }
  }
}
