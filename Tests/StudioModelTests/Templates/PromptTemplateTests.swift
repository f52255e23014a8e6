import FoundationEssentials
import StudioModel
import Testing

/// What is read as a template, and what is told where it is none.
struct PromptTemplateTests {
  private func only(_ text: String) throws -> String? {
    let matrix = try TemplateMatrix(PromptTemplate(parsing: text))
    try #require(matrix.count == 1)
    return matrix.run(at: 0)?.prompt
  }

  private func all(_ text: String) throws -> [String] {
    try TemplateMatrix(PromptTemplate(parsing: text)).runs().runs.map(\.prompt)
  }

  private func fault(_ text: String) throws -> TemplateSyntaxFault {
    try #require(throws: TemplateSyntaxFault.self) { try PromptTemplate(parsing: text) }
  }

  @Test(arguments: [
    "a fox", "", " \t a | b \\ = * \r\n", "__season__", "一只狐狸｛主体｜猫｝", "C:\\fox\\|",
    "\u{FEFF}e\u{301}",
  ])
  func aTextWithoutBracesIsItself(text: String) throws {
    let template = try PromptTemplate(parsing: text)
    #expect(template.variables.isEmpty && template.wildcards.isEmpty)
    #expect(try only(text).map { Array($0.unicodeScalars) } == Array(text.unicodeScalars))
    #expect(PromptTemplate.literal(text) == text)
  }

  @Test(arguments: [
    "{", "}", "{}", "{{}}", "{\"a\": 1}", "a {b|c} d", "{a={b}}", "}{", "{{{", "图{1}", "\\{",
  ])
  func anEscapedTextIsItself(text: String) throws {
    #expect(try only(PromptTemplate.literal(text)) == text)
  }

  @Test func alternativesAreTakenInOrder() throws {
    #expect(try all("a {red|blue|} fox") == ["a red fox", "a blue fox", "a  fox"])
    #expect(try all("{a {red|blue} fox|a cat}") == ["a red fox", "a blue fox", "a cat"])
    #expect(try all("{a|b}{1|2}") == ["a1", "a2", "b1", "b2"])
    #expect(try all("{x|{{a|b} c|{d|e} f}}") == ["x", "a c", "b c", "d f", "e f"])
  }

