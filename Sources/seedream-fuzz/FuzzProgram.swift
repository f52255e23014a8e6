import FuzzTargets
import Glibc

/// libFuzzer's own entry, for programs that have a `main` of theirs.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<Int32>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ trial: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32

/// `seedream-fuzz TARGET [libFuzzer's words]`; `seedream-fuzz --list` prints each target with the
/// bytes of its longest input.
@_cdecl("seedream_fuzz_main")
func begin(
  _ count: Int32,
  _ words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> Int32 {
  let name = count > 1 ? words[1].map { String(cString: $0) } ?? "" : ""
  if name == "--list" {
    for target in FuzzTarget.all { print(target.name, target.longest) }
    return 0
  }
  guard let target = FuzzTarget.named(name) else {
    let words = Array("There is no target “\(name)”; --list names them.\n".utf8)
    write(STDERR_FILENO, words, words.count)
    return 2
  }
  ChosenTarget.target = target
  // libFuzzer starts itself anew for some of its work, with the words it was given.
  words[1] = words[0]
  var rest = count - 1
  var arguments = words + 1
  return runDriver(&rest, &arguments) { bytes, size in
    ChosenTarget.trial(Array(UnsafeBufferPointer(start: bytes, count: size)))
    return 0
  }
}
