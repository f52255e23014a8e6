import StudioCore
import StudioModel
import Testing

@Suite struct StoreSearchTests {
  let folder: ScratchFolder
  let store: Store

  init() async throws {
    folder = try ScratchFolder()
    store = try await Store.open(path: folder.database)
  }

  /// Stores the prompts in order and returns which of them `text` finds, by place.
  private func found(_ text: String, in prompts: [String]) async throws -> [Int] {
    if try await store.historyCount() == 0 {
      try await store.importFinished(
        prompts.enumerated().map { number, prompt in
          sampleJob("\(number)", prompt: prompt, status: .finished, at: noon + .seconds(number))
        }
      )
    }
    let page = try await store.history(HistoryQuery(text: text), limit: 1_000)
    return page.jobs.compactMap { Int($0.id.rawValue) }.sorted()
  }

  @Test func englishWordsAndChineseLettersAreFoundAlike() async throws {
    let prompts = [
      "A series of 4 images: a Red Fox in snow", "雪地里的一只狐狸，四张图", "狐和狸 apart",
      "Foxes and wolves", "きつねの嫁入り キツネ", "여우비 내리는 날", "café crème", "v4.5 at 16:9, don't",
      "𠀀𠀁 rare letters", "白狐fox mixed", "🦊deer🦌 4\u{FE0F}\u{20E3}", "हिन्दी में", "soft\u{AD}ly",
    ]
    let expected: [(String, [Int])] = [
      ("fox", [0, 3, 9]), ("FOX", [0, 3, 9]), ("red fox", [0]), ("fox red", [0]),
      ("fox snow", [0]), ("fox sno", [0]), ("re fox", []),
      ("狐狸", [1]), ("狐", [1, 2, 9]), ("狐 狸", [1, 2]), ("一只狐狸", [1]), ("雪 四张", [1]),
      ("つね", [4]), ("ツネ", [4]), ("여우", [5]), ("우비", [5]),
      ("cafe", [6]), ("CAFÉ", [6]), ("cafe\u{301}", [6]), ("crè", [6]),
      ("v4.5", [7]), ("16:9", [7]), ("don't", [7]), ("4.5", []), ("9:16", []),
      ("𠀀𠀁", [8]), ("白狐fox", [9]), ("狐f", []), ("狐fo", [9]), ("ｆｏｘ", [0, 3, 9]),
      ("deer", [10]), ("🦊deer", [10]), ("हिन्दी", [11]), ("हान्दी", []), ("softly", [12]),
    ]
    for (text, places) in expected {
      #expect(try await found(text, in: prompts) == places, "\(text)")
    }
  }

  @Test func signsHaveNoMeaning() async throws {
    let prompts = ["fox OR owl", "owl", "NOT near: fox*", "prompt"]
    let expected: [(String, [Int])] = [
      ("\"fox\"", [0, 2]), ("fox*", [0, 2]), ("*", []), ("\"", []), ("fox\"", [0, 2]),
      ("fox OR owl", [0]), ("fox NOT owl", []), ("prompt:fox", []), ("^fox", [0, 2]),
      ("(fox", [0, 2]), ("fox)", [0, 2]), ("{a b}: fox", []), ("fox AND owl", []),
      ("-fox", [0, 2]),
      ("NEAR(fox owl)", []), ("fox + owl", [0]), ("'; DROP TABLE frames; --", []),
      ("fox\0owl", [0]), ("fox 🦊", [0, 2]), ("🦊", []), ("!?!", []), ("。，", []), ("\u{301}", []),
    ]
    for (text, places) in expected {
      #expect(try await found(text, in: prompts) == places, "\(text.debugDescription)")
    }
  }

  @Test(arguments: ["", " ", " \n\t\u{3000}"])
  func noSearchFindsEverything(text: String) async throws {
    #expect(try await found(text, in: ["one", "two"]) == [0, 1])
  }

  @Test func oneLetterFindsTheWordAndNoLongerOnes() async throws {
    #expect(try await found("w", in: ["vitamin w", "wolf", "owl"]) == [0])
    #expect(try await found("wo", in: []) == [1])
  }

