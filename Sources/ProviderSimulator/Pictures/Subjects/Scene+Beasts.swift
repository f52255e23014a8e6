import Glibc

extension Scene {
  mutating func drawFox(_ place: Placement) {
    shadow(place, width: 0.36)
    let sway = sinf(progress * 6.28) * 0.04
    let tail = Outline.smooth([
      [0.12, -0.04], [0.32, 0.0], [0.5, -0.16], [0.52 + sway, -0.4], [0.43 + sway, -0.52],
      [0.38, -0.36], [0.3, -0.24], [0.14, -0.2],
    ])
    shape(place, tail, 0xE58A3C, to: 0xC65F1F)
    let tip = Outline.smooth([
      [0.52 + sway, -0.4], [0.43 + sway, -0.53], [0.385, -0.37], [0.46, -0.33],
    ])
    shape(place, tip, 0xFFF4E2)
    let body = Outline.smooth([
      [-0.2, 0.0], [-0.23, -0.18], [-0.14, -0.46], [0.0, -0.56], [0.14, -0.46], [0.23, -0.18],
      [0.2, 0.0], [0.0, 0.02],
    ])
    shape(place, body, 0xEE9140, to: 0xC9641F)
    let chest = Outline.smooth([
      [-0.11, -0.45], [0.0, -0.52], [0.11, -0.45], [0.08, -0.24], [0.0, -0.14], [-0.08, -0.24],
    ])
    shape(place, chest, 0xFFF6E8, to: 0xF3DFC4)
    for side in [Float(-1), 1] {
      let paw = Outline.smooth([
        [side * 0.03, 0.01], [side * 0.04, -0.2], [side * 0.12, -0.2], [side * 0.13, 0.01],
      ])
      shape(place, paw, 0xD97427, to: 0x4A2A1B)
    }
    drawFoxHead(place)
  }

  private mutating func drawFoxHead(_ place: Placement) {
    for side in [Float(-1), 1] {
      shape(
        place,
        [[side * 0.25, -1.0], [side * 0.06, -0.82], [side * 0.25, -0.7]],
        0xD9702A
      )
      shape(
        place,
        [[side * 0.225, -0.93], [side * 0.12, -0.82], [side * 0.225, -0.75]],
        0x4A2A1B
      )
    }
    let head = Outline.smooth([
      [-0.3, -0.62], [-0.22, -0.8], [0.0, -0.86], [0.22, -0.8], [0.3, -0.62], [0.12, -0.5],
      [0.0, -0.42], [-0.12, -0.5],
    ])
    shape(place, head, 0xF29A48, to: 0xDB7429)
    for side in [Float(-1), 1] {
      let cheek = Outline.smooth([
        [side * 0.295, -0.62], [side * 0.14, -0.64], [side * 0.05, -0.56], [side * 0.01, -0.43],
        [side * 0.13, -0.505],
      ])
      shape(place, cheek, 0xFFF8EC)
      shape(place, Outline.ellipse([side * 0.115, -0.68], [0.028, 0.036]), 0x2A1B14)
      shape(place, Outline.ellipse([side * 0.115 + 0.008, -0.692], [0.009, 0.011]), 0xFFFFFF)
    }
    shape(place, Outline.ellipse([0, -0.445], [0.042, 0.03]), 0x241713)
  }

  mutating func drawCat(_ place: Placement) {
    shadow(place, width: 0.32)
    let coats: [(UInt32, UInt32, UInt32)] = [
      (0x5E6673, 0x3D4450, 0xE9ECF2), (0xE3A857, 0xBE7C30, 0xFFF3DC),
      (0x34343F, 0x1E1E27, 0xD9D6DC), (0xF1EBE0, 0xCFC3B2, 0xFFFFFF),
    ]
    var dice = dice(31)
    let coat = coats[dice.below(coats.count)]
    let sway = sinf(progress * 6.28) * 0.07
    let tail = Outline.curve([
      [0.14, -0.05], [0.33, -0.03], [0.42, -0.16], [0.38 + sway, -0.36], [0.46 + sway, -0.47],
    ])
    painter.stroke(place(tail), width: 0.085 * place.scale, light.shows(Paint(hex: coat.1)))
    let body = Outline.smooth([
      [-0.19, 0.01], [-0.22, -0.17], [-0.15, -0.42], [0.0, -0.55], [0.15, -0.42],
      [0.22, -0.17], [0.19, 0.01], [0.0, 0.025],
    ])
    shape(place, body, coat.0, to: coat.1)
    let chest = Outline.smooth([[-0.08, -0.46], [0.08, -0.46], [0.07, -0.24], [-0.07, -0.24]])
    shape(place, chest, coat.2)
    for side in [Float(-1), 1] {
      shape(place, Outline.ellipse([side * 0.075, -0.015], [0.07, 0.04]), coat.2)
      let ear: [Point] = [[side * 0.23, -0.97], [side * 0.04, -0.84], [side * 0.23, -0.7]]
      shape(place, ear, coat.0)
      let inner: [Point] = [[side * 0.205, -0.91], [side * 0.1, -0.83], [side * 0.2, -0.76]]
      shape(place, inner, 0xE8A7A0)
    }
    shape(place, Outline.ellipse([0, -0.66], [0.25, 0.2]), coat.0, to: coat.1)
    drawCatFace(place, coat.2)
  }

