import FoundationEssentials
public import StudioModel

/// The starting points that are built into the program.
public enum StartingPointsResource {
  /// Why they could not be used; they come with the program, so this is a broken build.
  public struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String
  }

  /// Decodes and checks what is built in.
  public static func load() throws(Fault) -> StartingPoints {
    let points: StartingPoints
    do {
      points = try JSONDecoder().decode(
        StartingPoints.self,
        from: Data(PackageResources.templates_json)
      )
    } catch {
      throw Fault(description: "The built-in templates can't be read: \(error)")
    }
    guard points.version == 1, points.faults.isEmpty else {
      let faults = points.faults.joined(separator: "; ")
      throw Fault(description: "The built-in templates contradict themselves: \(faults)")
    }
    return points
  }
}