  @Test func aDefaultHoldsUntilAValueIsGiven() throws {
    let template = try PromptTemplate(parsing: "{subject=a {red|blue} fox} and {subject}")
    #expect(template.variables == ["subject"])
    #expect(template.defaultText(of: "subject") == "a {red|blue} fox")
    #expect(template.defaultText(of: "other") == nil)
    #expect(
      try TemplateMatrix(template).runs().runs.map(\.prompt)
        == ["a red fox and a red fox", "a blue fox and a blue fox"]
    )
    let given = try TemplateMatrix(template, values: ["subject": ["a {cat}"]])
    #expect(given.run(at: 0)?.prompt == "a {cat} and a {cat}")
  }

  @Test func namesComeInOrderOfAppearanceInAnyScript() throws {
    let template = try PromptTemplate(parsing: "{b={c=1}} {主体} {*w-1} {a|{d}{*v}} {b}")
    #expect(template.variables == ["b", "c", "主体", "d"])
    #expect(template.wildcards == ["w-1", "v"])
  }

  @Test func aBackslashMakesSignsPlainInsideBracesOnly() throws {
    #expect(try all("{a\\|b|\\{c\\}|\\\\|\\*d|\\n}") == ["a|b", "{c}", "\\", "*d", "\\n"])
    #expect(try all("{E\\=mc|b}") == ["E=mc", "b"])
    #expect(try all("\\{a|b}") == ["\\a", "\\b"])
  }

  @Test(arguments: [
    ("a {b|c", "template_unclosed", 2), ("{a|{b|c}", "template_unclosed", 0),
    ("{a|b}{{c|d}", "template_unopened", 10), ("a } b", "template_unopened", 2),
    ("图{}", "template_empty_braces", 1), ("{ }", "template_not_a_choice", 0),
    ("{a red fox}", "template_not_a_choice", 0), ("{1a}", "template_not_a_choice", 0),
    ("x {{}} {a {b|c} d}", "template_not_a_choice", 7), ("{*}", "template_not_a_wildcard", 0),
    ("{*a|b}", "template_not_a_wildcard", 0), ("{* a}", "template_not_a_wildcard", 0),
    ("{\"a\": 1}", "template_looks_like_data", 0),
    ("{\n \"a\" : \"x|y\"}", "template_looks_like_data", 0),
    ("{a|{\"b\":2}}", "template_looks_like_data", 3),
    ("{a=b|c}", "template_default_alternatives", 0),
    ("{a=1} {a=2}", "template_second_default", 6), ("{清晨｜黄昏}", "template_not_a_choice", 0),
  ])
  func whatIsNoTemplateIsToldWithItsPlace(text: String, rule: String, offset: Int) throws {
    let fault = try fault(text)
    #expect(fault.rule == rule)
    #expect(fault.offset == offset)
    #expect(fault.message.contains("character \(offset + 1)"))
    #expect(!fault.advice.isEmpty)
  }

  @Test func whoeverMeantTextIsToldHowToEscape() throws {
    for text in ["{\"a\": 1}", "f(x) {", "a}", "{}", "{color: red}"] {
      #expect(try fault(text).advice.contains("{{"))
    }
    #expect(try fault("{清晨｜黄昏}").advice.contains("half width"))
    #expect(try fault("{a=1} {a=2}").message.contains("character 1."))
    #expect(try fault("{a red fox}").message.contains("“a red fox”"))
  }

  @Test func aRepeatedDefaultThatIsTheSameIsFine() throws {
    #expect(try only("{a=fox} {a=fox}") == "fox fox")
    #expect(try all("{\"a\" or b|\"c\"}") == ["\"a\" or b", "\"c\""])
  }

  @Test func nestingAndLengthHaveLimits() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "{a|", count: depth) + "b" + String(repeating: "}", count: depth)
    }
    let deepest = PromptTemplate.maximumDepth
    #expect(try all(nested(deepest)).count == 2)
    #expect(try fault(nested(deepest + 1)).kind == .tooDeep(limit: deepest))
    #expect(try fault(nested(10_000)).kind == .tooDeep(limit: deepest))
    let most = PromptTemplate.maximumBytes
    let text = "{{" + String(repeating: "a", count: most - 2)
    #expect((try? PromptTemplate(parsing: text)) != nil)
    #expect(try fault(text + "b").kind == .tooLong(most + 1, limit: most))
  }

  @Test func anyTextIsReadOrRefusedAndEscapedIsItself() throws {
    var steps = CatalogFixture.Steps()
    var read = 0
    for _ in 0..<3_000 {
      let length = Int.random(in: 1...12, using: &steps)
      let signs = (0..<length).compactMap { _ in "{{}}|=*\\ab图 \"".randomElement(using: &steps) }
      let text = String(signs)
      #expect(try only(PromptTemplate.literal(text)) == text)
      guard let template = try? PromptTemplate(parsing: text), template.wildcards.isEmpty else {
        continue
      }
      let values = template.variables.map { ($0, ["v", "w"]) }
      let matrix = try TemplateMatrix(template, values: Dictionary(uniqueKeysWithValues: values))
      let runs = try matrix.runs(limit: .max)
      #expect(runs.runs.count + runs.repeated == matrix.count)
      if text.contains("{") { read += 1 }
    }
    #expect(read > 100)
  }

  @Test func thousandsOfVariablesAreRead() throws {
    let text = (0..<6_000).map { "{v\($0)=a}" }.joined()
    #expect(try only(text) == String(repeating: "a", count: 6_000))
  }

  @Test func namesHaveRules() {
    for name in ["a", "subject_2", "a-b", "主体", "été", String(repeating: "a", count: 40)] {
      #expect(TemplateName.isValid(name))
    }
    for name in ["", "2a", "-a", "a b", "a.b", "a/b", String(repeating: "a", count: 41)] {
      #expect(!TemplateName.isValid(name))
    }
  }

  @Test func aTemplateIsKeptAsItsText() throws {
    let template = try PromptTemplate(parsing: "a {red|blue} {subject=fox}")
    let data = try JSONEncoder().encode([template])
    #expect(String(decoding: data, as: UTF8.self) == "[\"a {red|blue} {subject=fox}\"]")
    #expect(try JSONDecoder().decode([PromptTemplate].self, from: data) == [template])
    let fault = #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([PromptTemplate].self, from: Data("[\"a {\"]".utf8))
    }
    guard case .dataCorrupted(let context) = fault else {
      Issue.record("not told as corrupted")
      return
    }
    #expect(context.debugDescription.contains("never closed"))
  }
}
