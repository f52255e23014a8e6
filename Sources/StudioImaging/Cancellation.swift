/// A question that long work asks itself from time to time: whether anybody still wants it.
final class Cancellation {
  private let isCancelled: () -> Bool

  init(_ isCancelled: @escaping () -> Bool) {
    self.isCancelled = isCancelled
  }

  func check() throws(PictureFailure) {
    if isCancelled() { throw .cancelled }
  }

  /// For the libraries' walls: `context` is an unretained cancellation that outlives the call.
  static let question: @convention(c) @Sendable (UnsafeMutableRawPointer?) -> Bool = { context in
    guard let context else { return false }
    return Unmanaged<Cancellation>.fromOpaque(context).takeUnretainedValue().isCancelled()
  }
}
