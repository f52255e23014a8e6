import FoundationEssentials
import StudioModel
import Testing

/// The starting points that come with the program.
struct StartingPointTests {
  let catalog: ModelCatalog
  let points: StartingPoints

  init() throws {
    catalog = try CatalogFixture.load()
    // This file lies at Tests/StudioModelTests/Templates of the package.
    var folder = URL(filePath: #filePath)
    for _ in 0..<4 { folder.deleteLastPathComponent() }
    let data = try Data(contentsOf: folder.appending(path: "assets/templates/templates.json"))
    points = try JSONDecoder().decode(StartingPoints.self, from: data)
  }

  @Test func theFileIsSoundAndCoversEveryUseInBothLanguages() {
    #expect(points.version == 1)
    #expect(points.faults.isEmpty)
    #expect(points.templates.count >= 20)
    for use in TemplateUse.allCases {
      let languages = points.templates(for: use).map(\.language)
      #expect(Set(languages) == Set(TemplateLanguage.allCases), "\(use.title)")
    }
  }

  @Test func everyOneExpandsIntoSoundRequestsWithoutANotice() throws {
    for point in points.templates {
      for model in catalog.models where ModelKind(model) == point.model {
        var base = try CatalogFixture.request(model.id, model.provider)
        base.references = (0..<point.references).map {
          Reference(source: .url("https://example.com/\($0).png"))
        }
        let settings = point.document.applied(to: base, catalog)
        #expect(settings.model == model.id)
        let plan = try MatrixPlan(point.template, base: settings, catalog: catalog)
        #expect(plan.notices.map(\.message) == [], "\(point.id)")
        #expect(plan.repeated == 0, "\(point.id)")
        #expect(point.document.shortage(given: point.references) == nil)
      }
    }
  }

  @Test func aGroupSaysItsNumberWhateverItIs() throws {
    for point in points.templates where point.images > 1 {
      #expect(point.template.variables.contains(PromptTemplate.imagesVariable), "\(point.id)")
      for images in [2, 5, 9] {
        let run = try TemplateMatrix(point.template, images: images).run(at: 0)
        let prompt = try #require(run).prompt
        #expect(PromptCount.find(in: prompt)?.count == images, "\(point.id)")
      }
    }
  }

  @Test func everyPlaceToFillInHasADefaultInTheLanguageOfTheText() throws {
    for point in points.templates {
      let places = point.template.variables.filter { $0 != PromptTemplate.imagesVariable }
      #expect(places.allSatisfy { point.template.defaultText(of: $0) != nil }, "\(point.id)")
      let run = try #require(try TemplateMatrix(point.template, images: point.images).run(at: 0))
      let budget = PromptBudget(of: run.prompt)
      #expect((budget.ideographs > budget.words) == (point.language == .chinese), "\(point.id)")
      #expect(point.document.name == point.title)
      #expect(point.document.template == point.template)
    }
  }

  @Test(arguments: [
    ("id", "Fox", "Fox: not a sound id"), ("id", "", ": not a sound id"),
    ("images", "0", "fox: it asks for no images"),
    ("references", "1", "fox: its references don't suit its kind of model"),
    ("template", "{*w}", "fox: it needs wildcards"),
  ])
  func whatContradictsItselfIsTold(field: String, value: String, fault: String) throws {
    var fields = [
      "id": "fox", "use": "lettering", "language": "en", "title": "Fox", "description": "A fox.",
      "template": "a fox", "images": "1", "references": "0", "model": "text",
    ]
    #expect(try decoded([fields]).faults.isEmpty)
    fields[field] = value
    #expect(try decoded([fields]).faults == [fault])
  }

  @Test func idsAndTitlesAreThereOnce() throws {
    let fields = [
      "id": "fox", "use": "lettering", "language": "en", "title": "Fox", "description": "A fox.",
      "template": "a fox", "images": "1", "references": "0", "model": "text",
    ]
    var other = fields
    other["title"] = "FOX"
    #expect(
      try decoded([fields, other]).faults == ["fox is listed twice", "fox is listed twice"]
    )
    other["id"] = "fox-2"
    other["title"] = "Fox 2"
    #expect(try decoded([fields, other]).faults.isEmpty)
  }

  /// Numbers are written without quotation marks.
  private func decoded(_ points: [[String: String]]) throws -> StartingPoints {
    let objects = points.map { fields in
      let pairs = fields.map { key, value in
        ["images", "references"].contains(key) ? "\"\(key)\":\(value)" : "\"\(key)\":\"\(value)\""
      }
      return "{\(pairs.joined(separator: ","))}"
    }
    let text = "{\"version\":1,\"templates\":[\(objects.joined(separator: ","))]}"
    return try JSONDecoder().decode(StartingPoints.self, from: Data(text.utf8))
  }
}
