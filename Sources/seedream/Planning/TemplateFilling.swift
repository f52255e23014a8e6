import StudioCore
import StudioModel

/// Turns a template into the prompt that is stored and sent.
struct TemplateFilling: Sendable {
  let session: Session

  /// The wish with a prompt in it; the number of images is the template's where none was given.
  func filled(_ wish: GenerateWish) throws(Failure) -> GenerateWish {
    guard let asked = wish.template else { return wish }
    let found = try template(asked.name)
    if let shortage = found.startingPoint?.document.shortage(given: wish.images.count) {
      throw Failure(
        refusing: "template_references",
        shortage,
        advice: "Give them with --image."
      )
    }
    var filled = wish
    filled.maxImages = wish.maxImages ?? found.startingPoint?.images
    filled.prompt = try prompt(found.template, asked, images: filled.maxImages)
    session.process.output.note("\(found.name): \(filled.prompt)")
    return filled
  }

  private func template(_ name: String) throws(Failure) -> ShelvedTemplate {
    do throws(ShelfFault) {
      return try TemplateShelf(session.paths).template(named: name)
    } catch {
      throw error.failure
    }
  }

  private func prompt(
    _ template: PromptTemplate,
    _ asked: TemplateWish,
    images: Int?
  ) throws(Failure) -> String {
    let matrix: TemplateMatrix
    do throws(TemplateFault) {
      matrix = try TemplateMatrix(
        template,
        values: asked.values.mapValues { [$0] },
        wildcards: WildcardFolder(session.paths),
        images: images
      )
    } catch {
      throw Failure(refusing: error.rule, error.message, advice: error.advice)
    }
    if asked.draws {
      var generator = SystemRandomNumberGenerator()
      return matrix.draw(using: &generator).prompt
    }
    if matrix.count == 1, let run = matrix.run(at: 0) { return run.prompt }
    let axes = matrix.axes.map { "\($0.name) (\($0.count))" }.joined(separator: ", ")
    throw Failure(
      refusing: "template_many_prompts",
      "The template can become \(matrix.count) prompts: \(axes).",
      advice: "Give --draw to take one by chance, or write out which."
    )
  }
}
