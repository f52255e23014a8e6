/// The kinds of controls in a program's output, to be compared with those it is meant to use.
public enum ControlInventory {
  /// `0A` and the like for single controls, `C1` for those above them, `ESC (B`, `CSI m`, `CSI ?h`,
  /// `OSC 52`, `DCS`; parameters are left out.
  public static func kinds(in output: some Sequence<UInt8>) -> Set<String> {
    var reader = Reader()
    for byte in output { reader.take(byte) }
    return reader.kinds
  }

  /// The same without the strings by which the studio asks a terminal what it can show, to the
  /// letter.
  public static func kindsBesideQuestions(in output: some Sequence<UInt8>) -> Set<String> {
    var rest = Array(output)[...]
    var kept: [UInt8] = []
    while let byte = rest.first {
      let question = byte == 0x1b ? questions.first { rest.starts(with: $0) } : nil
      if question == nil { kept.append(byte) }
      rest = rest.dropFirst(question?.count ?? 1)
    }
    return kinds(in: kept)
  }

  private static let questions: [[UInt8]] = [
    "\u{1b}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1b}\\", "\u{1b}P$qm\u{1b}\\",
    "\u{1b}P+q524742\u{1b}\\", "\u{1b}[>q", "\u{1b}[c",
  ].map { Array($0.utf8) }

  private struct Reader {
    var kinds: Set<String> = []
    private var state = State.text
    /// What was collected of the sequence under way.
    private var signs = ""

    private enum State {
      case text, afterC2, escape, control, osc, oscRest, string, stringEscape
    }

    mutating func take(_ byte: UInt8) {
      switch state {
      case .text: text(byte)
      case .afterC2:
        state = .text
        if (0x80..<0xa0).contains(byte) { kinds.insert("C1") } else { text(byte) }
      case .escape: escape(byte)
      case .control: control(byte)
      case .osc: osc(byte)
      case .oscRest, .string: string(byte)
      case .stringEscape: stringEscape(byte)
      }
    }

    private mutating func text(_ byte: UInt8) {
      switch byte {
      case 0x1b:
        state = .escape
        signs = ""
      case 0..<0x20, 0x7f:
        kinds.insert((byte < 0x10 ? "0" : "") + String(byte, radix: 16, uppercase: true))
      case 0xc2: state = .afterC2
      default: break
      }
    }

    private mutating func escape(_ byte: UInt8) {
      switch byte {
      case UInt8(ascii: "["): state = .control
      case UInt8(ascii: "]"): state = .osc
      case UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "X"):
        kinds.insert(byte == UInt8(ascii: "P") ? "DCS" : "ESC \(Character(Unicode.Scalar(byte)))")
        state = .string
      // The first half of a name such as `(B`.
      case 0x20..<0x30: signs.append(Character(Unicode.Scalar(byte)))
      default:
        kinds.insert("ESC \(signs)\(Character(Unicode.Scalar(byte)))")
        state = .text
      }
    }

    private mutating func control(_ byte: UInt8) {
      switch byte {
      case 0x30..<0x3c: break
      case 0x20..<0x40: signs.append(Character(Unicode.Scalar(byte)))
      default:
        kinds.insert("CSI \(signs)\(Character(Unicode.Scalar(byte)))")
        state = .text
      }
    }

    private mutating func osc(_ byte: UInt8) {
      if (0x30..<0x3a).contains(byte) {
        signs.append(Character(Unicode.Scalar(byte)))
      } else {
        kinds.insert("OSC \(signs)")
        state = .oscRest
        string(byte)
      }
    }

    private mutating func string(_ byte: UInt8) {
      // It ends commands, not what is passed through.
      if byte == 0x07 && state == .oscRest { state = .text }
      if byte == 0x1b { state = .stringEscape }
    }

    /// A doubled escape is a part of what tmux passes through.
    private mutating func stringEscape(_ byte: UInt8) {
      state = byte == UInt8(ascii: "\\") ? .text : .string
    }
  }
}
