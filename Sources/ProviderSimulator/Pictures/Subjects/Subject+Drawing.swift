extension Subject {
  func draw(in scene: inout Scene, at place: Placement) {
    switch self {
    case .lighthouse: scene.drawLighthouse(place)
    case .fox: scene.drawFox(place)
    case .ship: scene.drawShip(place)
    case .tree: scene.drawTree(place)
    case .balloon: scene.drawBalloon(place)
    case .cat: scene.drawCat(place)
    case .house: scene.drawHouse(place)
    case .bird: scene.drawBird(place)
    case .whale: scene.drawWhale(place)
    case .flower: scene.drawFlower(place)
    case .rocket: scene.drawRocket(place)
    case .traveller: scene.drawTraveller(place)
    }
  }
}

extension Scene {
  /// Fills an outline given in a subject's measures, in this hour's light.
  mutating func shape(
    _ place: Placement,
    _ outline: [Point],
    _ upper: UInt32,
    to lower: UInt32? = nil,
    cover: Float = 1
  ) {
    let top = light.shows(Paint(hex: upper)).covering(cover)
    let bottom = lower.map { light.shows(Paint(hex: $0)).covering(cover) }
    painter.fill(place(outline), top, to: bottom)
  }

  mutating func line(_ place: Placement, _ points: [Point], width: Float, _ color: UInt32) {
    painter.stroke(place(points), width: width * place.scale, light.shows(Paint(hex: color)))
  }

  /// The soft shadow a subject throws on the ground.
  mutating func shadow(_ place: Placement, width: Float) {
    let lean: Float = (light.sunWay - 0.5) * 0.25
    let outline = Outline.ellipse(Point(place.isMirrored ? -lean : lean, 0.005), [width, 0.045])
    painter.fill(place(outline), Paint(0.04, 0.05, 0.12, 0.28))
    painter.fill(
      place(Outline.ellipse([0, 0.005], [width * 0.7, 0.028])),
      Paint(0.04, 0.05, 0.12, 0.25)
    )
  }

  /// A colour of the prompt's own hue.
  func own(_ offset: Float = 0, saturation: Float = 0.65, lightness: Float = 0.55) -> Paint {
    light.shows(Paint(hue: traits.hue + offset, saturation: saturation, lightness: lightness))
  }
}
