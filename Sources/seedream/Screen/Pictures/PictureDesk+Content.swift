import CellGrid
import StudioImaging
import TerminalKit

/// What stands in the place of a picture.
extension PictureDesk {
  typealias Content = (cells: Surface, overlay: PictureOverlay?)

  func content(
    of shown: ShownPicture,
    _ style: Style,
    _ former: [Slot: PreviewRequest],
    _ wanted: inout [PreviewRequest]
  ) -> Content {
    let form = outlet.choice.form
    let size = shown.place.frame.size
    // Nothing is made twice because the terminal's answer was on its way.
    guard outlet.isSettled, form != .off else { return (PictureCells.waiting(size, style), nil) }
    let isPart = !shown.isWhole && form.isWhole
    let request = request(for: shown, as: isPart ? .symbols : form, former)
    let key = LatestKey(shown.place)
    switch shelf.outcome(request) {
    case .success(let preview)?:
      latest[key] = request
      return content(preview, request, shown, style)
    case .failure(let failure)?:
      return (PictureCells.failed(failure, size, style), nil)
    case nil:
      if !wanted.contains(request) { wanted.append(request) }
      if let known = latest[key], case .success(let preview)? = shelf.outcome(known) {
        return content(preview, known, shown, style)
      }
      return (PictureCells.waiting(size, style), nil)
    }
  }

  private func request(
    for shown: ShownPicture,
    as form: PictureForm,
    _ former: [Slot: PreviewRequest]
  ) -> PreviewRequest {
    let place = shown.place
    let slot = Slot(view: place.view, size: place.frame.size, isSymbols: form == .symbols)
    if let known = requests[slot] ?? former[slot] {
      requests[slot] = known
      return known
    }
    let choice = outlet.choice
    let request = PreviewRequest(
      view: place.view,
      size: place.frame.size,
      cell: choice.cell,
      form: form,
      colours: choice.colours,
      isASCII: choice.isASCII,
      background: background,
      budget: budget(form, place.frame.size),
      // Bands of sixels would lie apart, or over each other, in cells of another size.
      isInBands: form != .sixel || choice.isCellKnown
    )
    requests[slot] = request
    return request
  }

  /// Cells that name a picture are sent as well.
  private func budget(_ form: PictureForm, _ size: Size) -> Int {
    let budget = outlet.meter.budget
    guard form == .kittyPlaceholders else { return budget }
    return max(budget - KittyPlaceholder.byteCount(of: size), budget / 2)
  }

  private func content(
    _ preview: Preview,
    _ request: PreviewRequest,
    _ shown: ShownPicture,
    _ style: Style
  ) -> Content {
    let size = shown.place.frame.size
    func over(_ kind: PictureOverlay.Kind, _ cells: [Point]? = nil) -> PictureOverlay {
      PictureOverlay(kind: kind, request: request, frame: shown.place.frame, cells: cells)
    }
    switch preview.content {
    case .png(let bytes) where request.form == .kittyPlaceholders:
      return (placeholders(bytes, request, shown, style), nil)
    case .png:
      let id = kitty.stored(request)?.id ?? kitty.store(request)?.id
      return (
        PictureCells.beneath(size, style, isASCII: outlet.choice.isASCII),
        id.map { over(.kitty($0.number)) }
      )
    case .jpeg, .sixel:
      return (
        PictureCells.beneath(size, style, isASCII: outlet.choice.isASCII), over(.pixels)
      )
    case .symbols(let picture):
      let isTrue = request.colours == .trueColour && preview.byteCount <= request.budget
      let cells = shown.isWhole ? nil : shown.cells
      return (picture.surface, isTrue ? over(.letters, cells) : nil)
    case .words(let lines):
      return (PictureCells.words(lines, size, style), nil)
    }
  }

  /// Cells that name the picture once it is at the terminal; it is sent where it was not.
  private func placeholders(
    _ png: [UInt8],
    _ request: PreviewRequest,
    _ shown: ShownPicture,
    _ style: Style
  ) -> Surface {
    let size = shown.place.frame.size
    if let stored = kitty.stored(request) {
      guard stored.isSent, let cells = PictureCells.placeholders(stored.id, shown, style) else {
        return PictureCells.waiting(size, style)
      }
      return cells
    }
    if let (id, deleted) = kitty.store(request) {
      delete(deleted.map(\.number))
      let picture = KittyGraphics.upload(
        png: png,
        id: id.number,
        columns: size.width,
        rows: size.height,
        through: passage
      )
      uploads[sendKitty(picture)] = request
    }
    return PictureCells.waiting(size, style)
  }
}
