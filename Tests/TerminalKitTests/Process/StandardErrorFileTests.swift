import Glibc
import TerminalKit
import TestSupport
import Testing

extension OneAtATime {
  @Suite struct StandardErrorFileTests {
    @Test func theFileIsItsOwnersAloneWhoeverMadeIt() throws {
      let folder = try ScratchPath.make("errors")
      defer { ScratchPath.remove(folder) }
      let path = folder + "/stderr.log"
      close(open(path, O_CREAT | O_WRONLY, 0o666))
      #expect(chmod(path, 0o666) == 0)
      let file = try StandardErrorFile(path: path)
      file.restore()
      var facts = stat()
      #expect(lstat(path, &facts) == 0 && facts.st_mode & 0o7777 == 0o600)
    }

    @Test(.timeLimit(.minutes(1))) func linksAreNotFollowedAndPipesNotWaitedFor() throws {
      let folder = try ScratchPath.make("errors")
      defer { ScratchPath.remove(folder) }
      #expect(symlink("elsewhere", folder + "/link") == 0)
      #expect(mkfifo(folder + "/pipe", 0o600) == 0)
      for name in ["link", "pipe"] {
        #expect(throws: StandardErrorFile.Failure.self) {
          try StandardErrorFile(path: folder + "/" + name)
        }
      }
      #expect(access(folder + "/elsewhere", F_OK) != 0)
      try StandardErrorFile(path: "/dev/null").restore()
    }
  }
}
