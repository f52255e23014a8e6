/// How a service writes its answers.
protocol Wire: Sendable {
  var service: SimulatedService { get }
  /// A refusal, in the service's own shape.
  func refusal(_ status: Int, _ message: String, parameter: String?) -> Reply
  /// The answer to a submit, and to a look at a task.
  func task(_ task: SimulatedTask, _ view: TaskView) -> Reply
  /// A document in the service's envelope.
  func envelope(_ data: JSONValue) -> JSONValue
}

extension Wire {
  func refusal(_ status: Int, _ message: String) -> Reply {
    refusal(status, message, parameter: nil)
  }
}

/// What of a task is to be shown, and how.
struct TaskView: Sendable {
  /// What the task is said to be in: a submit says `created` even of what is done already.
  var phase: SimulatedTask.Phase
  var baseURL: String
  /// One for each delivered frame: links, data URIs or base64. Empty before the end.
  var outputs: [String]
  /// In place of the status the task has.
  var word: String?
  /// The synchronous wait ended before the task did.
  var syncRanOut = false
  var isSubmit = false
  var faults: ActiveFaults

  /// The fields that hold the outputs, in the form that a fault asks for.
  var outputFields: [String: JSONValue] {
    let plain = outputs.map { JSONValue.string($0) }
    let form = faults.first { fault -> Fault.OutputForm? in
      if case .outputForm(let form) = fault { form } else { nil }
    }
    switch form {
    case .urlObject: return ["outputs": .array(plain.map { ["url": $0] })]
    case .imageObject: return ["outputs": .array(plain.map { ["image": $0] })]
    case .outputString where outputs.count == 1: return ["output": plain[0]]
    case .outputString, .outputArray: return ["output": .array(plain)]
    case .dataURI, .base64, nil: return ["outputs": .array(plain)]
    }
  }
}
