/// The file in a multipart form.
struct Multipart {
  var filename: String
  var bytes: [UInt8]

  /// Finds the part called `file`; `nil` when there is none or the body is not such a form.
  init?(body: [UInt8], contentType: String) {
    guard let boundary = Self.parameter("boundary", of: contentType), !boundary.isEmpty,
      contentType.lowercased().hasPrefix("multipart/form-data")
    else { return nil }
    let line = Array("--\(boundary)".utf8)
    var found: (name: String, bytes: [UInt8])?
    var start = ByteSearch.first(line, in: body, from: 0)
    while let begin = start, found == nil {
      let head = begin + line.count
      guard let end = ByteSearch.first(Array("\r\n--\(boundary)".utf8), in: body, from: head)
      else { return nil }
      found = Self.file(in: body, head..<end)
      start = end + 2
    }
    guard let found else { return nil }
    filename = found.name
    bytes = found.bytes
  }

  private static func file(
    in body: [UInt8],
    _ part: Range<Int>
  ) -> (name: String, bytes: [UInt8])? {
    let blank = Array("\r\n\r\n".utf8)
    guard let end = ByteSearch.first(blank, in: body, from: part.lowerBound),
      end + 4 <= part.upperBound
    else { return nil }
    let head = String(decoding: body[part.lowerBound..<end], as: UTF8.self)
    for line in head.split(separator: "\r\n") {
      guard line.lowercased().hasPrefix("content-disposition:") else { continue }
      guard parameter("name", of: String(line)) == "file" else { return nil }
      let name = parameter("filename", of: String(line)) ?? "upload"
      return (name, Array(body[(end + 4)..<part.upperBound]))
    }
    return nil
  }

  /// The value of `; name=value` or `; name="value"`.
  static func parameter(_ name: String, of header: String) -> String? {
    for piece in header.split(separator: ";").dropFirst() {
      let trimmed = piece.drop { $0 == " " }
      guard trimmed.lowercased().hasPrefix("\(name)=") else { continue }
      let value = trimmed.dropFirst(name.count + 1)
      guard value.hasPrefix("\"") else { return String(value) }
      return String(value.dropFirst().prefix { $0 != "\"" })
    }
    return nil
  }
}
