import CellGrid
import StudioModel

extension AppState {
  func objection(to command: ViewerCommand) -> String? {
    switch layers.first {
    case .viewer(let viewer)?: objection(to: command, viewer)
    case .comparison(let comparison)?: objection(to: command, comparison)
    default: "No image is viewed."
    }
  }

  private func objection(to command: ViewerCommand, _ viewer: PictureViewer) -> String? {
    switch command {
    case .close, .facts: return nil
    case .zoomIn, .zoomOut, .fit, .actualSize: return pictures.objection
    case .next, .last: return viewer.place + 1 < viewer.count ? nil : "It is the last image."
    case .previous, .first: return viewer.place > 0 ? nil : "It is the first image."
    case .left: return showsWhole(viewer) ? objection(to: .previous, viewer) : nil
    case .right: return showsWhole(viewer) ? objection(to: .next, viewer) : nil
    case .up, .down: return showsWhole(viewer) ? "The whole image shows." : nil
    case .older: return neighbour(of: viewer, 1) == nil ? "No older one has images." : nil
    case .newer: return neighbour(of: viewer, -1) == nil ? "No newer one has images." : nil
    case .mark: return history.marks.objection(toMarking: viewer.picked)
    case .compare: return history.marks.objection(toComparingWith: viewer.picked)
    case .copyImage: return viewer.path == nil ? "The image is not on disk." : nil
    case .copyURL:
      return viewer.current?.url == nil
        ? "The image came inside the reply; it has no address." : nil
    }
  }

  private func objection(to command: ViewerCommand, _ comparison: Comparison) -> String? {
    switch command {
    case .close, .facts: nil
    case .zoomIn, .zoomOut, .fit, .actualSize: pictures.objection
    case .left, .right, .up, .down: comparison.zoom.isFitting ? "The whole images show." : nil
    case .next, .previous, .first, .last, .older, .newer, .mark, .compare, .copyImage, .copyURL:
      "Several images are compared."
    }
  }

  mutating func perform(_ command: ViewerCommand) -> [AppEffect] {
    switch command {
    case .close: layers.removeFirst()
    case .zoomIn: zoomPicture(by: 1)
    case .zoomOut: zoomPicture(by: -1)
    case .fit: changeZoom { zoom, _ in zoom.fit() }
    case .actualSize: changeZoom { zoom, scene in zoom.showActualSize(scene) }
    case .left: move(-1, 0)
    case .right: move(1, 0)
    case .up: move(0, -1)
    case .down: move(0, 1)
    case .facts: toggleFacts()
    default: return perform(command, viewed: layers.first)
    }
    return []
  }

  private mutating func perform(_ command: ViewerCommand, viewed layer: Layer?) -> [AppEffect] {
    guard case .viewer(var viewer)? = layer else { return [] }
    switch command {
    case .next: viewer.go(to: viewer.place + 1)
    case .previous: viewer.go(to: viewer.place - 1)
    case .first: viewer.go(to: 0)
    case .last: viewer.go(to: viewer.count - 1)
    case .older: return turn(viewer, by: 1)
    case .newer: return turn(viewer, by: -1)
    case .mark:
      guard let picked = viewer.picked else { return [] }
      history.marks.toggle(picked)
      show(Toast(.done, history.marks.words(for: picked)))
    case .compare: compare(history.marks.compared(with: viewer.picked))
    case .copyImage: return viewer.path.map { [.copy($0, label: "image path")] } ?? []
    case .copyURL:
      // The service's words: no line end of theirs goes into a shell.
      let url = viewer.current?.url.map { PlainText.line($0) }
      return url.map { [.copy($0, label: "image address")] } ?? []
    default: break
    }
    if case .viewer? = layers.first { layers[0] = .viewer(viewer) }
    return []
  }

  private mutating func toggleFacts() {
    switch layers.first {
    case .viewer(var viewer)?:
      viewer.showsFacts.toggle()
      layers[0] = .viewer(viewer)
    case .comparison(var comparison)?:
      comparison.showsFacts.toggle()
      layers[0] = .comparison(comparison)
    default: break
    }
  }
}
