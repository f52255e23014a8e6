extension Failure {
  /// What is refused here, before anything is sent; `rule` is a word for programs.
  public init(refusing rule: String, _ message: String, advice: String) {
    self.init(.invalidRequest, message, cost: .nothing, advice: advice, serviceCode: rule)
  }
}
