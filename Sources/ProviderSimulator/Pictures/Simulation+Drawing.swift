import StudioImaging
import Synchronization

extension Simulation {
  /// The file of one frame; drawn when it is first asked for. Takes a while: not for the
  /// listener's threads.
  func draw(_ task: SimulatedTask, _ frame: Int) -> [UInt8]? {
    gallery.file(pictureName(task, frame)) {
      PictureFile.encode(raster(task, frame, insets: insets(task)), task.format)
    }
  }

  /// Tasks that show the same picture share a name: with a seed, equal requests do.
  private func pictureName(_ task: SimulatedTask, _ frame: Int) -> String {
    let parts = [
      task.model, task.prompt, "\(variation(task))", "\(task.width)x\(task.height)",
      "\(frame)/\(task.maxImages)", task.format.rawValue, "\(task.references)",
    ]
    return Digest.hex(of: parts.joined(separator: "\u{1F}"))
  }

  private func variation(_ task: SimulatedTask) -> UInt64 {
    if let seed = task.seed, seed >= 0 { return Digest.number(of: "seed \(seed)") }
    return Digest.number(of: task.id)
  }

  private func raster(_ task: SimulatedTask, _ frame: Int, insets: [Raster]) -> Raster {
    let traits = SceneTraits(prompt: task.prompt, variation: variation(task))
    var scene = Scene(
      traits: traits,
      frame: frame,
      of: task.maxImages,
      width: task.width,
      height: task.height
    )
    scene.draw()
    scene.hang(insets)
    let margin = scene.unit * 0.035
    FrameNumber.draw(
      "\(frame)/\(task.maxImages)",
      &scene.painter,
      corner: Point(scene.width - margin, scene.height - margin),
      height: scene.unit * 0.085
    )
    return scene.painter.raster
  }

  /// The references as small pictures, in their order.
  private func insets(_ task: SimulatedTask) -> [Raster] {
    task.references.map { reference in
      switch reference {
      case .stored(let token):
        guard let bytes = uploadBytes(token: token) else { return .card(of: token) }
        return PictureFile.inset(bytes) ?? .card(of: token)
      case .frame(let id, let index):
        guard let earlier = world.withLock({ $0.tasks[id] }) else { return .card(of: id) }
        return thumbnail(earlier, index)
      case .foreign(let url): return .card(of: url)
      }
    }
  }

  /// An earlier frame, drawn small; its own references are left out, which ends the chain.
  private func thumbnail(_ task: SimulatedTask, _ frame: Int) -> Raster {
    var small = task
    let scale = 512 / Double(max(task.width, task.height))
    small.width = max(16, Int(Double(task.width) * scale))
    small.height = max(16, Int(Double(task.height) * scale))
    return raster(small, frame, insets: [])
  }
}

extension Raster {
  /// A pattern of squares made from a text, its left half mirrored: the face of what can't be
  /// shown.
  static func card(of text: String) -> Raster {
    let digest = Digest.bytes(of: Array(text.utf8))
    let hue = Float(digest[0]) / 255
    var painter = Painter(width: 240, height: 240)
    let paper = Paint(hue: hue, saturation: 0.3, lightness: 0.92)
    painter.gradient(rows: 0..<240, [(0, paper), (1, paper.lit(0.92))])
    for row in 0..<6 {
      for column in 0..<3 where digest[1 + row * 3 + column] & 1 == 1 {
        let shade = Float(digest[1 + row * 3 + column] >> 1) / 127
        let color = Paint(hue: hue + shade * 0.12, saturation: 0.6, lightness: 0.42 + shade * 0.2)
        for x in [column, 5 - column] {
          let corner = Point(Float(30 + x * 30), Float(30 + row * 30))
          painter.fill(Outline.roundedRectangle(corner, [28, 28], radius: 5), color)
        }
      }
    }
    return painter.raster
  }
}

extension Scene {
  /// Hangs the references as framed prints along the lower left edge.
  mutating func hang(_ pictures: [Raster]) {
    guard !pictures.isEmpty else { return }
    let room = (width * 0.62) / Float(pictures.count)
    let size = min(unit * 0.2, room * 0.86)
    for (index, picture) in pictures.enumerated() {
      let aspect = Float(picture.width) / Float(picture.height)
      let inner =
        aspect >= 1 ? Point(size, size / aspect) : Point(size * aspect, size)
      let frame = size * 0.06
      let corner = Point(
        unit * 0.035 + Float(index) * min(room, size * 1.16),
        height - unit * 0.035 - inner.y - frame * 2
      )
      let outer = inner + Point(frame * 2, frame * 2)
      let drop = Point(frame, frame) * 0.8
      painter.fill(Outline.rectangle(corner + drop, outer), Paint(0, 0, 0, 0.3))
      painter.fill(Outline.rectangle(corner, outer), Paint(hex: 0xFBF8F1))
      painter.picture(
        picture,
        at: corner + Point(frame, frame),
        width: inner.x,
        height: inner.y
      )
    }
  }
}
