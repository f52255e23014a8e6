import StudioCore
import StudioImaging
import StudioModel

/// The core's questions about picture files, answered by the picture layer.
struct PictureInspection: PictureInspector {
  func header(of path: String) throws(PictureProblem) -> StudioCore.PictureFacts {
    do throws(PictureFailure) {
      let header = try PictureHeader.read(path: path)
      return try facts(header.format, width: header.width, height: header.height)
    } catch {
      throw problem(error)
    }
  }

  func verify(_ path: String) throws(PictureProblem) -> StudioCore.PictureFacts {
    do throws(PictureFailure) {
      let found = try PictureCheck.verify(path: path)
      return try facts(found.format, width: found.width, height: found.height)
    } catch {
      throw problem(error)
    }
  }

  private func facts(
    _ format: PictureFileFormat,
    width: Int,
    height: Int
  ) throws(PictureFailure) -> StudioCore.PictureFacts {
    guard let format = PictureFormat(rawValue: format.rawValue) else { throw .notAnImage }
    return StudioCore.PictureFacts(
      format: format,
      size: PixelSize(width: width, height: height)
    )
  }

  private func problem(_ failure: PictureFailure) -> PictureProblem {
    let kind: PictureProblem.Kind =
      switch failure {
      case .notAnImage, .unsupported: .notAPicture
      case .truncated, .damaged: .damaged
      case .tooLarge: .tooLarge
      case .unreadable, .outOfMemory, .cancelled: .unreadable
      }
    return PictureProblem(kind, failure.description)
  }
}
