import StudioModel

/// The full-text index over prompts.
struct SearchIndex {
  let connection: Connection

  func add(row: Int64, prompt: String) throws(StoreFailure) {
    try connection.run(
      "INSERT INTO prompt_index (rowid, prompt) VALUES (?, ?)",
      row,
      SearchText.indexForm(prompt)
    )
  }

  func change(row: Int64, prompt: String) throws(StoreFailure) {
    try connection.run(
      "UPDATE prompt_index SET prompt = ? WHERE rowid = ?",
      SearchText.indexForm(prompt),
      row
    )
  }

  /// Compares the index with the prompts it keeps; throws `.corrupt` when they differ.
  func check() throws(StoreFailure) {
    try connection.run("INSERT INTO prompt_index (prompt_index) VALUES ('integrity-check')")
  }
}
