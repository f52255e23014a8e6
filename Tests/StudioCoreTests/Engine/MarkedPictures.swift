import StudioCore
import StudioModel

/// Pictures for tests of the engine: a word between two marks. Without the last mark it is cut
/// short; without the first it is no picture.
struct MarkedPictures: PictureInspector {
  /// Looks that fail because the machine has no room for one more open file.
  var blindLooks = 0
  private let looks = Tally()

  init(blindLooks: Int = 0) { self.blindLooks = blindLooks }

  static let size = PixelSize(width: 8, height: 8)

  static func whole(_ name: String) -> [UInt8] { Array("PICTURE \(name) END".utf8) }

  static func cutShort(_ name: String) -> [UInt8] { Array("PICTURE \(name)".utf8) }

  func header(of path: String) throws(PictureProblem) -> PictureFacts {
    guard text(path).hasPrefix("PICTURE") else {
      throw PictureProblem(.notAPicture, "There is no first mark.")
    }
    return PictureFacts(format: .jpeg, size: Self.size)
  }

  func verify(_ path: String) throws(PictureProblem) -> PictureFacts {
    looks.add()
    if looks.count <= blindLooks { throw PictureProblem(.unreadable, "too many open files") }
    let facts = try header(of: path)
    guard text(path).hasSuffix("END") else {
      throw PictureProblem(.damaged, "There is no last mark.")
    }
    return facts
  }

  private func text(_ path: String) -> String {
    String(decoding: (try? FileSystem().read(path, limit: 1 << 20)) ?? [], as: UTF8.self)
  }
}
