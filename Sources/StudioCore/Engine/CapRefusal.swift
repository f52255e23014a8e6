import StudioModel

extension StudioConfig.Spending {
  /// Why a job that was admitted under another cap is not sent under this one.
  func refusal(of job: Job) -> Failure? {
    guard let cap = jobCap, job.estimate > cap else { return nil }
    return Failure(
      .overCap,
      "Not sent: it can cost up to \(job.estimate), and the cap for one sequence is \(cap) now.",
      cost: .nothing,
      advice: "Raise spending.job_cap_usd, then `seedream resume \(job.id)`; or cancel it."
    )
  }
}
