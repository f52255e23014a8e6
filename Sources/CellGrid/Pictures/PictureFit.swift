/// How many cells a picture takes.
public enum PictureFit {
  /// The largest size in cells inside `room` that keeps the proportions of `width` × `height`
  /// pixels, at least one cell; empty where there is no room.
  public static func size(
    width: Int,
    height: Int,
    in room: Size,
    cell: CellPixels = .standard
  ) -> Size {
    guard !room.isEmpty else { return .zero }
    let (width, height) = (Double(max(width, 1)), Double(max(height, 1)))
    let (wide, high) = (
      Double(room.width * cell.width) / width, Double(room.height * cell.height) / height
    )
    let scale = min(wide, high)
    func cells(_ pixels: Double, _ side: Int, _ limit: Int) -> Int {
      min(max(Int((pixels * scale / Double(side)).rounded()), 1), limit)
    }
    return Size(
      width: cells(width, cell.width, room.width),
      height: cells(height, cell.height, room.height)
    )
  }
}
