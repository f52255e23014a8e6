import CellGrid
import StudioModel
import Testing

@testable import StudioUI

/// Where pictures stand on whole screens; ▒ is a cell of one.
@Suite struct PictureGoldenTests {
  private static let sizes = [(120, 40), (80, 24), (40, 10)]
  private static let panorama = PixelSize(width: 4096, height: 1024)
  private static let portrait = PixelSize(width: 1440, height: 2560)

  private static let owl: Job = {
    var job = PictureSample.finished(
      "0w10000000",
      3,
      prompt: "一只灰色的猫头鹰，黄昏，同样的飞行，四张图片",
      size: portrait
    )
    job.request.seed = 42
    job.request.references = [Reference(source: .file(path: "/home/someone/owl.png"))]
    return job
  }()

  private static let jobs = [
    PictureSample.finished(), owl, PictureSample.finished("pan0rama00", 2, size: panorama),
    PictureSample.finished("f1fteen000", 15, prompt: "Fifteen postcards from a harbour"),
  ]

  private func expect(
    _ name: String,
    _ width: Int,
    _ height: Int,
    keys: String,
    _ facts: PictureFacts = PictureSample.facts,
    styled: Bool = false
  ) {
    var desk = Desk.showing(Self.jobs, width: width, height: height, facts)
    desk.press(keys)
    desk.pass(.seconds(30))
    Golden.expect(desk.app.render(), "\(name)-\(width)x\(height)", styled: styled)
  }

  @Test(arguments: sizes)
  func theStripOfTheHistory(_ width: Int, _ height: Int) {
    expect("strip", width, height, keys: "alt-4 enter ] m", styled: true)
    expect("strip-portrait", width, height, keys: "alt-4 down enter ]")
    expect("strip-panorama", width, height, keys: "alt-4 down down enter")
    expect("strip-fifteen", width, height, keys: "alt-4 down down down enter ] ] ] ] ] ] ] ] ]")
    expect("strip-zoomed", width, height, keys: "alt-4 z")
  }

  @Test(arguments: sizes)
  func theStripOnNearlySquareCells(_ width: Int, _ height: Int) {
    expect("strip-squat", width, height, keys: "alt-4 enter ]", PictureSample.squat)
  }

  @Test(arguments: sizes)
  func theGridOfTheHistory(_ width: Int, _ height: Int) {
    expect("grid", width, height, keys: "alt-4 enter V z")
    expect("grid-fifteen", width, height, keys: "alt-4 down down down enter V z [ ] ] ] ]")
  }

  @Test(arguments: sizes)
  func theViewer(_ width: Int, _ height: Int) {
    expect("viewer", width, height, keys: "alt-4 v ]", styled: true)
    expect("viewer-actual", width, height, keys: "alt-4 v a j l", styled: true)
    expect("viewer-portrait", width, height, keys: "alt-4 down v i", PictureSample.squat)
    expect("viewer-help", width, height, keys: "alt-4 v ?")
  }

  @Test(arguments: sizes)
  func theComparison(_ width: Int, _ height: Int) {
    expect("compare", width, height, keys: "alt-4 enter m ] m ] m ] m C", styled: true)
    expect("compare-two", width, height, keys: "alt-4 enter m J C", styled: true)
    expect("compare-zoomed", width, height, keys: "alt-4 enter m J C a")
  }

  @Test(arguments: sizes)
  func theLivePane(_ width: Int, _ height: Int) {
    for (keys, name) in [
      ("alt-3 ]", "live"), ("alt-3 ] enter", "live-page"), ("alt-3 z", "live-zoomed"),
    ] {
      var desk = Desk.showing([], width: width, height: height)
      let job = PictureSample.arriving()
      desk.report(.unfinishedLoaded([job]))
      desk.report(
        .event(.jobProgressed(job.id, .downloading(index: 3, received: 420, total: 1_000)))
      )
      desk.press(keys)
      Golden.expect(desk.app.render(), "\(name)-\(width)x\(height)", styled: name == "live")
    }
  }

  @Test(arguments: sizes)
  func theReferences(_ width: Int, _ height: Int) {
    var request = Desk.request
    request.model = ModelID(rawValue: "bytedance/seedream-v4/edit-sequential")
    request.references = [
      Reference(
        source: .file(path: "/home/someone/refs/fox.png"),
        facts: ReferenceFacts(
          sha256: "",
          byteCount: 1_234_567,
          format: .png,
          size: PixelSize(width: 1024, height: 768)
        )
      ),
      Reference(source: .url("https://example.com/light.jpg")),
    ]
    for (keys, name) in [
      ("alt-2 g down down down down down", "reference"), ("down", "reference-url"),
    ] {
      var desk = Desk(width: width, height: height, settings: request)
      desk.report(.accessChanged([.wavespeed: .ready, .atlascloud: .ready]))
      desk.report(.picturesFound(PictureSample.facts))
      desk.press("alt-2 g down down down down down")
      if name != "reference" { desk.press(keys) }
      Golden.expect(desk.app.render(), "\(name)-\(width)x\(height)")
    }
  }
}
