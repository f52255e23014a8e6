import FoundationEssentials
import Glibc
import TestSupport

/// A small library that is put before the C library of the program under test, built on the spot.
///
/// The disk fills up, and the clock is set, at exactly the moment that a trial names: neither can be
/// had otherwise without the right to mount and to set the machine's clock.
final class MachineShim: Sendable {
  let path: String
  private let folder: String

  /// `nil` where there is no compiler.
  init?() async throws {
    guard access("/usr/bin/cc", X_OK) == 0 else { return nil }
    folder = try ScratchPath.make("shim")
    path = folder + "/shim.so"
    try Data(Self.source.utf8).write(to: URL(filePath: folder + "/shim.c"))
    let words = ["-O1", "-shared", "-fPIC", "-o", path, folder + "/shim.c", "-ldl"]
    let ending = await TortureGround.ended(try ChildProgram("/usr/bin/cc", words), atMost: 60)
    guard ending.code == 0 else {
      ScratchPath.remove(folder)
      throw TortureGround.Absent(description: "cc refused the shim: \(ending.errors)")
    }
  }

  deinit { ScratchPath.remove(folder) }
}

/// The page that one program's shim goes by.
final class MachineBoard: Sendable {
  /// The places of the numbers in the page; the shim's source has them in the same order.
  private enum Place: Int {
    case count, from, to, code, refused, offset, broken
  }

  private let folder: String
  private let shim: MachineShim
  // The page is mapped for the life of this object; its numbers are read and written whole.
  private nonisolated(unsafe) let page: UnsafeMutablePointer<Int64>

  init(_ shim: MachineShim) throws {
    self.shim = shim
    folder = try ScratchPath.make("board")
    let file = open(folder + "/board", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    ftruncate(file, 4_096)
    let mapped = mmap(nil, 4_096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0)
    close(file)
    guard let mapped, mapped != MAP_FAILED else {
      throw TortureGround.Absent(description: "no page: errno \(errno)")
    }
    page = mapped.bindMemory(to: Int64.self, capacity: 512)
  }

  deinit {
    munmap(page, 4_096)
    ScratchPath.remove(folder)
  }

  private subscript(place: Place) -> Int64 {
    get { page[place.rawValue] }
    set { page[place.rawValue] = newValue }
  }

  /// What a program has to have in its environment to be under this board.
  func environment(_ ground: TortureGround) -> [String: String] {
    [
      "LD_PRELOAD": shim.path, "TORTURE_BOARD": folder + "/board", "TORTURE_HOME": ground.home,
    ]
  }

  /// Operations that needed room so far.
  var count: Int { Int(self[.count]) }
  var refused: Int { Int(self[.refused]) }

  /// Refuses the `first`th operation from now on and the `more` after it. A full disk still takes
  /// what lies within a file; one that is broken takes nothing.
  func refuse(from first: Int, more: Int = 1_000_000_000, code: Int32 = ENOSPC, broken: Bool) {
    self[.broken] = broken ? 1 : 0
    self[.code] = Int64(code)
    self[.to] = Int64(first + more)
    self[.from] = Int64(first)
  }

  /// Counts as `refuse` would, and lets everything pass.
  func onlyCount(broken: Bool) { self[.broken] = broken ? 1 : 0 }

  func takeEverything() { self[.from] = 0 }

  /// The program's clock is this far from the machine's.
  func setClock(_ offset: Duration) { self[.offset] = offset.components.seconds * 1_000 }
}
