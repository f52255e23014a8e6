import StudioModel

/// Checks pictures and gives them their final names.
struct PictureKeeper: Sendable {
  let bench: Workbench

  /// Writes a picture that came inside a reply.
  func keep(_ picture: InlinePicture, of job: Job) -> JobEvent {
    let part = LibraryLayout.path(LibraryLayout.partName(picture.index), in: job.folder)
    do throws(FileFailure) {
      try bench.makeFolder(of: job)
      try bench.files.write(picture.bytes, to: part)
    } catch {
      return .storageFailed(error.failure(cost: .charged))
    }
    bench.failpoints.reach(.afterPartWritten)
    return publish(part: part, index: picture.index, of: job)
  }

  /// The picture that is already under its final name: the program ended between renaming it and
  /// writing the row.
  func found(_ index: Int, of job: Job) -> JobEvent? {
    let recipe = LibraryLayout.path(LibraryLayout.recipeName, in: job.folder)
    guard (try? Recipe.read(recipe, using: bench.files))?.id == job.id else { return nil }
    for format in [PictureFormat.jpeg, .png, .webp] {
      let name = LibraryLayout.frameName(index, format)
      let path = LibraryLayout.path(name, in: job.folder)
      guard bench.files.exists(path), let facts = try? bench.inspector.verify(path) else {
        continue
      }
      if let picture = try? describe(path, name, facts) {
        return .frameStored(index: index, picture)
      }
    }
    return nil
  }

  private func describe(
    _ path: String,
    _ name: String,
    _ facts: PictureFacts
  ) throws(FileFailure) -> StoredPicture {
    StoredPicture(
      fileName: name,
      format: facts.format,
      size: facts.size,
      byteCount: bench.files.byteCount(path) ?? 0,
      sha256: try SHA256Digest.hexadecimal(ofFile: path)
    )
  }

  /// Decodes the part file to the end and renames it; a file that is not a whole picture goes.
  func publish(part: String, index: Int, of job: Job) -> JobEvent {
    let facts: PictureFacts
    do throws(PictureProblem) {
      facts = try bench.inspector.verify(part)
    } catch {
      // That this machine cannot look at it says nothing about what came.
      if error.kind == .unreadable {
        let failure = Failure(
          .storage,
          "What came cannot be looked at: \(error.reason)",
          cost: .charged,
          advice: "It is tried again; look at the limits on open files and memory (`ulimit -a`)."
        )
        return .storageFailed(failure)
      }
      try? bench.files.remove(part)
      let failure = Failure(
        .downloadFailed,
        "What came is not a whole picture: \(error.reason)",
        cost: .charged,
        advice: "It is fetched again."
      )
      return .frameUnavailable(index: index, failure, .badContent)
    }
    let name = LibraryLayout.frameName(index, facts.format)
    do throws(FileFailure) {
      let picture = try describe(part, name, facts)
      try bench.files.publish(
        part,
        as: LibraryLayout.path(name, in: job.folder),
        replacing: true
      )
      bench.failpoints.reach(.afterFrameRenamed)
      return .frameStored(index: index, picture)
    } catch {
      return .storageFailed(error.failure(cost: .charged))
    }
  }
}
