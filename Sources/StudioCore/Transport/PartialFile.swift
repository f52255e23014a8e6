import Glibc

/// A file that grows while a reply arrives. What was written stays when something fails.
final class PartialFile {
  private var descriptor: Int32
  private(set) var size: Int64

  /// Opens the file and cuts it to `size` bytes, which it must have.
  init(path: String, size: Int64) throws(TransportFailure) {
    // Never through a link, and never waiting for the reader of a pipe.
    let flags = O_WRONLY | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NOFOLLOW | O_NONBLOCK
    descriptor = open(path, flags, 0o600)
    self.size = size
    guard descriptor >= 0 else { throw .storage("the file cannot be opened", errno) }
    do {
      try cut(to: size)
    } catch {
      _ = Glibc.close(descriptor)
      descriptor = -1
      throw error
    }
  }

  deinit {
    if descriptor >= 0 { _ = Glibc.close(descriptor) }
  }

  /// Checks, before anything is sent, that `path` has `size` bytes to go on from.
  static func check(path: String, holds size: Int64) throws(TransportFailure) {
    guard size > 0 else { return }
    var facts = stat()
    guard lstat(path, &facts) == 0 else {
      throw .storage("the file to continue cannot be opened", errno, reach: .neverLeft)
    }
    guard Int64(facts.st_size) >= size else {
      throw .storage("the file to continue is shorter than it was", nil, reach: .neverLeft)
    }
  }

  func append(_ bytes: UnsafeBufferPointer<UInt8>) throws(TransportFailure) {
    var rest = UnsafeRawBufferPointer(bytes)
    while let start = rest.baseAddress, !rest.isEmpty {
      let written = write(descriptor, start, rest.count)
      if written > 0 {
        size += Int64(written)
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(written))
      } else if written == 0 || errno != EINTR {
        throw .storage("the file cannot be written", written == 0 ? ENOSPC : errno)
      }
    }
  }

  /// Some file systems report a full disk only here.
  func close() throws(TransportFailure) {
    let closing = descriptor
    descriptor = -1
    guard closing < 0 || Glibc.close(closing) == 0 || errno == EINTR else {
      throw .storage("the file cannot be written", errno)
    }
  }

  private func cut(to size: Int64) throws(TransportFailure) {
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { throw .storage("the file is unusable", errno) }
    // A device has no length to cut.
    guard facts.st_mode & S_IFMT == S_IFREG else { return }
    // The umask may have taken the owner's own bits.
    fchmod(descriptor, 0o600)
    guard Int64(facts.st_size) >= size else {
      throw .storage("the file to continue is shorter than it was", nil)
    }
    guard Int64(facts.st_size) == size || ftruncate(descriptor, off_t(size)) == 0 else {
      throw .storage("the file cannot be cut", errno)
    }
    guard lseek(descriptor, off_t(size), SEEK_SET) >= 0 else {
      throw .storage("the file is unusable", errno)
    }
  }
}

extension TransportFailure {
  /// A failure of this machine's disk, in the system's words.
  static func storage(
    _ what: String,
    _ code: Int32?,
    reach: RequestReach = .outcomeUnknown
  ) -> TransportFailure {
    let reason = code.map { ": " + String(cString: strerror($0)) } ?? ""
    return TransportFailure(
      reach: reach,
      kind: .storage,
      message: what + reason,
      systemError: code
    )
  }
}
