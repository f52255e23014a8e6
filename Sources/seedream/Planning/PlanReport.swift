import StudioModel

/// Says on stderr what is about to be sent, and what it can cost, before it goes.
struct PlanReport: Sendable {
  let output: Output

  func tell(_ plan: RequestPlan) {
    for notice in plan.notices { output.warning(notice.message) }
    if plan.countFromPrompt {
      output.note(
        "\(plan.request.maxImages) images, as the prompt says (--max-images to change)."
      )
    }
    output.note(
      "\(plan.request.provider.displayName) · \(plan.request.model) · \(plan.request.size) · "
        + plan.price.text
    )
  }
}
