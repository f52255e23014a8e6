import StudioCore
import Testing

@Suite struct RedactionTests {
  private let key = "test-key/with+odd=parts"
  private var redaction: Redaction { Redaction(secrets: [key]) }

  private func expectGone(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let scrubbed = redaction.scrub(text)
    #expect(scrubbed.contains(Redaction.mark), sourceLocation: sourceLocation)
    #expect(!scrubbed.contains("odd"), sourceLocation: sourceLocation)
    #expect(!scrubbed.contains("test"), sourceLocation: sourceLocation)
  }

  @Test func textWithoutSecretsStays() {
    let text = "HTTP 404 at https://service.test/a/b (50% done) \\n \u{72d0}\u{72f8}"
    #expect(redaction.scrub(text) == text)
    #expect(Redaction().scrub(text) == text)
    #expect(Redaction(secrets: ["", " "]).scrub(text) == text)
  }

  @Test func aSecretIsReplacedWhereverItStands() {
    #expect(redaction.scrub("a \(key) b \(key)") == "a [redacted] b [redacted]")
  }

  @Test func escapesDoNotHideASecret() {
    expectGone("test-key%2Fwith%2Bodd%3Dparts")
    expectGone("%74est-key%2fwith%2bodd%3dparts")
    expectGone(#"{"key":"test-key\/with+odd=parts"}"#)
    expectGone(#"{"key":"\u0074est-key/with\u002Bodd=parts"}"#)
    expectGone("test-key%252Fwith%252Bodd%253Dparts")
    expectGone(#"test-key%2Fwith\u002Bodd=parts"#)
  }

  @Test func base64DoesNotHideASecret() {
    // The key behind nothing, "a:", "ab:" and "abc:".
    for text in [
      "dGVzdC1rZXkvd2l0aCtvZGQ9cGFydHM=", "YTp0ZXN0LWtleS93aXRoK29kZD1wYXJ0cw==",
      "YWI6dGVzdC1rZXkvd2l0aCtvZGQ9cGFydHM", "YWJjOnRlc3Qta2V5L3dpdGgrb2RkPXBhcnRz",
    ] {
      let scrubbed = redaction.scrub("x \(text) y")
      #expect(scrubbed.contains(Redaction.mark))
      #expect(!scrubbed.contains("a2V5"))
      #expect(!scrubbed.contains("rZXk"))
    }
  }

  @Test func aWholeHeaderValueGuardsItsToken() {
    let redaction = Redaction(secrets: ["Bearer test-key-77"])
    #expect(redaction.scrub("token test-key-77.") == "token [redacted].")
  }

  @Test func userPartsAndQueriesOfAddressesGo() {
    let plain = Redaction()
    #expect(
      plain.scrub("see https://me:secret@service.test/a?sig=1&x=2 now")
        == "see https://[redacted]@service.test/a?[redacted] now"
    )
    #expect(
      plain.scrub(#"{"url":"https:\/\/service.test\/a?sig=1\u0026x","n":1}"#)
        == #"{"url":"https:\/\/service.test\/a?[redacted]","n":1}"#
    )
    #expect(plain.scrub("what? https://service.test/a@b") == "what? https://service.test/a@b")
  }

  @Test func authorizationIsGuardedWithoutKnowingIt() {
    let plain = Redaction()
    #expect(
      plain.scrub("authorization: bearer test-key-88, ok")
        == "authorization: bearer [redacted] ok"
    )
    #expect(plain.scrub("a bearer of news") == "a bearer of news")
  }

  @Test func theDescriptionKeepsTheSecrets() {
    #expect(!"\(redaction)".contains("odd"))
  }

  /// Whoever shows a text leaves these out, and the pieces stand together.
  @Test(arguments: [
    "\u{200b}", "\u{0}", "\u{7f}", " ", "\n", "\t", "\u{202e}", "\u{feff}", "\u{301}", "\u{e0041}",
    "\u{1b}[0m", "\u{1b}[38;5;1m", "\u{9b}31m", "\u{1b}]0;x\u{7}", "\u{1b}(B", #"\u0000"#,
    #"\u200b"#, "%00",
    "%e2%80%8b",
  ])
  func piecesOfASecretAreFoundAcrossWhatLeavesNoMark(_ gap: String) {
    expectGone("<" + key.map { String($0) }.joined(separator: gap) + ">")
    let half = key.count / 2
    expectGone("a \(key.prefix(half))\(gap)\(key.dropFirst(half)) b")
    #expect(redaction.isNeeded(by: "\(key.prefix(half))\(gap)\(key.dropFirst(half))"))
  }

  @Test func anAddressWithAQueryNeedsNoRedactionUnlessItHoldsASecret() {
    #expect(!redaction.isNeeded(by: "https://a@images.test/1.jpg?sig=abc"))
    #expect(redaction.isNeeded(by: "https://images.test/1.jpg?sig=\(key)"))
    #expect(redaction.isNeeded(by: "https://images.test/1.jpg?sig=test-key%2Fwith%2Bodd%3Dparts"))
  }

  @Test func brokenEscapesAreHarmless() {
    for text in ["%", "%4", "\\", "\\u00", "%zz", "://", "?", "https://", "bearer ", "\\ud800x"] {
      _ = redaction.scrub(text)
      #expect(redaction.scrub(text + key).hasSuffix(Redaction.mark))
    }
  }
}
