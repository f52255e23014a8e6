import CellGrid
import StudioImaging

/// A picture that lies over cells: curses knows nothing of it.
struct PictureOverlay: Hashable {
  enum Kind: Hashable {
    /// Pixels that go where text is written over them: sixels, iTerm2's inline pictures.
    case pixels
    /// A picture of kitty's protocol at a place, taken away by its number.
    case kitty(UInt32)
    /// The very letters of the cells, in colours that curses does not have.
    case letters
  }

  let kind: Kind
  let request: PreviewRequest
  let frame: Rect
  /// The cells that show, where not all do: of letters only.
  let cells: [Point]?

  var rows: Range<Int> { frame.y..<max(frame.bottom, frame.y) }
}

/// What lies over the cells of a screen.
struct OverlayBoard {
  /// What has to happen so that only what is wanted lies there.
  struct Orders: Equatable {
    /// Lines that curses has to write whole before anything new lies on them.
    var lines: [Range<Int>] = []
    /// kitty's pictures to be deleted.
    var deleted: [UInt32] = []
    /// Packets that nobody wants any more.
    var withdrawn: Set<Int> = []
    /// What is to be sent after the cells.
    var added: [PictureOverlay] = []
  }

  private(set) var lying: [PictureOverlay: Int] = [:]

  var isEmpty: Bool { lying.isEmpty }

  /// - Parameter wanted: what is to lie there from now on; numbers of packets come by `add`.
  mutating func settle(_ wanted: [PictureOverlay]) -> Orders {
    var orders = Orders()
    let kept = Set(wanted)
    for (overlay, packet) in lying where !kept.contains(overlay) {
      lying[overlay] = nil
      orders.withdrawn.insert(packet)
      switch overlay.kind {
      case .pixels: orders.lines.append(overlay.rows)
      case .kitty(let id): orders.deleted.append(id)
      case .letters: break
      }
    }
    // Lines that are written whole take the other pictures on them away.
    for (overlay, packet) in lying where overlay.isHurt(by: orders.lines) {
      lying[overlay] = nil
      orders.withdrawn.insert(packet)
    }
    orders.added = wanted.filter { lying[$0] == nil }
    return orders
  }

  /// Lines were written whole. Returns what lay on them, to be sent again.
  mutating func hurt(by lines: Set<Int>) -> [PictureOverlay] {
    let ranges = lines.map { $0..<$0 + 1 }
    let gone = lying.keys.filter { $0.isHurt(by: ranges) }
    for overlay in gone { lying[overlay] = nil }
    return gone
  }

  mutating func add(_ overlay: PictureOverlay, packet: Int) { lying[overlay] = packet }

  /// A packet never arrived whole: its overlay is sent again by the next `settle`.
  mutating func forget(packets: [Int]) {
    let lost = Set(packets)
    lying = lying.filter { !lost.contains($0.value) }
  }

  /// The screen was wiped. Returns what a terminal may still keep.
  mutating func forgetAll() -> [UInt32] {
    defer { lying = [:] }
    return lying.keys.compactMap { if case .kitty(let id) = $0.kind { id } else { nil } }
  }
}

extension PictureOverlay {
  fileprivate func isHurt(by lines: [Range<Int>]) -> Bool {
    if case .kitty = kind { return false }
    return lines.contains { $0.overlaps(rows) }
  }
}
