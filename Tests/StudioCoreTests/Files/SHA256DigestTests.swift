import StudioCore
import Testing

@Suite struct SHA256DigestTests {
  /// The examples of FIPS 180-4.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func publishedExamplesComeOut(text: String, expected: String) {
    #expect(SHA256Digest.hexadecimal(of: Array(text.utf8)) == expected)
    #expect(SHA256Digest.isHexadecimal(expected))
  }

  @Test func piecesOfAnySizeGiveTheDigestOfTheWhole() {
    let whole = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
    let expected = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    for step in [1_000_000, 65_536, 1_023, 64] {
      var digest = SHA256Digest()
      var rest = whole[...]
      while !rest.isEmpty {
        digest.add(rest.prefix(step))
        rest = rest.dropFirst(step)
      }
      #expect(digest.hexadecimal == expected)
      #expect(digest.hexadecimal == expected)
    }
  }

  @Test func aCopyGoesItsOwnWay() {
    var first = SHA256Digest()
    first.add(Array("a".utf8))
    var second = first
    second.add(Array("b".utf8))
    #expect(first.hexadecimal == SHA256Digest.hexadecimal(of: Array("a".utf8)))
    #expect(second.hexadecimal == SHA256Digest.hexadecimal(of: Array("ab".utf8)))
  }

  @Test func aFileIsDigestedInPiecesAndOnlyWhenItIsAFile() throws {
    let scratch = try ScratchFolder()
    let text = String(repeating: "frame ", count: 100_000)
    try scratch.fill("01.jpg", text)
    #expect(
      try SHA256Digest.hexadecimal(ofFile: scratch("01.jpg"))
        == SHA256Digest.hexadecimal(of: Array(text.utf8))
    )
    #expect(throws: FileFailure(.notARegularFile, .read, path: scratch.path)) {
      try SHA256Digest.hexadecimal(ofFile: scratch.path)
    }
  }

  @Test(arguments: [
    "", "abc", String(repeating: "A", count: 64), String(repeating: "/", count: 64),
  ])
  func whatIsNoDigestIsKnown(text: String) {
    #expect(!SHA256Digest.isHexadecimal(text))
  }
}
