import CellGrid
import Glibc
import Testing

@testable import StudioImaging

@Suite struct ThumbnailCacheTests {
  /// A folder for one test, with a picture beside the thumbnails.
  private final class Ground {
    let folder: String
    let picture: String
    let thumbnails: String

    init() throws {
      var template = Array("/tmp/seedream-thumbnails-XXXXXX".utf8CString)
      folder = mkdtemp(&template).map { String(cString: $0) } ?? "/nonexistent"
      picture = folder + "/picture.png"
      thumbnails = folder + "/cache/thumbnails"
      try draw([200, 30, 30])
    }

    func draw(_ colour: [Int]) throws {
      write(try PictureEncoder.png(Samples.flat(800, 700, colour)), to: picture)
    }

    func write(_ bytes: [UInt8], to path: String) {
      guard let file = fopen(path, "wb") else { return }
      fwrite(bytes, 1, bytes.count, file)
      fclose(file)
    }

    var names: [String] {
      guard let listing = opendir(thumbnails) else { return [] }
      defer { closedir(listing) }
      var names: [String] = []
      while let entry = readdir(listing) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != ".", name != ".." { names.append(name) }
      }
      return names.sorted()
    }

    func mode(_ path: String) -> mode_t {
      var facts = stat()
      return lstat(path, &facts) == 0 ? facts.st_mode & 0o777 : 0
    }

