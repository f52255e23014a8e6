/// The keys the simulator takes.
public enum SimulatorKeys: Sendable, Equatable {
  /// Any bearer key that is not empty.
  case any
  /// Exactly this one, for both services.
  case only(String)
}