  @Test func aLetterWithAMarkOfItsOwnIsOneLetter() async throws {
    let prompts = ["étude", "é", "हिन्दी", "हि"]
    for text in ["é", "e\u{301}", "e"] {
      #expect(try await found(text, in: prompts) == [1], "\(text)")
    }
    #expect(try await found("हि", in: []) == [3])
    #expect(try await found("e\u{301}t", in: []) == [0])
  }

  @Test func enormousSearchesEndWithoutAFailure() async throws {
    let prompts = [String(repeating: "fox ", count: 200), String(repeating: "狐", count: 200)]
    #expect(try await found(String(repeating: "fox ", count: 20_000), in: prompts) == [0])
    #expect(try await found(String(repeating: "狐", count: 50_000), in: prompts) == [1])
    #expect(try await found(String(repeating: "x", count: 100_000), in: prompts) == [])
    #expect(try await found(String(repeating: "\"'*(", count: 20_000), in: prompts) == [])
  }

  @Test func aChangedPromptIsFoundByItsNewWordsOnly() async throws {
    var job = sampleJob("a", prompt: "An otter 水獭")
    try await store.queue(job)
    job.request.prompt = "A badger 獾\0 with a hidden sign"
    try await store.save(job, owner: alice)
    #expect(try await found("otter", in: []) == [])
    #expect(try await found("水獭", in: []) == [])
    #expect(try await store.historyCount(HistoryQuery(text: "badger")) == 1)
    #expect(try await store.historyCount(HistoryQuery(text: "獾")) == 1)
    #expect(try await store.historyCount(HistoryQuery(text: "hidden")) == 1)
    #expect(try await store.integrityCheck() == [])
  }

  @Test func theIndexFindsWhatReadingEveryPromptFinds() async throws {
    var numbers = SteadyNumbers(3)
    let prompts = (0..<150).map { _ in Self.randomText(&numbers, pieces: 1...12) }
    for _ in 0..<300 {
      let text = Self.randomText(&numbers, pieces: 1...3)
      let expected = prompts.indices.filter { PlainSearch.finds(text, in: prompts[$0]) }
      #expect(try await found(text, in: prompts) == expected, "\(text)")
    }
  }

  private static func randomText(
    _ numbers: inout SteadyNumbers,
    pieces: ClosedRange<Int>
  ) -> String {
    let words = [
      "fox", "foxes", "fo", "f", "red", "Red", "café", "v4.5", "16:9", "狐", "狸", "狐狸", "雪地", "地",
      "キツネ", "여우", "snow-fox", "4", "x狐", "狸y", "🦊", "!",
    ]
    let gaps = [" ", " ", " ", "", "，", ", ", "-", "\n"]
    var text = ""
    for _ in 0..<Int.random(in: pieces, using: &numbers) {
      text += words.randomElement(using: &numbers) ?? ""
      text += gaps.randomElement(using: &numbers) ?? ""
    }
    return text
  }
}

/// The search as its documentation states it, done by reading a prompt from end to end.
private enum PlainSearch {
  static func finds(_ text: String, in prompt: String) -> Bool {
    if text.allSatisfy(\.isWhitespace) { return true }
    let glue = "'’-._/:"
    let pieces = text.split { character in
      !character.isLetter && !character.isNumber && !glue.contains(character)
    }.map { words(String($0)) }.filter { !$0.isEmpty }
    guard let lastWord = pieces.last?.last else { return false }
    let all = words(prompt)
    let isPrefix = lastWord.count >= 2 && !isOwnWord(lastWord)
    return pieces.enumerated().allSatisfy { number, piece in
      all.indices.contains { start in
        guard start + piece.count <= all.count else { return false }
        return piece.indices.allSatisfy { offset in
          let mayGoOn =
            isPrefix && number == pieces.count - 1 && offset == piece.count - 1
          let word = all[start + offset]
          return mayGoOn ? word.hasPrefix(piece[offset]) : word == piece[offset]
        }
      }
    }
  }

  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    var run = ""
    for character in text.lowercased().replacing("é", with: "e") + " " {
      let isOwn = isOwnWord(String(character))
      if !isOwn, character.isLetter || character.isNumber {
        run.append(character)
        continue
      }
      if !run.isEmpty { words.append(run) }
      run = ""
      if isOwn { words.append(String(character)) }
    }
    return words
  }

  private static func isOwnWord(_ text: String) -> Bool {
    text.count == 1 && "狐狸雪地キツネ여우".contains(text)
  }
}
