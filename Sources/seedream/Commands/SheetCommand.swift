import CellGrid
import StudioCore
import StudioImaging
import StudioModel

/// All frames of a sequence in one picture file.
enum SheetCommand: HeadlessCommand {
  static let name = "sheet"
  static let summary = "Write a contact sheet: all images of a sequence, with numbers and caption."
  static let operands = "ID"
  static let options: [Option] = [
    Option(
      "output",
      value: "FILE",
      "where to write it; a PNG, or a JPEG by its ending",
      letter: "o"
    ),
    Option("force", "replace a file that is there"),
    Option("no-text", "leave numbers and caption out (no Pango is needed then)"),
    .demo, .json, .help,
  ]

  private enum Format {
    case png
    case jpeg
  }

  static func run(_ arguments: Arguments, _ process: ProcessContext) async -> ExitCode {
    await CommandRun.withLibrary(arguments, process) { (store) async throws(Failure) in
      guard arguments.operands.count == 1, let word = arguments.operands.first else {
        throw Failure(.invalidRequest, "Name exactly one ID.", cost: .nothing)
      }
      let (path, format) = try target(arguments, process)
      let hasText = !arguments.has("no-text")
      try requireLettering(hasText)
      guard let store else {
        throw Failure(
          .invalidRequest,
          "There is no library yet, so there is no sequence “\(word)”.",
          cost: .nothing
        )
      }
      let job = try await SequenceLookup(store: store).one(word)
      let sheet = try drawn(job, hasText: hasText)
      try write(sheet, format, to: path, replacing: arguments.has("force"))
      tell(sheet, job, path, arguments, process)
      return sheet.failures.isEmpty ? .done : .partial
    }
  }

  private static func target(
    _ arguments: Arguments,
    _ process: ProcessContext
  ) throws(Failure) -> (String, Format) {
    guard let spelled = arguments.value("output"), !spelled.isEmpty else {
      throw Failure(
        .invalidRequest,
        "Say where to write the sheet: -o sheet.png.",
        cost: .nothing
      )
    }
    let path = process.absolute(spelled)
    let ending = spelled.lowercased()
    if ending.hasSuffix(".png") { return (path, .png) }
    if ending.hasSuffix(".jpg") || ending.hasSuffix(".jpeg") { return (path, .jpeg) }
    throw Failure(
      .invalidRequest,
      "A sheet is a .png or a .jpg, not “\(spelled)”.",
      cost: .nothing
    )
  }

  private static func requireLettering(_ hasText: Bool) throws(Failure) {
    guard hasText, !Lettering.isAvailable else { return }
    throw Failure(
      .invalidRequest,
      "Numbers and caption need Pango, which is not installed.",
      cost: .nothing,
      advice: "Install it (Debian: apt-get install libpangocairo-1.0-0 fonts-dejavu-core), or "
        + "give --no-text."
    )
  }

  private static func drawn(_ job: Job, hasText: Bool) throws(Failure) -> ContactSheet {
    guard job.frames.contains(where: { $0.fileName != nil && $0.status == .stored }) else {
      throw Failure(.invalidRequest, "Sequence \(job.id) has no images yet.", cost: .nothing)
    }
    let frames = job.frames.map { frame in
      let isThere = frame.status == .stored
      let path = isThere ? frame.fileName.map { job.folder + "/" + $0 } : nil
      return ContactSheet.Frame(
        label: isThere ? "\(frame.index)" : "\(frame.index) · \(frame.status.rawValue)",
        path: path
      )
    }
    do throws(PictureFailure) {
      return try ContactSheet(frames, caption: hasText ? caption(job) : nil)
    } catch {
      throw Failure(
        .internalError,
        "The sheet cannot be drawn: \(error.description).",
        cost: .nothing
      )
    }
  }

  private static func caption(_ job: Job) -> ContactSheet.Caption {
    let time = LocalTime(job.createdAt)
    let prompt = PlainText.line(job.request.prompt)
    return ContactSheet.Caption(
      // Far more than four lines hold.
      text: prompt.count > 2_000 ? prompt.prefix(2_000) + "…" : prompt,
      facts: [
        PlainText.line(job.request.model.rawValue), job.request.size.description,
        "\(time.date) \(time.clockTime)", job.id.rawValue,
      ].joined(separator: " · ")
    )
  }

  private static func write(
    _ sheet: ContactSheet,
    _ format: Format,
    to path: String,
    replacing: Bool
  ) throws(Failure) {
    let bytes: [UInt8]
    do throws(PictureFailure) {
      bytes =
        switch format {
        case .png: try PictureEncoder.png(sheet.raster)
        case .jpeg: try PictureEncoder.jpeg(sheet.raster, quality: 90)
        }
    } catch {
      throw Failure(
        .internalError,
        "The sheet cannot be written: \(error.description).",
        cost: .nothing
      )
    }
    do throws(FileFailure) {
      try FileSystem().write(bytes, to: path, replacing: replacing)
    } catch {
      let isTaken = error.kind == .exists
      throw Failure(
        .storage,
        error.message,
        cost: .nothing,
        advice: isTaken ? "Give --force to replace it, or choose another name." : error.advice
      )
    }
  }

  private static func tell(
    _ sheet: ContactSheet,
    _ job: Job,
    _ path: String,
    _ arguments: Arguments,
    _ process: ProcessContext
  ) {
    for (place, failure) in sheet.failures.sorted(by: { $0.key < $1.key }) {
      process.output.warning("image \(job.frames[place].index): \(failure)")
    }
    if sheet.unknownCharacters > 0 {
      process.output.warning(
        "\(sheet.unknownCharacters) characters are in no installed font; Chinese, Japanese and "
          + "Korean are in fonts-noto-cjk or fonts-droid-fallback"
      )
    }
    guard arguments.has("json") else { return process.output.result(PlainText.line(path) + "\n") }
    let missing = job.frames.indices.filter { place in
      sheet.failures[place] != nil || job.frames[place].status != .stored
    }
    process.output.result(
      JSONDocument.object([
        "id": .text(job.id.rawValue),
        "path": .text(path),
        "width": .integer(Int64(sheet.raster.width)),
        "height": .integer(Int64(sheet.raster.height)),
        "images": .integer(Int64(job.frames.count - missing.count)),
        "missing": .list(missing.map { .integer(Int64(job.frames[$0].index)) }),
      ]).printed
    )
  }
}
