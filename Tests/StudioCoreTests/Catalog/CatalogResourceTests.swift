import FoundationEssentials
import StudioModel
import Testing

@testable import StudioCore

/// The catalogue that is built into the program.
struct CatalogResourceTests {
  private func edited(_ old: String, _ new: String) throws -> [UInt8] {
    let text = String(decoding: PackageResources.catalog_json, as: UTF8.self)
    try #require(text.contains(old))
    return Array(text.replacing(old, with: new).utf8)
  }

  @Test func theBuiltInCatalogueLoads() throws {
    let catalog = try CatalogResource.load()
    #expect(catalog.models.count == 8)
    #expect(catalog.presets.rows.count == 15)
  }

  @Test func everyLimitInTheFileHasASourceWithAMark() throws {
    let text = String(decoding: PackageResources.catalog_json, as: UTF8.self)
    // Every object that gives a bound, a value, a price or a size also says where it is from.
    for key in ["\"minimum\"", "\"value\"", "\"usd\""] {
      for part in text.split(separator: key).dropFirst() {
        let object = part.prefix { $0 != "}" }
        #expect(object.contains("\"source\": \""), "\(key)\(object.prefix(80))")
      }
    }
    let sources = text.matches(of: /source": "([^"]*)"/)
    #expect(sources.count > 80)
    for source in sources { #expect(LimitSource(parsing: String(source.1)) != nil) }
  }

  @Test func theCatalogueSurvivesBeingWrittenAndReadAgain() throws {
    let catalog = try CatalogResource.load()
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    let written = try encoder.encode(catalog)
    #expect(try CatalogResource.decode(Array(written)) == catalog)
    #expect(String(decoding: written, as: UTF8.self).contains(#""usd":"0.027""#))
  }

  @Test func whatIsNotJSONIsSaidSo() {
    for bytes in [[], Array("{".utf8), Array("catalogue".utf8), [0xFF, 0x00]] as [[UInt8]] {
      #expect(throws: CatalogError.unreadable("it is not JSON")) {
        try CatalogResource.decode(bytes)
      }
    }
  }

  @Test func aMissingFieldIsNamed() throws {
    let bytes = try edited("\"display_name\": \"Seedream 4.0\",", "")
    #expect(throws: CatalogError.unreadable("families.[0].displayName is missing")) {
      try CatalogResource.decode(bytes)
    }
  }

  @Test func aWrongKindOfValueIsNamed() throws {
    let bytes = try edited(
      "\"english_words\": {\"value\": 600",
      "\"english_words\": {\"value\": \"a\""
    )
    #expect(
      throws: CatalogError.unreadable("promptBudget.englishWords.value has the wrong kind of value")
    ) {
      try CatalogResource.decode(bytes)
    }
  }

  @Test(arguments: [
    ("\"usd\": \"0.027\"", "\"usd\": \"2,7\""), ("1448x1448", "1448"), ("[seed]\"", "[hearsay]\""),
    ("\"aspect\": \"21:9\"", "\"aspect\": \"wide\""),
  ])
  func aMalformedValueIsRefused(old: String, new: String) throws {
    let bytes = try edited(old, new)
    let error = #expect(throws: CatalogError.self) { try CatalogResource.decode(bytes) }
    guard case .unreadable = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(error?.description.hasPrefix("The model catalogue can't be read") == true)
  }

  @Test func anotherVersionIsRefusedBeforeItsShapeIsLookedAt() {
    #expect(throws: CatalogError.unsupportedVersion(2)) {
      try CatalogResource.decode(Array(#"{"version": 2, "anything": []}"#.utf8))
    }
  }

  @Test func aContradictionIsRefused() throws {
    let bytes = try edited("\"family\": \"4.5\"", "\"family\": \"9\"")
    let error = #expect(throws: CatalogError.self) { try CatalogResource.decode(bytes) }
    guard case .inconsistent(let faults) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(faults.count == 4)
  }
}