  private mutating func drawCatFace(_ place: Placement, _ pale: UInt32) {
    shape(place, Outline.ellipse([-0.045, -0.565], [0.065, 0.052]), pale)
    shape(place, Outline.ellipse([0.045, -0.565], [0.065, 0.052]), pale)
    // The eyes are wide in the dark and narrow at noon.
    let pupil = 0.012 + 0.018 * (1 - max(0, light.sunHeight))
    for side in [Float(-1), 1] {
      shape(place, Outline.ellipse([side * 0.1, -0.685], [0.046, 0.042]), 0xF2D14B)
      shape(place, Outline.ellipse([side * 0.1, -0.685], [min(pupil, 0.03), 0.038]), 0x16141A)
      shape(place, Outline.ellipse([side * 0.1 + 0.012, -0.7], [0.009, 0.009]), 0xFFFFFF)
      for hair in 0..<3 {
        let rise = Float(hair - 1) * 0.035
        line(
          place,
          [[side * 0.09, -0.565 + rise * 0.3], [side * 0.31, -0.575 + rise]],
          width: 0.006,
          0xF7F3EA
        )
      }
    }
    shape(place, [[-0.03, -0.61], [0.03, -0.61], [0, -0.575]], 0xD9827B)
  }

  mutating func drawWhale(_ place: Placement) {
    let leap = sinf(progress * 3.14) * 0.22
    let up = Placement(
      foot: place.foot - Point(0, leap * place.scale),
      scale: place.scale,
      isMirrored: place.isMirrored
    )
    let body = Outline.smooth([
      [-0.62, 0.08], [-0.52, -0.2], [-0.2, -0.42], [0.15, -0.42], [0.42, -0.22], [0.62, -0.2],
      [0.74, -0.42], [0.86, -0.5], [0.84, -0.3], [0.92, -0.14], [0.72, -0.12], [0.4, 0.06],
      [0.0, 0.16], [-0.4, 0.16],
    ])
    shape(up, body, 0x4F7FA3, to: 0x24496B)
    let belly = Outline.smooth([
      [-0.61, 0.06], [-0.36, -0.02], [0.05, 0.0], [0.34, 0.05], [0.0, 0.155], [-0.42, 0.155],
    ])
    shape(up, belly, 0xE9F1F4, to: 0xB8CBD6)
    let fin = Outline.smooth([[-0.12, 0.02], [0.08, 0.04], [0.2, 0.24], [0.02, 0.18]])
    shape(up, fin, 0x3A668A, to: 0x234A6B)
    shape(up, Outline.ellipse([-0.42, -0.07], [0.022, 0.026]), 0x10202E)
    shape(up, Outline.ellipse([-0.427, -0.08], [0.007, 0.008]), 0xFFFFFF)
    for jet in -2...2 {
      let lean = Float(jet) * 0.055
      let water = Outline.curve([
        [-0.22, -0.42], [-0.22 + lean * 0.6, -0.6], [-0.22 + lean * 1.9, -0.66 + abs(lean)],
      ])
      painter.stroke(
        up(water),
        width: 0.018 * place.scale,
        light.shows(Paint(0.9, 0.96, 1, 0.8))
      )
    }
    drawSplash(place)
  }

  /// Foam where something breaks the sea.
  mutating func drawSplash(_ place: Placement) {
    var dice = dice(33)
    for _ in 0..<26 {
      let x = dice.between(-0.75, 0.8)
      let outline = Outline.ellipse(
        [x, dice.between(0.08, 0.2)],
        [dice.between(0.03, 0.12), dice.between(0.008, 0.022)]
      )
      painter.fill(place(outline), light.shows(Paint(0.93, 0.97, 1, 0.55)))
    }
  }

  mutating func drawBird(_ place: Placement) {
    let beat = sinf(progress * 9.4) * 0.22
    let white: UInt32 = 0xFBFBF7
    let far = Outline.smooth([
      [0.02, -0.42], [0.12, -0.78 - beat], [0.3, -1.0 - beat], [0.27, -0.7 - beat * 0.6],
      [0.2, -0.42],
    ])
    shape(place, far, 0xC9CED8, to: 0xDADDE4)
    line(place, [[0.28, -0.33], [0.62, -0.22]], width: 0.016, 0xC4573B)
    line(place, [[0.28, -0.31], [0.6, -0.17]], width: 0.016, 0xB34C33)
    let body = Outline.smooth([
      [-0.3, -0.4], [-0.12, -0.46], [0.14, -0.44], [0.36, -0.32], [0.12, -0.27], [-0.14, -0.29],
    ])
    shape(place, body, white, to: 0xD3D8E2)
    let neck = Outline.curve([[-0.22, -0.38], [-0.4, -0.44], [-0.54, -0.52], [-0.66, -0.54]])
    painter.stroke(place(neck), width: 0.06 * place.scale, light.shows(Paint(hex: white)))
    shape(place, Outline.ellipse([-0.68, -0.55], [0.06, 0.042]), white)
    shape(place, Outline.ellipse([-0.68, -0.585], [0.035, 0.017]), 0xC23A30)
    shape(place, [[-0.73, -0.565], [-0.9, -0.535], [-0.73, -0.535]], 0xE0A43C)
    shape(place, Outline.ellipse([-0.695, -0.558], [0.009, 0.01]), 0x1B1B20)
    let near = Outline.smooth([
      [-0.16, -0.38], [-0.2, -0.7 - beat], [-0.02, -1.02 - beat], [0.02, -0.74 - beat * 0.7],
      [0.16, -0.4], [0.0, -0.32],
    ])
    shape(place, near, white, to: 0xE4E8EF)
    let tips = Outline.smooth([
      [-0.17, -0.76 - beat], [-0.02, -1.02 - beat], [0.0, -0.86 - beat], [-0.08, -0.78 - beat],
    ])
    shape(place, tips, 0x2A2D38)
  }
}
