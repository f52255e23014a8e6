import Glibc
public import StudioModel

/// The folder of `--out DIR`: one sequence goes straight into it.
///
/// Pictures that were paid for are never overwritten: a folder that holds a numbered picture or a
/// recipe already is refused before anything is sent.
public struct OutputFolder: Hashable, Sendable {
  /// Absolute.
  public let path: String

  public init(_ spelled: String, currentFolder: String) {
    path = spelled.isEmpty ? "" : PathName(spelled).absolute(in: currentFolder)
  }

  /// Checks that a sequence could be put there; nothing is created, so a dry run may ask.
  public func check(using files: FileSystem = FileSystem()) throws(Failure) {
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw refusal("The output folder has no name.", "Write a folder after --out.")
    }
    var place = path
    while !files.exists(place), place != "/" { place = PathName(place).parent }
    do throws(FileFailure) {
      if place == path { try refuseCollisions(files.list(path)) }
      try requireWritable(place)
    } catch {
      throw refusal(error.message, error.advice)
    }
  }

  /// Checks again and makes the folder.
  public func prepare(using files: FileSystem = FileSystem()) throws(Failure) {
    try check(using: files)
    do { try files.makeFolder(path) } catch { throw refusal(error.message, error.advice) }
  }

  private func refuseCollisions(_ names: [String]) throws(FileFailure) {
    guard let name = names.first(where: LibraryLayout.isOwnName) else { return }
    throw FileFailure(.exists, .write, path: PathName.join(path, name))
  }

  private func requireWritable(_ folder: String) throws(FileFailure) {
    var facts = stat()
    guard stat(folder, &facts) == 0 else { throw FileFailure(errno: errno, .create, path: path) }
    guard facts.st_mode & S_IFMT == S_IFDIR else {
      throw FileFailure(.notADirectory, .create, path: path)
    }
    guard access(folder, W_OK | X_OK) == 0 else {
      throw FileFailure(errno: errno, .write, path: folder)
    }
  }

  private func refusal(_ message: String, _ advice: String) -> Failure {
    Failure(.invalidRequest, message, cost: .nothing, advice: advice)
  }
}
