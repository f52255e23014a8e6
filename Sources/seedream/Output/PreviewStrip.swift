import CellGrid
import Glibc
import StudioCore
import StudioImaging
import StudioModel
import TerminalKit

/// The images of a sequence as a command prints them: side by side, with their numbers.
struct PreviewStrip {
  private let choice: PictureFormChoice
  /// Of the terminal.
  private let size: Size
  private let maker: PreviewMaker

  /// Cells between two images.
  private static let gap = 2
  /// Cells that an image has at least, and at most.
  private static let widths = 26...60

  /// Asks the terminal what it can show; refuses where there is none that pictures could be for.
  init(_ settings: LoadedSettings, _ environment: [String: String]) throws(Failure) {
    let look = ScreenLook(settings.config, environment)
    let findings: TerminalFindings
    do throws(TerminalInquiry.Refusal) {
      findings = try TerminalInquiry.findings(environment: environment, colours: look.colours)
    } catch {
      findings = TerminalFindings(environment)
    }
    choice = PictureFormChoice(findings, look.surroundings(for: findings))
    let isForced = ["symbols", "text"].contains(environment["SEEDREAM_PREVIEW"] ?? "")
    let terminal = TerminalSize(descriptor: STDOUT_FILENO)
    guard terminal != nil || isForced || choice.form == .off else {
      throw Failure(
        .invalidRequest,
        "--preview shows images on a terminal, and the output is none.",
        cost: .nothing,
        advice: "Set SEEDREAM_PREVIEW=symbols or SEEDREAM_PREVIEW=text to have characters written."
      )
    }
    let columns = terminal?.columns ?? environment["COLUMNS"].flatMap { Int($0) } ?? 80
    size = Size(width: min(max(columns, 1), 500), height: min(max(terminal?.rows ?? 24, 4), 200))
    maker = PreviewMaker(
      thumbnails: ThumbnailCache(folder: settings.paths.cache + "/thumbnails")
    )
  }

  /// Prints the images, row by row as they are made.
  func show(_ job: Job, on output: Output) {
    guard choice.form != .off else {
      return output.note("Previews are switched off: \(choice.reason).")
    }
    let frames = job.frames
    guard !frames.isEmpty else { return output.note("It has no images yet.") }
    let perRow = min(max((size.width + Self.gap) / (Self.widths.lowerBound + Self.gap), 1), 8)
    let count = min(perRow, frames.count)
    let width = min(
      (size.width - Self.gap * (count - 1)) / count,
      Self.widths.upperBound
    )
    var rest = frames[...]
    while !rest.isEmpty {
      let row = rest.prefix(count).map { entry($0, of: job, width: max(width, 1)) }
      rest = rest.dropFirst(count)
      output.result("\n" + PreviewRow(entries: row, gap: Self.gap, choice: choice).printed)
    }
  }

  /// An image that is not there, or cannot be shown, is a line of words.
  private func entry(_ frame: Frame, of job: Job, width: Int) -> PreviewRow.Entry {
    let number = String(frame.index)
    guard frame.status == .stored, let name = frame.fileName else {
      return PreviewRow.Entry(label: "\(number) · \(frame.status.rawValue)", width: width)
    }
    let pixels = frame.size ?? PixelSize(width: 1, height: 1)
    let cells = PictureFit.size(
      width: pixels.width,
      height: pixels.height,
      in: Size(width: width, height: max(size.height - 3, 1)),
      cell: choice.cell
    )
    let request = PreviewRequest(
      view: PictureView(path: job.folder + "/" + name),
      size: choice.form == .text ? Size(width: width, height: 4) : cells,
      cell: choice.cell,
      form: choice.form,
      colours: choice.colours,
      isASCII: choice.isASCII,
      contentHash: frame.sha256
    )
    do throws(PictureFailure) {
      let preview = try maker.make(request)
      return PreviewRow.Entry(
        label: number,
        width: width,
        cells: request.size,
        content: preview.content
      )
    } catch {
      return PreviewRow.Entry(label: "\(number) · \(error)", width: width)
    }
  }
}
