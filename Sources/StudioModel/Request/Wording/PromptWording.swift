/// What the rules about wording find in a prompt, whatever else is asked for.
struct PromptWording: Hashable, Sendable {
  let series: UnnumberedSeries?
  let contradictions: [Contradiction]
  let repetitions: Repetitions
  let vagueEdit: VagueEdit?
  let subject: RecurringSubject?
  let shape: PromptShape?

  init(_ clauses: PromptClauses) {
    series = UnnumberedSeries(clauses)
    contradictions = Contradictions(clauses).found
    repetitions = Repetitions(clauses)
    vagueEdit = VagueEdit(clauses)
    subject = RecurringSubject(clauses)
    shape = PromptShape(clauses)
  }
}
