import CellGrid
import StudioImaging
import StudioUI
import TerminalKit

/// Puts pictures where a surface marks their places: cells into the surface, everything else to the
/// terminal behind it. Used from the thread that decides; pictures are made on another.
final class PictureDesk {
  /// A place by what it shows and how large; where on the screen does not matter for what is made.
  private struct Slot: Hashable {
    let view: PictureView
    let size: Size
    let isSymbols: Bool
  }

  private let outlet: any PictureOutlet
  private let workshop: PreviewWorkshop
  private let background: RGBColour
  private var shelf = PreviewShelf()
  /// What was asked for each place: the budget of that moment stays while the place shows.
  private var requests: [Slot: PreviewRequest] = [:]
  /// The last one that was there for a place of a picture, whatever part of it.
  private var latest: [LatestKey: PreviewRequest] = [:]
  private var kitty: KittyPictures
  private var board = OverlayBoard()
  private var orders = OverlayBoard.Orders()
  /// Packets on their way, by number, that make a picture of kitty's known to the terminal.
  private var uploads: [Int: PreviewRequest] = [:]
  private var packetNumber = 0
  private var wanted: [PreviewRequest] = []
  private var hasParting = false

  private struct LatestKey: Hashable {
    let path: String
    let size: Size

    init(_ place: PicturePlace) {
      path = place.view.path
      size = place.frame.size
    }
  }

  /// - Parameter background: beneath and beside pictures.
  init(
    _ outlet: any PictureOutlet,
    _ workshop: PreviewWorkshop,
    background: RGBColour = .black,
    kitty: KittyPictures = KittyPictures()
  ) {
    self.outlet = outlet
    self.workshop = workshop
    self.background = background
    self.kitty = kitty
  }

  /// What the screen is told of the terminal.
  var facts: StudioUI.PictureFacts {
    let choice = outlet.choice
    return StudioUI.PictureFacts(
      form: choice.form,
      cell: choice.cell,
      reason: choice.reason,
      advice: choice.advice,
      budget: PictureBudget(
        step: outlet.meter.step + 1,
        steps: LinkMeter.ladder.count,
        bytes: Int64(outlet.meter.budget)
      )
    )
  }

  // MARK: News

  /// Takes in what was made, for the next screen; how much that was.
  @discardableResult
  func takeProducts() -> Int {
    let products = workshop.take()
    for product in products { shelf.put(product.outcome, for: product.request) }
    return products.count
  }

  /// Hears what became of packets, and what the terminal is.
  func hear(_ news: PictureNews) {
    switch news {
    case .choiceChanged:
      requests = [:]
      latest = [:]
    case .lost:
      kitty.removeAll()
      uploads = [:]
      _ = board.forgetAll()
    case .sent(let packets):
      for packet in packets {
        if let request = uploads.removeValue(forKey: packet) { kitty.wasSent(request) }
      }
    case .dropped(let packets):
      board.forget(packets: packets)
      for packet in packets {
        if let request = uploads.removeValue(forKey: packet) { kitty.remove(request) }
      }
    case .budgetChanged: break
    }
  }

  /// The next screen is drawn whole: nothing lies over it then.
  func willRepaint() {
    delete(board.forgetAll())
    shelf.forgetFailures()
  }

  /// One step up or down the ladder; what shows is made anew.
  func changeBudget(by step: Int) {
    _ = outlet.meter.adjust(up: step > 0)
    requests = [:]
  }

  // MARK: Composing

  /// The surface with cells in the places of its pictures. It is to be shown at once, and
  /// `wasShown()` called then.
  func compose(_ surface: Surface) -> Surface {
    var composed = surface
    var overlays: [PictureOverlay] = []
    var wanted: [PreviewRequest] = []
    let places = surface.shownPictures
    let former = requests
    requests = [:]
    for shown in places {
      let style = surface[shown.cells[0].x, shown.cells[0].y].style
      let (cells, overlay) = content(of: shown, style, former, &wanted)
      composed.draw(cells, for: shown)
      if let overlay { overlays.append(overlay) }
    }
    let shownNow = Set(places.map { LatestKey($0.place) })
    latest = latest.filter { shownNow.contains($0.key) }
    want(wanted)
    orders = board.settle(overlays)
    for lines in orders.lines { outlet.redrawLines(lines) }
    outlet.hasPictures = overlays.contains { $0.kind != .letters }
    return composed
  }

