import Glibc

@testable import StudioImaging

/// Pictures made for one test, and a folder that goes away with it.
enum Samples {
  static func drawn(
    _ width: Int,
    _ height: Int,
    _ colour: (_ x: Int, _ y: Int) -> [Int]
  ) -> Raster {
    var pixels: [UInt8] = []
    pixels.reserveCapacity(width * height * 3)
    for y in 0..<height {
      for x in 0..<width {
        for value in colour(x, y) { pixels.append(UInt8(truncatingIfNeeded: value)) }
      }
    }
    return Raster(width: width, height: height, pixels: pixels)
  }

  /// Two smooth channels and a busy one.
  static func gradient(_ width: Int, _ height: Int) -> Raster {
    drawn(width, height) { x, y in
      [x * 255 / max(width - 1, 1), y * 255 / max(height - 1, 1), x * 7 + y * 13]
    }
  }

  static func flat(_ width: Int, _ height: Int, _ colour: [Int]) -> Raster {
    drawn(width, height) { _, _ in colour }
  }

  static func bytes(hex: String) -> [UInt8] {
    let digits = hex.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
    return stride(from: 0, to: digits.count - 1, by: 2).map {
      UInt8(digits[$0] << 4 | digits[$0 + 1])
    }
  }
}

/// A file in a folder of its own, removed with the value.
final class ScratchFile {
  let path: String
  private let folder: String

  init(_ bytes: [UInt8]) {
    var template = Array("/tmp/seedream-imaging-XXXXXX".utf8CString)
    folder = mkdtemp(&template).map { String(cString: $0) } ?? "/nonexistent"
    path = folder + "/picture"
    write(bytes)
  }

  /// Calls `body` with the path of a file that holds `bytes`.
  static func holding<Result>(
    _ bytes: [UInt8],
    _ body: (String) throws(PictureFailure) -> Result
  ) throws(PictureFailure) -> Result {
    let file = ScratchFile(bytes)
    defer { withExtendedLifetime(file) {} }
    return try body(file.path)
  }

  func write(_ bytes: [UInt8]) {
    guard let file = fopen(path, "wb") else { return }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }

  deinit {
    unlink(path)
    rmdir(folder)
  }
}

/// The failure a call ends with, or `nil` when it succeeds.
func failure<Result>(_ body: () throws(PictureFailure) -> Result) -> PictureFailure? {
  do {
    _ = try body()
    return nil
  } catch {
    return error
  }
}

/// A repeatable source of random numbers (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
