import CellGrid
import FoundationEssentials
import Glibc
import StudioImaging

/// One piece of work on pictures in a process of its own, so that its time and memory are its own.
enum PreviewWorker {
  /// A whole screen.
  static let cells = Size(width: 80, height: 40)

  static func main(_ words: [String]) -> Int32 {
    do {
      switch words.dropFirst().first {
      case "samples" where words.count == 5:
        try writeSamples(from: words[2], side: Int(words[3]) ?? 0, folder: words[4])
      case "preview" where words.count == 4:
        try show(words[2], PictureForm(rawValue: words[3]) ?? .off)
      case "cached" where words.count == 4:
        try look(words[2], cache: words[3])
      default: return 2
      }
      return 0
    } catch {
      BenchOutput.write("failed: \(error)\n")
      return 1
    }
  }

  /// A picture of a service as both kinds of file, at a size.
  private static func writeSamples(from path: String, side: Int, folder: String) throws {
    let raster = try PictureDecoder.decode(path: path, fitting: (side, side))
    let png = try PictureEncoder.png(raster)
    let jpeg = try PictureEncoder.jpeg(raster, quality: 90)
    try Data(png).write(to: URL(filePath: "\(folder)/\(side).png"))
    try Data(jpeg).write(to: URL(filePath: "\(folder)/\(side).jpg"))
  }

  private static func show(_ path: String, _ form: PictureForm) throws {
    let request = PreviewRequest(
      view: PictureView(path: path),
      size: cells,
      form: form,
      colours: .trueColour,
      isInBands: true
    )
    let preview = try PreviewMaker().make(request)
    switch preview.content {
    case .png(let bytes):
      write(
        KittyGraphics.place(png: bytes, id: 20, columns: cells.width, rows: cells.height).slices
      )
    case .jpeg(let bands):
      for band in bands {
        let rows = band.rows.count
        write(ITermGraphics.place(file: band.bytes, columns: cells.width, rows: rows).slices)
      }
    case .sixel(let bands): write(bands.map(\.bytes))
    case .symbols(let picture):
      BenchOutput.write(picture.terminalLines.joined(separator: "\n") + "\n")
    case .words(let lines): BenchOutput.write(lines.joined(separator: "\n") + "\n")
    }
  }

  private static func write(_ slices: [[UInt8]]) {
    BenchOutput.write(String(decoding: slices.joined(), as: UTF8.self))
  }

  /// Milliseconds of each look at a picture whose thumbnail is there, one a line.
  private static func look(_ path: String, cache: String) throws {
    let maker = PreviewMaker(thumbnails: ThumbnailCache(folder: cache))
    for (form, size) in [
      (PictureForm.iterm2, Size(width: 30, height: 15)), (.iterm2, Size(width: 64, height: 32)),
      (.kittyPlaceholders, Size(width: 30, height: 15)), (.symbols, Size(width: 30, height: 15)),
    ] {
      let request = PreviewRequest(view: PictureView(path: path), size: size, form: form)
      _ = try maker.make(request)
      var times: [Double] = []
      for _ in 0..<41 {
        let began = BenchChild.now()
        _ = try maker.make(request)
        times.append((BenchChild.now() - began) * 1_000)
      }
      BenchOutput.write(
        "\(form.rawValue) \(size.width)×\(size.height)\t\(BenchOutput.number(times.median, 2))\n"
      )
    }
  }
}
