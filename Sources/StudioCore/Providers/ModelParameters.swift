public import StudioModel

/// Which optional parameters a model takes; what it does not take is never sent.
public struct ModelParameters: Hashable, Sendable {
  public var seed: Bool
  /// `enable_base64_output`.
  public var base64: Bool
  /// `enable_sync_mode`.
  public var sync: Bool
  /// `images`.
  public var references: Bool

  public init(seed: Bool, base64: Bool, sync: Bool, references: Bool) {
    self.seed = seed
    self.base64 = base64
    self.sync = sync
    self.references = references
  }

  /// How a client asks what a model takes.
  public typealias Lookup = @Sendable (_ model: ModelID) -> ModelParameters
}

extension ModelParameters {
  /// What the catalogue says a model takes; nothing for a model that is not in it.
  public init(_ model: CatalogModel?) {
    let names = model?.parameters ?? []
    self.init(
      seed: names.contains(.seed),
      base64: names.contains(.base64Output),
      sync: names.contains(.syncMode),
      references: names.contains(.images)
    )
  }
}
