import CellGrid
import StudioModel

extension AppState {
  mutating func found(_ facts: PictureFacts) {
    let before = pictures
    pictures = facts
    if isBudgetAsked {
      isBudgetAsked = false
      show(Toast(.done, "Pictures: \(facts.budget.words)"))
    }
    guard before?.form != facts.form || before?.reason != facts.reason else { return }
    let words = [facts.reason, facts.advice].filter { !$0.isEmpty }.joined(separator: " ")
    log.add(
      LogLine(.note, at: now, "pictures: \(facts.form.words)" + (words.isEmpty ? "" : ". \(words)"))
    )
  }

  func objectionToBudget(by step: Int) -> String? {
    if let objection = pictures.objection { return objection }
    guard let budget = pictures?.budget else { return nil }
    if step > 0 { return budget.step < budget.steps ? nil : "They are as good as they get." }
    return budget.step > 1 ? nil : "They take as few bytes as they can."
  }

  mutating func changeBudget(by step: Int) -> [AppEffect] {
    isBudgetAsked = true
    return [.changePictureBudget(step)]
  }
}
