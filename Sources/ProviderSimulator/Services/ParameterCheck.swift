import FoundationEssentials

/// A request that the documents do not allow.
struct ParameterRefusal: Error {
  var parameter: String
  var message: String
}

/// A request's parameters, read and found to be allowed.
struct AcceptedParameters: Sendable {
  var prompt: String
  var width: Int
  var height: Int
  var maxImages: Int
  /// As they came: addresses, data URIs or base64.
  var images: [String]
  var seed: Int64?
  var wantsBase64: Bool
  var wantsSync: Bool
}

/// Reads parameters against a model's rule; the first thing that is not allowed ends it.
struct ParameterCheck {
  let rule: ModelRule
  let fields: [String: JSONValue]
  let allowsUndocumentedSizes: Bool

  func read() throws(ParameterRefusal) -> AcceptedParameters {
    for name in fields.keys.sorted() where !rule.parameters.contains(name) {
      throw ParameterRefusal(parameter: name, message: "\(rule.id) takes no parameter '\(name)'")
    }
    let size = try size()
    let parameters = AcceptedParameters(
      prompt: try prompt(),
      width: size.width,
      height: size.height,
      maxImages: try maxImages(),
      images: try images(),
      seed: try seed(),
      wantsBase64: try flag("enable_base64_output"),
      wantsSync: try flag("enable_sync_mode")
    )
    guard parameters.images.count + parameters.maxImages <= 15 else {
      throw ParameterRefusal(
        parameter: "max_images",
        message: "\(parameters.images.count) input images and \(parameters.maxImages) output "
          + "images are more than 15 together"
      )
    }
    return parameters
  }

  private func prompt() throws(ParameterRefusal) -> String {
    guard let value = fields["prompt"] else {
      throw ParameterRefusal(parameter: "prompt", message: "property 'prompt' is required")
    }
    guard let text = value.text else {
      throw ParameterRefusal(parameter: "prompt", message: "property 'prompt' must be a string")
    }
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw ParameterRefusal(parameter: "prompt", message: "property 'prompt' must not be empty")
    }
    return text
  }

  private func maxImages() throws(ParameterRefusal) -> Int {
    guard let value = fields["max_images"] else { return 1 }
    guard let number = value.integer, rule.maxImages.contains(Int(clamping: number)) else {
      throw ParameterRefusal(
        parameter: "max_images",
        message: "property 'max_images' must be an integer from \(rule.maxImages.lowerBound) to "
          + "\(rule.maxImages.upperBound)"
      )
    }
    return Int(number)
  }

  private func seed() throws(ParameterRefusal) -> Int64? {
    guard let value = fields["seed"] else { return nil }
    guard let number = value.integer, (-1...2_147_483_647).contains(number) else {
      throw ParameterRefusal(
        parameter: "seed",
        message: "property 'seed' must be an integer from -1 to 2147483647"
      )
    }
    return number
  }

  private func flag(_ name: String) throws(ParameterRefusal) -> Bool {
    guard let value = fields[name] else { return false }
    guard case .bool(let flag) = value else {
      throw ParameterRefusal(parameter: name, message: "property '\(name)' must be a boolean")
    }
    return flag
  }

  private func images() throws(ParameterRefusal) -> [String] {
    guard let allowed = rule.references else { return [] }
    guard let items = fields["images"]?.items, allowed.contains(items.count) else {
      throw ParameterRefusal(
        parameter: "images",
        message: "property 'images' must be a list of \(allowed.lowerBound) to "
          + "\(allowed.upperBound) images"
      )
    }
    var images: [String] = []
    for item in items {
      guard let text = item.text, Self.isImage(text) else {
        throw ParameterRefusal(
          parameter: "images",
          message: "each of 'images' must be a URL or base64"
        )
      }
      images.append(text)
    }
    return images
  }

  /// An http address, a data URI of an image, or naked base64.
  private static func isImage(_ text: String) -> Bool {
    if text.hasPrefix("http://") || text.hasPrefix("https://") { return text.utf8.count > 10 }
    return InlineImage.bytes(text) != nil
  }

  private func size() throws(ParameterRefusal) -> (width: Int, height: Int) {
    guard let value = fields["size"] else { return (2048, 2048) }
    let sides = (value.text ?? "").split(separator: "*", omittingEmptySubsequences: false)
    guard sides.count == 2, let width = Self.side(sides[0]), let height = Self.side(sides[1])
    else {
      throw ParameterRefusal(
        parameter: "size",
        message: "property 'size' must be written as width*height"
      )
    }
    if let reason = refusal(width, height) {
      throw ParameterRefusal(parameter: "size", message: "size \(width)*\(height): \(reason)")
    }
    return (width, height)
  }

  private static func side(_ text: Substring) -> Int? {
    guard !text.isEmpty, text.count <= 5, text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return Int(text)
  }

  /// Why the model does not take a size; `nil` when it does.
  private func refusal(_ width: Int, _ height: Int) -> String? {
    if allowsUndocumentedSizes {
      let fits = min(width, height) >= 16 && max(width, height) <= 8192
      return fits && width * height <= 4096 * 4096 ? nil : "beyond every limit"
    }
    switch rule.size {
    case .sides(let range):
      if range.contains(width), range.contains(height) { return nil }
      return "each side must be from \(range.lowerBound) to \(range.upperBound)"
    case .pixels(let range):
      guard range.contains(width * height) else {
        return "width times height must be from \(range.lowerBound) to \(range.upperBound)"
      }
      return max(width, height) <= 16 * min(width, height)
        ? nil : "the aspect ratio must be from 1/16 to 16"
    case .list(let sizes):
      return sizes.contains { $0 == (width, height) } ? nil : "not one of the sizes of this model"
    }
  }
}

/// Images inside a request.
enum InlineImage {
  /// The bytes of a data URI or of naked base64; `nil` when it is neither.
  static func bytes(_ text: String) -> [UInt8]? {
    var encoded = Substring(text)
    if text.hasPrefix("data:") {
      guard text.hasPrefix("data:image/"), let comma = text.firstIndex(of: ","),
        text[..<comma].hasSuffix(";base64")
      else { return nil }
      encoded = text[text.index(after: comma)...]
    }
    guard encoded.utf8.count >= 16, let data = Data(base64Encoded: String(encoded)) else {
      return nil
    }
    return Array(data)
  }
}