    deinit {
      for name in names { unlink(thumbnails + "/" + name) }
      for path in [thumbnails, folder + "/cache", folder + "/elsewhere"] {
        unlink(path)
        rmdir(path)
      }
      unlink(picture)
      rmdir(folder)
    }
  }

  /// The colour in the middle of what a preview shows.
  private func look(
    _ ground: Ground,
    _ cache: ThumbnailCache,
    contentHash: String? = nil
  ) throws -> [UInt8] {
    let request = PreviewRequest(
      view: PictureView(path: ground.picture),
      size: Size(width: 8, height: 4),
      form: .iterm2,
      contentHash: contentHash
    )
    guard case .jpeg(let bands) = try PreviewMaker(thumbnails: cache).make(request).content else {
      return []
    }
    let raster = try PictureDecoder.decode(bytes: bands[0].bytes, fitting: (100, 100))
    let middle = (raster.height / 2 * raster.width + raster.width / 2) * 3
    return Array(raster.pixels[middle..<middle + 3])
  }

  @Test(arguments: [0o777, 0o000])
  func thumbnailsAreTheirOwnersWhateverTheUmask(_ mask: Int) async {
    await #expect(processExitsWith: .success) { [mask = mask as Int] in
      let ground = try Ground()
      umask(mode_t(mask))
      let cache = ThumbnailCache(folder: ground.thumbnails)
      let request = PreviewRequest(
        view: PictureView(path: ground.picture),
        size: Size(width: 8, height: 4),
        form: .iterm2
      )
      _ = try PreviewMaker(thumbnails: cache).make(request)
      let name = try #require(ground.names.first)
      #expect(ground.mode(ground.thumbnails) == 0o700)
      #expect(ground.mode(ground.thumbnails + "/" + name) == 0o600)
    }
  }

  @Test func theSecondLookReadsTheThumbnail() throws {
    let ground = try Ground()
    let cache = ThumbnailCache(folder: ground.thumbnails)
    #expect(try look(ground, cache)[0] > 180)
    let name = try #require(ground.names.first)
    #expect(ground.mode(ground.thumbnails) == 0o700)
    #expect(ground.mode(ground.thumbnails + "/" + name) == 0o600)
    // Another picture in its place shows that it is read.
    let green = try PictureEncoder.jpeg(Samples.flat(640, 560, [20, 220, 20]), quality: 90)
    ground.write(green, to: ground.thumbnails + "/" + name)
    let shown = try look(ground, cache)
    #expect(shown[0] < 60 && shown[1] > 180)
  }

  @Test func aPictureThatWasReplacedIsReadAnew() throws {
    let ground = try Ground()
    let cache = ThumbnailCache(folder: ground.thumbnails)
    #expect(try look(ground, cache)[0] > 180)
    unlink(ground.picture)
    try ground.draw([20, 220, 20])
    #expect(try look(ground, cache)[1] > 180)
  }

  @Test func aKnownHashNamesTheThumbnail() throws {
    let ground = try Ground()
    let hash = String(repeating: "0a", count: 32)
    _ = try look(ground, ThumbnailCache(folder: ground.thumbnails), contentHash: hash)
    #expect(ground.names.first?.contains(hash) == true)
    let odd = try Ground()
    _ = try look(odd, ThumbnailCache(folder: odd.thumbnails), contentHash: "../../../etc")
    #expect(odd.names.count == 1 && odd.names.first?.hasPrefix("f-") == true)
  }

  @Test(arguments: [0, 1, 2, 3])
  func aDamagedThumbnailIsMadeAnew(kind: Int) throws {
    let ground = try Ground()
    let cache = ThumbnailCache(folder: ground.thumbnails)
    _ = try look(ground, cache)
    let path = ground.thumbnails + "/" + (try #require(ground.names.first))
    switch kind {
    case 0: ground.write([], to: path)
    case 1: ground.write([0xFF, 0xD8, 0xFF, 0xE0], to: path)
    case 2:
      ground.write(try PictureEncoder.jpeg(Samples.flat(9, 9, [1, 2, 3]), quality: 90), to: path)
    default:
      unlink(path)
      symlink("/etc/hostname", path)
    }
    #expect(try look(ground, cache)[0] > 180)
    let good = try PictureDecoder.decode(path: path, fitting: (640, 640))
    #expect(good.width == 640 && good.height == 560)
    var facts = stat()
    #expect(lstat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG)
  }

  @Test func withoutItsFolderAllGoesOn() throws {
    let ground = try Ground()
    let cache = ThumbnailCache(folder: ground.thumbnails)
    _ = try look(ground, cache)
    for name in ground.names { unlink(ground.thumbnails + "/" + name) }
    rmdir(ground.thumbnails)
    #expect(try look(ground, cache)[0] > 180)
    #expect(ground.names.count == 1)
  }

  @Test func aFolderBehindALinkIsNotUsed() throws {
    let ground = try Ground()
    mkdir(ground.folder + "/cache", 0o700)
    mkdir(ground.folder + "/elsewhere", 0o700)
    symlink(ground.folder + "/elsewhere", ground.thumbnails)
    let cache = ThumbnailCache(folder: ground.thumbnails)
    #expect(try look(ground, cache)[0] > 180)
    #expect(rmdir(ground.folder + "/elsewhere") == 0)
  }

  @Test func theFolderStaysWithinItsLimit() throws {
    let ground = try Ground()
    let raster = Samples.gradient(640, 560)
    let one = try PictureEncoder.jpeg(raster, quality: 90).count
    let cache = ThumbnailCache(folder: ground.thumbnails, limit: one * 5)
    let keys = (0..<12).map { number in
      var facts = stat()
      facts.st_ino = ino_t(number)
      return ThumbnailKey(FileIdentity(facts), contentHash: nil, on: .black)
    }
    cache.store(raster, keys[0])
    for (number, key) in keys.enumerated().dropFirst() {
      // Used each time, so it is never the one that was used longest ago.
      #expect(cache.picture(keys[0], sides: (640, 560), fitting: (640, 560)) != nil)
      cache.store(raster, key)
      var times = [timespec(tv_sec: number, tv_nsec: 0), timespec(tv_sec: number, tv_nsec: 0)]
      utimensat(AT_FDCWD, ground.thumbnails + "/" + key.name, &times, 0)
    }
    #expect((1...5).contains(ground.names.count))
    #expect(cache.picture(keys[0], sides: (640, 560), fitting: (640, 560)) != nil)
    #expect(cache.picture(keys[11], sides: (640, 560), fitting: (640, 560)) != nil)
    #expect(cache.picture(keys[1], sides: (640, 560), fitting: (640, 560)) == nil)
  }

  @Test func aSmallPictureAndAPartHaveNoThumbnail() throws {
    let ground = try Ground()
    let cache = ThumbnailCache(folder: ground.thumbnails)
    var request = PreviewRequest(
      view: PictureView(
        path: ground.picture,
        part: PicturePart(x: 0.5, y: 0.5, width: 0.5, height: 0.5)
      ),
      size: Size(width: 8, height: 4),
      form: .iterm2
    )
    _ = try PreviewMaker(thumbnails: cache).make(request)
    ground.write(try PictureEncoder.png(Samples.gradient(64, 64)), to: ground.picture)
    request.view.part = .whole
    _ = try PreviewMaker(thumbnails: cache).make(request)
    #expect(ground.names.isEmpty)
  }
}
