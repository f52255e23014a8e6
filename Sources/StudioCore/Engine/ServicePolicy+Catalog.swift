import StudioModel

extension ServicePolicy {
  /// The policy for a service, from the catalogue and the person's settings.
  ///
  /// A service on this machine is a simulator: its documented pace does not apply.
  static func of(
    _ id: ProviderID,
    catalog: ModelCatalog,
    config: StudioConfig,
    isLoopback: Bool
  ) -> ServicePolicy {
    let facts = catalog.service(id)
    let floor: Duration = isLoopback ? .milliseconds(100) : (facts?.pollFloor ?? .seconds(2))
    let limits = config.limits(of: id)
    return ServicePolicy(
      schedule: PollSchedule(
        floor: floor,
        ceiling: isLoopback ? .seconds(2) : .seconds(15),
        failureCeiling: isLoopback ? .seconds(5) : .seconds(60)
      ),
      limits: SubmissionLimits(
        imagesPerMinute: limits.imagesPerMinute ?? (isLoopback ? nil : facts?.imagesPerMinute),
        tasksAtOnce: limits.tasksAtOnce ?? (isLoopback ? nil : facts?.tasksAtOnce)
      ),
      keepsList: facts?.hasHistory.value ?? false,
      refundsFailures: facts?.refundsFailures.value ?? false
    )
  }
}
