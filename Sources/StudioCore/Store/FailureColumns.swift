import StudioModel

/// The six columns every table keeps a failure in.
enum FailureColumns {
  static let names = [
    "failure_code", "failure_cost", "failure_http_status", "failure_service_code",
    "failure_message", "failure_advice",
  ]

  static func values(_ failure: Failure?) -> [any Storable] {
    [
      failure?.code, failure?.cost, failure?.httpStatus, failure?.serviceCode, failure?.message,
      failure?.advice,
    ]
  }

  static func read(_ columns: inout Columns) throws(StoreFailure) -> Failure? {
    guard let code = try columns.optionalWord(Failure.Code.self) else {
      columns.skip(names.count - 1)
      return nil
    }
    let cost = try columns.word(Failure.Cost.self)
    let httpStatus = columns.optionalInt()
    let serviceCode = columns.optionalText()
    let message = try columns.text()
    let advice = try columns.text()
    return Failure(
      code,
      message,
      cost: cost,
      advice: advice,
      httpStatus: httpStatus,
      serviceCode: serviceCode
    )
  }
}
