import CellGrid
import StudioImaging
import StudioUI
import TerminalKit

/// Puts pictures where a surface marks their places: cells into the surface, everything else to the
/// terminal behind it. Used from the thread that decides; pictures are made on another.
final class PictureDesk {
  /// A place by what it shows and how large; where on the screen does not matter for what is made.
  struct Slot: Hashable {
    let view: PictureView
    let size: Size
    let isSymbols: Bool
  }

  let outlet: any PictureOutlet
  private let workshop: PreviewWorkshop
  let background: RGBColour
  var shelf = PreviewShelf()
  /// What was asked for each place: the budget of that moment stays while the place shows.
  var requests: [Slot: PreviewRequest] = [:]
  /// The last one that was there for a place of a picture, whatever part of it.
  var latest: [LatestKey: PreviewRequest] = [:]
  var kitty: KittyPictures
  var board = OverlayBoard()
  private var orders = OverlayBoard.Orders()
  /// Packets on their way, by number, that make a picture of kitty's known to the terminal.
  var uploads: [Int: PreviewRequest] = [:]
  var packetNumber = 0
  private var wanted: [PreviewRequest] = []
  var hasParting = false

  struct LatestKey: Hashable {
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
