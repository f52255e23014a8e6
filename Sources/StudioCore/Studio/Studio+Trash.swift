public import StudioModel

/// What emptying the trash set free.
public struct EmptiedTrash: Hashable, Sendable {
  public var count: Int
  public var byteCount: Int64

  public init(count: Int, byteCount: Int64) {
    self.count = count
    self.byteCount = byteCount
  }
}

/// Throwing sequences away and getting them back.
///
/// The row says where the folder is to be, and the folder follows: a program that ends in between
/// leaves what the next one puts right. The lease keeps two programs from moving one folder.
extension Studio {
  /// Puts a sequence that has ended into the trash, its folder too when it is one of the library's
  /// own; one that a person chose stays where it is. Returns it as it is stored then.
  @discardableResult
  public func trash(_ id: SequenceID) async throws(Failure) -> Job {
    let job = try await known(id)
    guard job.trashedAt == nil else { return job }
    guard job.status.isFinal else {
      throw Failure(
        .invalidRequest,
        "A sequence that is \(job.status.rawValue) cannot be thrown away.",
        cost: .nothing,
        advice: "Wait until it ends, or cancel it while it is queued."
      )
    }
    await letGo(id)
    let files = bench.files
    let layout = settings.paths.layout
    let moves = layout.isOwn(job.folder, of: id) && files.exists(job.folder)
    let place = moves ? files.freeName(like: layout.trashFolder(of: id)) : nil
    let trashed = try await holding(job) { (seen, until) async throws(StoreFailure) in
      try await bench.store.trash(
        id,
        at: bench.clock.now,
        movingTo: place,
        owner: bench.owner,
        replacing: seen,
        until: until
      )
    }
    do throws(FileFailure) {
      if let place { try await move(job.folder, to: place) }
    } catch {
      _ = try? await bench.store.restore(
        id,
        movingTo: place == nil ? nil : job.folder,
        owner: bench.owner,
        replacing: nil,
        until: bench.clock.now
      )
      await giveBack(id)
      throw error.failure(cost: .nothing)
    }
    await giveBack(id)
    bench.events.send(.jobRemoved(id))
    return trashed
  }

  /// Takes a sequence out of the trash; its folder goes back to its place, or beside it when that
  /// is taken by now. Returns it as it is stored then.
  @discardableResult
  public func restore(_ id: SequenceID) async throws(Failure) -> Job {
    let job = try await known(id)
    guard job.trashedAt != nil else { return job }
    let former: String?
    do throws(StoreFailure) {
      former = try await bench.store.formerFolder(id)
    } catch {
      throw error.asFailure()
    }
    let moves = former != nil && bench.files.exists(job.folder)
    let place = former.map { moves ? bench.files.freeName(like: $0) : $0 }
    let restored = try await holding(job) { (seen, until) async throws(StoreFailure) in
      try await bench.store.restore(
        id,
        movingTo: place,
        owner: bench.owner,
        replacing: seen,
        until: until
      )
    }
    do throws(FileFailure) {
      if moves, let place { try await move(job.folder, to: place) }
    } catch {
      _ = try? await bench.store.trash(
        id,
        at: job.trashedAt ?? bench.clock.now,
        movingTo: former == nil ? nil : job.folder,
        owner: bench.owner,
        replacing: nil,
        until: bench.clock.now
      )
      await giveBack(id)
      throw error.failure(cost: .nothing)
    }
    await giveBack(id)
    bench.events.send(.jobChanged(restored, nil))
    return restored
  }

  /// Removes everything in the trash for good, with its pictures; what it cost stays counted.
  ///
  /// A sequence that another program holds right now stays. Throws at the first folder that cannot
  /// be removed; that sequence and those after it stay in the trash.
  public func emptyTrash() async throws(Failure) -> EmptiedTrash {
    var emptied = EmptiedTrash(count: 0, byteCount: 0)
    let all: [TrashedSequence]
    do throws(StoreFailure) {
      all = try await bench.store.trashed(limit: 1_000_000)
    } catch {
      throw error.asFailure()
    }
    for sequence in all {
      guard let job = try await job(sequence.id), job.trashedAt != nil,
        try await claimForDecision(job) != nil
      else { continue }
      do {
        if sequence.formerFolder != nil { emptied.byteCount += try await remove(sequence.folder) }
        try await bench.store.forgetTrashed(sequence.id, owner: bench.owner)
      } catch {
        await giveBack(sequence.id)
        throw (error as? FileFailure)?.failure(cost: .nothing)
          ?? (error as? StoreFailure)?.asFailure()
          ?? Failure(.internalError, "The trash could not be emptied: \(error)", cost: .nothing)
      }
      emptied.count += 1
    }
    return emptied
  }

  private func known(_ id: SequenceID) async throws(Failure) -> Job {
    guard let job = try await job(id) else {
      throw Failure(.invalidRequest, "There is no sequence \(id).", cost: .nothing)
    }
    return job
  }

  /// Runs a change that takes the job's lease; throws when another program holds it.
  private func holding(
    _ job: Job,
    _ change: (Lease?, Timestamp) async throws(StoreFailure) -> Job?
  ) async throws(Failure) -> Job {
    do throws(StoreFailure) {
      let row = LeaseRow(
        id: job.id,
        status: job.status,
        nextPollAt: nil,
        lease: try await bench.store.lease(job.id)
      )
      if isFree(row), let changed = try await change(row.lease, bench.clock.now + Self.leaseSpan) {
        return changed
      }
    } catch {
      throw error.asFailure()
    }
    throw Failure(
      .invalidRequest,
      "Another program works on \(job.id) right now.",
      cost: .nothing,
      advice: "Try again in a moment."
    )
  }

  private func giveBack(_ id: SequenceID) async {
    try? await bench.store.release(id, owner: bench.owner)
  }

  private func move(_ folder: String, to place: String) async throws(FileFailure) {
    let files = bench.files
    let library = bench.library
    try await bench.disk.run { () throws(FileFailure) in
      try files.makeFolder(PathName(place).parent, below: library)
      do throws(FileFailure) {
        try files.moveFolder(folder, to: place)
      } catch {
        // Another program that started meanwhile may have put it right already.
        guard !files.exists(folder), files.exists(place) else { throw error }
      }
    }
  }

  private func remove(_ folder: String) async throws(FileFailure) -> Int64 {
    let files = bench.files
    return try await bench.disk.run { () throws(FileFailure) in try files.removeFolder(folder) }
  }

  /// Lets folders follow their rows where an earlier program ended in between; in the background,
  /// since nothing waits for it.
  func tidyTrash() {
    let trash = settings.paths.layout.trash
    guard bench.files.exists(trash) else { return }
    tidying = Task {
      for sequence in (try? await self.bench.store.trashed(limit: 1_000_000)) ?? [] {
        await self.follow(sequence.formerFolder, to: sequence.folder)
      }
      for name in (try? self.bench.files.list(trash)) ?? [] {
        // A second folder of the same sequence has a number behind its name.
        let id = SequenceID(rawValue: String(name.prefix { $0 != "-" }))
        guard let job = try? await self.bench.store.job(id), job.trashedAt == nil else { continue }
        await self.follow(PathName.join(trash, name), to: job.folder)
      }
    }
  }

  private func follow(_ folder: String?, to place: String) async {
    guard let folder, !bench.files.exists(place), bench.files.exists(folder) else { return }
    try? await move(folder, to: place)
  }
}
