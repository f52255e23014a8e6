import Glibc
import StudioCore
import StudioModel

extension ScratchFolder {
  var database: String { path + "/studio.db" }
}

/// Every byte of a file; `nil` where there is none.
func bytes(of path: String) -> [UInt8]? {
  let file = open(path, O_RDONLY)
  guard file >= 0 else { return nil }
  defer { close(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 65_536)
  while true {
    let count = read(file, &buffer, buffer.count)
    guard count > 0 else { return bytes }
    bytes += buffer[..<count]
  }
}

func writeFile(_ path: String, _ bytes: [UInt8]) {
  let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
  guard file >= 0 else { return }
  defer { close(file) }
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    guard count > 0 else { return }
    rest = rest.dropFirst(count)
  }
}

func mode(of path: String) -> UInt32? {
  var status = stat()
  return stat(path, &status) == 0 ? status.st_mode & 0o7777 : nil
}

/// The same numbers in every run.
struct SteadyNumbers: RandomNumberGenerator {
  var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

let noon = Timestamp(milliseconds: 1_790_000_000_000)
let alice = LeaseOwnerID(rawValue: "owner-a")
let bob = LeaseOwnerID(rawValue: "owner-b")
let later = noon + .minutes(5)
let fourImages = Money(microdollars: 108_000)

func sampleJob(
  _ id: String,
  prompt: String = "A series of 4 images of a fox",
  status: JobStatus = .queued,
  at: Timestamp = noon,
  provider: ProviderID = .wavespeed,
  maxImages: Int = 4,
  estimate: Money = fourImages,
  model: String = "bytedance/seedream-v4/sequential"
) -> Job {
  let request = SequenceRequest(
    provider: provider,
    model: ModelID(rawValue: model),
    prompt: prompt,
    size: PixelSize(width: 2048, height: 2048),
    maxImages: maxImages
  )
  return Job(
    id: SequenceID(rawValue: id),
    request: request,
    status: status,
    createdAt: at,
    estimate: estimate,
    folder: "/library/\(id)"
  )
}

extension Job {
  /// This job, let go to its service for the first time or once more.
  func submitting(at moment: Timestamp = noon) -> Job {
    var job = self
    job.status = .submitting
    job.submissions += 1
    job.submittedAt = moment
    return job
  }

  func with(_ status: JobStatus) -> Job {
    var job = self
    job.status = status
    return job
  }
}

extension Store {
  /// Puts a job into the queue as the first owner's.
  func queue(_ job: Job, owner: LeaseOwnerID = alice) async throws {
    _ = try await admit(job, owner: owner, until: later, timeline: [])
  }
}

/// The failure a call ends with; `nil` when it ends well.
func failure<Value>(
  of call: () async throws(StoreFailure) -> Value
) async -> StoreFailure? {
  do throws(StoreFailure) {
    _ = try await call()
    return nil
  } catch {
    return error
  }
}
