import StudioModel
import Testing

/// Requests for the rules about a prompt's wording, and the notices of one kind.
struct PromptWordingFixture {
  let catalog: ModelCatalog

  init() throws { catalog = try CatalogFixture.load() }

  func request(
    _ prompt: String,
    images: Int = 1,
    isEdit: Bool = false,
    references: Int = 1,
    size: PixelSize? = nil
  ) throws -> SequenceRequest {
    let id = isEdit ? CatalogFixture.edit : CatalogFixture.text
    var request = try CatalogFixture.request(id, images: images)
    request.prompt = prompt
    if isEdit {
      request.references = Array(repeating: request.references[0], count: references)
    }
    if let size { request.size = size }
    return request
  }

  func notices(_ kind: Notice.Kind, _ request: SequenceRequest) -> [Notice] {
    PromptLint.check(request, catalog: catalog).filter { $0.kind == kind }
  }

  /// The prompt after the only fix of the only notice of a kind.
  func fixedPrompt(_ kind: Notice.Kind, _ request: SequenceRequest) throws -> String {
    let found = notices(kind, request)
    try #require(found.count == 1, "\(request.prompt): \(found)")
    let fix = try #require(found[0].fix)
    #expect(found[0].fixes == [fix])
    let fixed = fix.applied(to: request)
    #expect(notices(kind, fixed).isEmpty, "still said of \(fixed.prompt)")
    return fixed.prompt
  }
}
