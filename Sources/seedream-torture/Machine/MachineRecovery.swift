import FoundationEssentials
import ProviderSimulator
import TestSupport

/// What a person does once the machine is well again, and what has to have come of it: one paid
/// sequence, whole.
struct MachineRecovery {
  let ground: TortureGround
  let wish: MachineWish
  /// How the program ended while the machine was not.
  let ending: ChildProgram.Ending
  /// The system may have ended the program in the middle of anything, before it could say a word.
  var mayHaveDied = false

  /// What does not hold, and by which way the pictures came.
  func faults() async throws -> (faults: [String], way: String) {
    var faults = codeFaults()
    var way = ending.code == 0 ? "finished by itself" : "finished by `resume`"
    let resumed = try await ground.run(["resume", "--json"])
    if resumed.code == 7, ground.server.ledger.isEmpty {
      way = "sent by `--send-again`"
      faults += try await sendAgain(resumed)
    } else if resumed.code == 7 {
      way = "finished by `--adopt`"
      faults += try await adopt(resumed)
    } else if resumed.code != 0 {
      faults.append("resume answered \(resumed.code): \(resumed.errors)")
    }
    if ground.server.ledger.isEmpty {
      way = "sent by a second try"
      let again = try await ground.run(try wish.words(ground))
      if again.code != 0 { faults.append("a second try answered \(again.code): \(again.errors)") }
    }
    let rest = try await ground.run(["resume", "--json"])
    if rest.code != 0 || rest.output.contains("\"id\"") {
      faults.append("something is left to resume: \(rest.code) \(rest.output)")
    }
    faults += try await Audit(ground: ground, intents: 1).faults()
    return (faults, way)
  }

  /// The program's word about the money: checked against what the services charged by then.
  private func codeFaults() -> [String] {
    let isPaid = !ground.server.ledger.isEmpty
    if mayHaveDied { return [] }
    let told = "\(ending.code): \(ending.errors)\(ending.output)"
    switch ending.code {
    case 0: return isPaid ? [] : ["it says done, and nothing was sent: \(told)"]
    case 1, 2, 5: return isPaid ? ["it was charged and the program says \(told)"] : []
    case 6, 7: return isPaid ? [] : ["nothing was sent and the program says \(told)"]
    default: return ["it ended with \(told)"]
    }
  }

  /// A disk that fails inside a commit may have stored it all the same. Of an intent stored like
  /// that nobody can tell later that it was never sent, so the person is asked; the service's page
  /// shows no task.
  private func sendAgain(_ resumed: ChildProgram.Ending) async throws -> [String] {
    guard ending.code == 2 || mayHaveDied, let id = firstID(resumed) else {
      return ["nothing was sent, and it says otherwise: \(resumed.output) \(resumed.errors)"]
    }
    let sent = try await ground.run(["resume", "--json", id, "--send-again"])
    return sent.code == 0 ? [] : ["sending again answered \(sent.code): \(sent.errors)"]
  }

  private func firstID(_ resumed: ChildProgram.Ending) -> String? {
    let list = try? JSONDecoder().decode(JSONValue.self, from: Data(resumed.output.utf8))
    return list?.items?.first?["id"]?.text
  }

  /// A lost id is adopted; the program has to have told it.
  private func adopt(_ resumed: ChildProgram.Ending) async throws -> [String] {
    guard let entry = ground.server.ledger.first, let id = firstID(resumed) else {
      return ["nothing to adopt: \(resumed.output) \(resumed.errors)"]
    }
    let wasTold = (ending.errors + ending.output).contains(entry.predictionID)
    let decided = try await ground.run(
      ["resume", "--json", id, "--adopt", entry.predictionID]
    )
    return (wasTold || mayHaveDied ? [] : ["the id was neither stored nor told: \(ending.errors)"])
      + (decided.code == 0 ? [] : ["adopting answered \(decided.code): \(decided.errors)"])
  }
}
