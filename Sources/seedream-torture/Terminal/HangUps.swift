import Glibc
import PseudoTerminal
import TerminalScreen

/// The terminal goes away, in every way and at every moment: the studio is gone within a second,
/// and what was sent can be gone on with.
struct HangUps {
  let report: TrialReport

  /// The ways in which a terminal goes.
  enum Way: String, CaseIterable, Sendable {
    /// The connection breaks: the other end is closed.
    case closed
    /// The shell that the terminal belonged to is killed.
    case orphaned
    /// A signal alone; the terminal stays.
    case signalled
  }

  struct Case: Sendable {
    let station: Station
    let handling: HangUpHandling
    let way: Way

    var label: String { "\(way.rawValue) at \(station.rawValue), SIGHUP \(handling.rawValue)" }
  }

  /// What makes sense together.
  static let cases: [Case] = Way.allCases.flatMap { way in
    HangUpHandling.allCases.flatMap { handling in
      Station.allCases.compactMap { station in
        let isOdd: Bool
        switch way {
        case .closed: isOdd = station == .stopped && handling != .delivered
        // A shell is needed, and one that has a controlling terminal.
        case .orphaned: isOdd = station != .stopped || handling != .delivered
        case .signalled: isOdd = station == .stopped || handling != .delivered
        }
        return isOdd ? nil : Case(station: station, handling: handling, way: way)
      }
    }
  }

  func run(_ hangUp: Case) async throws {
    let visit = try await StationVisit.at(hangUp.station, hangUp.handling)
    defer { visit.clearUp() }
    let children = visit.childrenNow()
    let departure = try await Departure.of(visit.pid) {
      switch hangUp.way {
      case .closed: visit.screen.hangUp()
      case .orphaned: visit.screen.signal(SIGKILL)
      case .signalled: kill(visit.pid, SIGHUP)
      }
    }
    report.count("hang-ups")
    report.fail(departure.faults, in: hangUp.label)
    for child in children where ProcessLook.isAlive(child) {
      report.fail("\(hangUp.label): its child \(child) outlives it")
      kill(child, SIGKILL)
    }
    if hangUp.way == .signalled {
      _ = try await visit.screen.ended()
      report.fail(TerminalTraces.faults(visit.screen), in: hangUp.label)
    }
    report.fail(try await visit.libraryFaults(), in: hangUp.label)
  }
}
