/// A text that a careless program would hand to a terminal, a file name or a line of a log.
struct HostileText: Sendable {
  let name: String
  let text: String

  /// Stands in front of everything that would be a line of its own if a line break were let through.
  static let forged = "FORGED"

  private init(_ name: String, _ text: String) {
    self.name = name
    self.text = text
  }

  /// As the content of a JSON string, every unsafe scalar escaped.
  var escaped: [UInt8] { Array(text.unicodeScalars.flatMap(Self.escape)) }

  private static func escape(_ scalar: Unicode.Scalar) -> [UInt8] {
    switch scalar {
    case "\"", "\\": return [UInt8(ascii: "\\")] + Array(String(scalar).utf8)
    case "a"..."z", "A"..."Z", "0"..."9", " ": return Array(String(scalar).utf8)
    default:
      return String(scalar).utf16.flatMap { unit in
        let digits = String(unit, radix: 16)
        return Array(("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
      }
    }
  }

  /// As the content of a JSON string, with as little escaped as a lenient reader needs.
  var barelyEscaped: [UInt8] {
    text.utf8.flatMap { byte -> [UInt8] in
      byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
        ? [UInt8(ascii: "\\"), byte] : [byte]
    }
  }

  /// Without what no argument, variable or file name can hold.
  var withoutZeros: String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\0" }))
  }

  /// As one part of a path of at most 200 bytes.
  var fileName: String {
    var name = String.UnicodeScalarView()
    var bytes = 0
    for scalar in withoutZeros.unicodeScalars where scalar != "/" {
      bytes += UTF8.width(scalar)
      if bytes > 200 { break }
      name.append(scalar)
    }
    return String(name)
  }

  /// Literals must not hold them.
  private static let noncharacters = String(
    String.UnicodeScalarView(
      [0xFFFE, 0xFFFF, 0xFDD0, 0x1_FFFF, 0x10_FFFF].compactMap(Unicode.Scalar.init)
    )
  )

  static let all: [HostileText] = [
    HostileText("CSI", "red \u{1b}[31m clear \u{1b}[2J\u{1b}[H end"),
    HostileText("OSC title", "x \u{1b}]0;owned\u{7} \u{1b}]2;owned\u{1b}\\ end"),
    HostileText("OSC 52", "x \u{1b}]52;c;b3duZWQ=\u{7} end"),
    HostileText("OSC 8", "x \u{1b}]8;;https://evil.test/\u{1b}\\link\u{1b}]8;;\u{1b}\\ end"),
    HostileText("OSC 9 and 777", "x \u{1b}]9;owned\u{7}\u{1b}]777;notify;a;b\u{7} end"),
    HostileText("DCS", "x \u{1b}Pq#0;2;0;0;0~\u{1b}\\ \u{1b}P+q544e\u{1b}\\ end"),
    HostileText("APC", "x \u{1b}_Gi=1,a=T;AAAA\u{1b}\\ \u{1b}^pm\u{1b}\\ \u{1b}Xsos\u{1b}\\ end"),
    HostileText("tmux", "x \u{1b}Ptmux;\u{1b}\u{1b}]0;owned\u{7}\u{1b}\\ end"),
    HostileText("half a sequence", "x \u{1b}[38;2;1;"),
    HostileText("unended string", "x \u{1b}]0;never ended"),
    HostileText("reset", "x \u{1b}c \u{1b}#8 \u{1b}(0 \u{e}lqk\u{f} end"),
    HostileText("C1", "x \u{9b}31m \u{9d}0;owned\u{9c} \u{90}q\u{9c} \u{85}NEL \u{84} end"),
    HostileText("C0", "x \u{1}\u{2}\u{4}\u{5}\u{7}\u{8}\u{8}\u{b}\u{c}\u{1a}\u{1c}\u{7f} end"),
    HostileText("NUL", "before \0 behind \0\u{1b}[31m end"),
    HostileText("line ends", "x\n\(forged) a\r\n\(forged) b\r\(forged) c\u{85}\(forged) d end"),
    HostileText("separators", "x\u{2028}\(forged) a\u{2029}\(forged) b\u{b}\(forged) c end"),
    HostileText("override", "x \u{202e}gpj.exe\u{202c} \u{202d}abc\u{202c} end"),
    HostileText("isolates", "x \u{2066}abc \u{2067}def \u{2068}ghi\u{2069} end"),
    HostileText("embeddings", "x \u{202a}abc \u{202b}def \u{200e}\u{200f}\u{61c} end"),
    HostileText(
      "zero width",
      "z\u{200b}e\u{200c}r\u{200d}o\u{2060}w\u{feff}i\u{ad}d\u{34f}t\u{180e}h"
    ),
    HostileText("tags", "x \u{e0001}\u{e0041}\u{e0042}\u{e007f} end"),
    HostileText("variation", "x a\u{fe0f}\u{fe0e}\u{e0100} \u{2061}\u{2062}\u{206a}\u{206f} end"),
    HostileText("annotations", "x \u{fff9}a\u{fffa}b\u{fffb} \u{1d173}\u{1d17a} end"),
    HostileText("private", "x \u{e000}\u{f8ff}\u{f0000}\u{10fffd}\u{10eeee}\u{305} end"),
    HostileText("noncharacters", "x \(noncharacters) end"),
    HostileText("marks", "x a" + String(repeating: "\u{301}\u{489}\u{20dd}", count: 400) + " end"),
    HostileText("marks first", "\u{301}\u{302}x end"),
    HostileText("right to left", "\u{5d0}\u{5d1}\u{5d2} \u{627}\u{644}\u{639} 123 (x) end"),
    HostileText("slashes", "../../\u{ff0f}etc\u{2044}\u{2215}\u{29f8}passwd \\..\\.. end"),
    HostileText("absolute", "/etc/passwd"),
    HostileText("dots", ".."),
    HostileText("emoji", "x 👩‍👩‍👧‍👦🏳️‍🌈🇩🇪👍🏽1️⃣ end"),
    HostileText("shell", "x $(touch owned) `id` ${HOME} ; rm -rf ~ | & > owned ' \" end"),
    HostileText("format", "x %s%n%x {} {0} \\u001b \\x1b \\033[31m \\e[31m &#27; %1b[31m end"),
    HostileText("query", "x\"; DROP TABLE jobs; -- ' OR 1=1 * NEAR( ^ : end"),
    HostileText("markup", "x <script>alert(1)</script> <!-- ]]> &lt; end"),
    HostileText("blank", "   \t \n \u{3000} "),
  ]

  /// Too long to be listed with the others.
  static let megabyte = HostileText(
    "megabyte",
    String(repeating: "狐 \u{1b}[31m\u{202e}\n\(forged)\0 ", count: (1 << 20) / 23)
  )

  static let flood = HostileText("flood", "a" + String(repeating: "\u{301}", count: 500_000))
}
