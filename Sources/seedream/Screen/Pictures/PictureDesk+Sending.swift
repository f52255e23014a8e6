import CellGrid
import StudioImaging
import TerminalKit

/// What goes to the terminal beside the cells.
extension PictureDesk {
  var passage: TerminalPassage { outlet.choice.passage }

  private func nextNumber() -> Int {
    packetNumber += 1
    return packetNumber
  }

  func sendKitty(_ picture: TerminalPicture, at place: Point? = nil) -> Int {
    let number = nextNumber()
    outlet.send(
      .kitty(
        number: number,
        slices: picture.slices,
        place: place,
        through: passage
      )
    )
    return number
  }

  func send(_ overlay: PictureOverlay) {
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
    case .jpeg(let bands):
      let slices = bands.map { band in
        let picture = ITermGraphics.place(
          file: band.bytes,
          columns: size.width,
          rows: band.rows.count,
          isStretched: bands.count > 1,
          through: passage
        )
        return (row: band.rows.lowerBound, bytes: picture.slices.flatMap(\.self))
      }
      return send(.bands(number: nextNumber(), slices, at: origin))
    case .sixel(let bands):
      let slices = bands.map { (row: $0.rows.lowerBound, bytes: $0.bytes) }
      return send(.bands(number: nextNumber(), slices, at: origin))
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

  func delete(_ ids: [UInt32]) {
    guard !ids.isEmpty else { return }
    let slices = ids.map { KittyGraphics.delete(id: $0, through: passage) }
    outlet.send(PicturePacket(number: nextNumber(), slices: slices))
  }

  /// Leaving takes our pictures away, also in a crash.
  func setParting() {
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