  /// The surface is on its way: what lies over it follows.
  func wasShown() {
    let gone = orders.withdrawn
    if !gone.isEmpty { outlet.withdraw { gone.contains($0) } }
    delete(orders.deleted)
    let hurt = board.hurt(by: outlet.takeLinesWritten())
    for overlay in orders.added + hurt { send(overlay) }
    orders = OverlayBoard.Orders()
    withdrawStale()
    setParting()
  }

  private func want(_ requests: [PreviewRequest]) {
    guard requests != wanted else { return }
    wanted = requests
    workshop.want(requests)
  }

  /// Uploads of what no longer shows and has not begun are not sent: the newest wish counts.
  private func withdrawStale() {
    let shown = Set(requests.values)
    let stale = Set(uploads.filter { !shown.contains($0.value) }.keys)
    if !stale.isEmpty { outlet.withdraw { stale.contains($0) } }
  }
}

// MARK: What stands in a place

extension PictureDesk {
  private typealias Content = (cells: Surface, overlay: PictureOverlay?)

  private func content(
    of shown: ShownPicture,
    _ style: Style,
    _ former: [Slot: PreviewRequest],
    _ wanted: inout [PreviewRequest]
  ) -> Content {
    let form = outlet.choice.form
    let size = shown.place.frame.size
    // Nothing is made twice because the terminal's answer was on its way.
    guard outlet.isSettled, form != .off else { return (PictureCells.waiting(size, style), nil) }
    // What is put down as a whole cannot be shown in part.
    let isPart = !shown.isWhole && [.sixel, .iterm2, .kittyPlacement].contains(form)
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
      budget: outlet.meter.budget
    )
    requests[slot] = request
    return request
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
      return (placeholders(bytes, request, size, style), nil)
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
    _ size: Size,
    _ style: Style
  ) -> Surface {
    if let stored = kitty.stored(request) {
      guard stored.isSent, let cells = PictureCells.placeholders(stored.id, size, style) else {
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

// MARK: What goes to the terminal

extension PictureDesk {
  private var passage: TerminalPassage { outlet.choice.isThroughTmux ? .tmux : .direct }

  private func nextNumber() -> Int {
    packetNumber += 1
    return packetNumber
  }

  private func sendKitty(_ picture: TerminalPicture, at place: Point? = nil) -> Int {
    let number = nextNumber()
    outlet.send(
      .kitty(
        number: number,
        slices: picture.slices,
        place: place,
        isThroughTmux: outlet.choice.isThroughTmux
      )
    )
    return number
  }

  private func send(_ overlay: PictureOverlay) {
    guard case .success(let preview)? = shelf.outcome(overlay.request),
      let packet = packet(overlay, preview.content)
    else { return }
    board.add(overlay, packet: packet)
  }

  /// The number of the packet, which is on its way then.
  private func packet(_ overlay: PictureOverlay, _ content: Preview.Content) -> Int? {
    let (origin, size) = (overlay.frame.origin, overlay.frame.size)
    switch content {
    case .png(let bytes):
      guard case .kitty(let id) = overlay.kind else { return nil }
      return sendKitty(
        KittyGraphics.place(
          png: bytes,
          id: id,
          columns: size.width,
          rows: size.height,
          through: passage
        ),
        at: origin
      )
    case .jpeg(let bytes):
      let picture = ITermGraphics.place(
        file: bytes,
        columns: size.width,
        rows: size.height,
        through: passage
      )
      return send(PicturePacket(number: nextNumber(), slices: picture.slices, place: origin))
    case .sixel(let bytes):
      return send(PicturePacket(number: nextNumber(), slices: [bytes], place: origin))
    case .symbols(let picture):
      let cells = overlay.cells ?? overlay.frame.points
      return send(
        .rows(number: nextNumber(), picture.rows(cells, from: origin), at: origin)
      )
    case .words: return nil
    }
  }

  private func send(_ packet: PicturePacket) -> Int {
    outlet.send(packet)
    return packet.number
  }

  private func delete(_ ids: [UInt32]) {
    guard !ids.isEmpty else { return }
    let slices = ids.map { KittyGraphics.delete(id: $0, through: passage) }
    outlet.send(PicturePacket(number: nextNumber(), slices: slices))
  }

  /// Leaving takes our pictures away, also in a crash.
  private func setParting() {
    let hasAny = !kitty.isEmpty
    guard hasAny != hasParting else { return }
    let order = KittyGraphics.delete(ids: kitty.range, through: passage)
    hasParting = outlet.setParting(hasAny ? order : []) && hasAny
  }
}

extension Rect {
  /// Its places, row by row.
  fileprivate var points: [Point] {
    (y..<max(bottom, y)).flatMap { y in (x..<max(right, x)).map { Point(x: $0, y: y) } }
  }
}
