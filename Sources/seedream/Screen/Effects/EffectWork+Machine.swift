import Dispatch
import StudioModel
import StudioUI

extension EffectWork {
  func complete(_ request: PathRequest) async {
    let completion = PathCompletion(
      currentFolder: session.process.currentFolder,
      home: session.process.environment["HOME"],
      formats: session.catalog.referenceFiles.formats.value
    )
    let candidates = await Self.onThreadOfItsOwn { completion.candidates(for: request.typed) }
    tell(.pathsCompleted(request, candidates))
  }

  func look(at typed: String) async {
    let session = session
    let sight = await Self.onThreadOfItsOwn { ReferenceLook.sight(of: typed, session) }
    tell(.referenceSeen(path: typed, sight))
  }

  /// A folder on a machine that does not answer must not hold up other work.
  private static func onThreadOfItsOwn<Value: Sendable>(
    _ work: @escaping @Sendable () -> Value
  ) async -> Value {
    await withCheckedContinuation { answer in
      DispatchQueue.global().async { answer.resume(returning: work()) }
    }
  }
}
