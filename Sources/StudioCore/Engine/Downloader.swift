import Glibc
import StudioModel

/// Fetches one picture: into a part file, resumed where it broke off, then checked and renamed.
struct Downloader: Sendable {
  let bench: Workbench
  /// Whether pictures may lie on this machine or in a private network.
  let allowsLocal: Bool

  /// The largest picture that is accepted.
  static let limit = ByteCount.mebibytes(64)

  /// What came of it; `nil` when the job was let go meanwhile.
  func fetch(_ frame: Frame, of job: Job) async -> JobEvent? {
    guard let url = frame.url else { return nil }
    do throws(CancellationError) {
      return try await bench.downloads.pass { () throws(CancellationError) in
        await fetch(frame.index, from: url, of: job)
      }
    } catch {
      return nil
    }
  }

  private func fetch(_ index: Int, from url: String, of job: Job) async -> JobEvent? {
    do throws(FileFailure) {
      try bench.makeFolder(of: job)
    } catch {
      return .storageFailed(error.failure(cost: .charged))
    }
    let keeper = PictureKeeper(bench: bench)
    if let found = await bench.disk.run({ keeper.found(index, of: job) }) { return found }
    let part = LibraryLayout.path(LibraryLayout.partName(index), in: job.folder)
    // A link or a pipe under the name of a part is not ours to write through.
    if bench.files.byteCount(part) == nil { try? bench.files.remove(part) }
    let request = HTTPRequest(
      url: url,
      sink: .file(path: part, offset: bench.files.byteCount(part) ?? 0, limit: Self.limit),
      timeouts: HTTPTimeouts(
        connect: .seconds(15),
        idle: .seconds(30),
        total: .minutes(20)
      ),
      allowsLocal: allowsLocal
    )
    do throws(TransportFailure) {
      let response = try await bench.transport.send(request) { progress in
        bench.events.send(
          .jobProgressed(
            job.id,
            .downloading(
              index: index,
              received: progress.received,
              total: progress.receiveTotal
            )
          )
        )
      }
      return await take(response, index, part, of: job)
    } catch {
      return broken(error, index, part)
    }
  }

  private func take(
    _ response: HTTPResponse,
    _ index: Int,
    _ part: String,
    of job: Job
  ) async -> JobEvent {
    let status = response.status
    switch status {
    case 200, 206:
      bench.failpoints.reach(.afterPartWritten)
      let keeper = PictureKeeper(bench: bench)
      return await bench.disk.run { keeper.publish(part: part, index: index, of: job) }
    case 416:
      // The part is as long as the file or longer: start over.
      try? bench.files.remove(part)
      return unavailable(
        index,
        "The image host refused to resume.",
        status,
        .transient(retryAfter: nil)
      )
    case 401, 403, 404, 410:
      return unavailable(
        index,
        "The picture's link has expired (HTTP \(status)).",
        status,
        .needsFreshLink
      )
    case 408, 425, 429, 500...:
      let wait = response.header("Retry-After").flatMap {
        RetryAfter.parse($0, now: bench.clock.now).map { min($0, .minutes(10)) }
      }
      return unavailable(
        index,
        "The image host answered HTTP \(status).",
        status,
        .transient(retryAfter: wait)
      )
    default:
      return unavailable(
        index,
        "The image host answered HTTP \(status).",
        status,
        .needsFreshLink
      )
    }
  }

  private func broken(
    _ failure: TransportFailure,
    _ index: Int,
    _ part: String
  ) -> JobEvent? {
    switch failure.kind {
    case .cancelled: return nil
    case .storage:
      return .storageFailed(
        FileFailure(errno: failure.systemError ?? EIO, .write, path: part).failure(cost: .charged)
      )
    case .addressRefused, .tooLarge:
      return unavailable(index, failure.message, nil, .permanent)
    case .nameResolution, .connect, .tls, .timeout, .interrupted, .protocolError:
      return unavailable(index, failure.message, nil, .transient(retryAfter: nil))
    }
  }

  private func unavailable(
    _ index: Int,
    _ message: String,
    _ status: Int?,
    _ persistence: JobEvent.Persistence
  ) -> JobEvent {
    let failure = Failure(
      .downloadFailed,
      message,
      cost: .charged,
      advice: "It is tried again; the service holds pictures for about seven days.",
      httpStatus: status
    )
    return .frameUnavailable(index: index, failure, persistence)
  }
}
