/// The tables, as each migration step made them. Times are milliseconds since 1970, spans are
/// nanoseconds, amounts are millionths of a US dollar.
enum Schema {
  /// A sequence's `row` says when it was made (see `JobsTable.freeRow`), so that newest first is
  /// descending row order in the table, in every index and in the search index alike. Long texts
  /// stand last, so that the rest of a row is read without them. The search index keeps its own
  /// copy of the prompts: what an entry is deleted by is then always what it was made from.
  static let first = """
    CREATE TABLE sequences (
      row INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      status TEXT NOT NULL,
      provider TEXT NOT NULL,
      model TEXT NOT NULL,
      width INTEGER NOT NULL,
      height INTEGER NOT NULL,
      max_images INTEGER NOT NULL,
      seed INTEGER,
      delivery TEXT NOT NULL,
      allows_undocumented_size INTEGER NOT NULL,
      estimate INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL,
      submissions INTEGER NOT NULL,
      submitted_at INTEGER,
      accepted_at INTEGER,
      finished_at INTEGER,
      prediction_id TEXT,
      service_request_id TEXT,
      remote_status TEXT,
      inference_time INTEGER,
      poll_count INTEGER NOT NULL,
      poll_failures INTEGER NOT NULL,
      next_poll_at INTEGER,
      is_starred INTEGER NOT NULL,
      failure_code TEXT,
      failure_cost TEXT,
      failure_http_status INTEGER,
      failure_service_code TEXT,
      failure_message TEXT,
      failure_advice TEXT,
      folder TEXT NOT NULL,
      prompt TEXT NOT NULL
    ) STRICT;
    CREATE INDEX sequences_unfinished ON sequences (next_poll_at)
      WHERE status NOT IN ('finished', 'partial', 'failed', 'cancelled');
    CREATE INDEX sequences_by_status ON sequences (status);
    CREATE INDEX sequences_by_model ON sequences (model);
    CREATE INDEX sequences_by_provider ON sequences (provider);
    CREATE INDEX sequences_starred ON sequences (is_starred) WHERE is_starred = 1;
    CREATE INDEX sequences_by_prediction ON sequences (prediction_id)
      WHERE prediction_id IS NOT NULL;

    CREATE TABLE frames (
      sequence INTEGER NOT NULL REFERENCES sequences ON DELETE CASCADE,
      position INTEGER NOT NULL,
      number INTEGER NOT NULL,
      status TEXT NOT NULL,
      url TEXT,
      file_name TEXT,
      format TEXT,
      width INTEGER,
      height INTEGER,
      byte_count INTEGER,
      sha256 TEXT,
      is_nsfw INTEGER,
      download_attempts INTEGER NOT NULL,
      failure_code TEXT,
      failure_cost TEXT,
      failure_http_status INTEGER,
      failure_service_code TEXT,
      failure_message TEXT,
      failure_advice TEXT,
      PRIMARY KEY (sequence, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE sequence_references (
      sequence INTEGER NOT NULL REFERENCES sequences ON DELETE CASCADE,
      position INTEGER NOT NULL,
      is_file INTEGER NOT NULL,
      spelled TEXT NOT NULL,
      sha256 TEXT,
      byte_count INTEGER,
      format TEXT,
      width INTEGER,
      height INTEGER,
      PRIMARY KEY (sequence, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE reference_urls (
      sequence INTEGER NOT NULL REFERENCES sequences ON DELETE CASCADE,
      position INTEGER NOT NULL,
      url TEXT NOT NULL,
      PRIMARY KEY (sequence, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE uploads (
      provider TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      url TEXT NOT NULL,
      expires_at INTEGER NOT NULL,
      PRIMARY KEY (provider, sha256)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE timeline (
      sequence INTEGER NOT NULL REFERENCES sequences ON DELETE CASCADE,
      number INTEGER NOT NULL,
      kind TEXT NOT NULL,
      at INTEGER NOT NULL,
      latency INTEGER,
      http_status INTEGER,
      detail TEXT NOT NULL,
      PRIMARY KEY (sequence, number)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE submissions (
      entry INTEGER PRIMARY KEY,
      sequence INTEGER REFERENCES sequences ON DELETE SET NULL,
      number INTEGER NOT NULL,
      provider TEXT NOT NULL,
      at INTEGER NOT NULL,
      images INTEGER NOT NULL,
      UNIQUE (sequence, number)
    ) STRICT;
    CREATE INDEX submissions_by_time ON submissions (provider, at, images);

    CREATE TABLE spending (
      entry INTEGER PRIMARY KEY,
      sequence INTEGER REFERENCES sequences ON DELETE SET NULL,
      submission INTEGER NOT NULL,
      kind TEXT NOT NULL,
      at INTEGER NOT NULL,
      amount INTEGER NOT NULL CHECK (amount >= 0)
    ) STRICT;
    CREATE INDEX spending_by_time ON spending (at, kind, amount);
    CREATE INDEX spending_by_sequence ON spending (sequence, submission);

    CREATE TABLE leases (
      sequence INTEGER PRIMARY KEY REFERENCES sequences ON DELETE CASCADE,
      owner TEXT NOT NULL,
      expires_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX leases_by_owner ON leases (owner);

    CREATE VIRTUAL TABLE prompt_index USING fts5 (
      prompt, tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'",
      prefix = '2 3', columnsize = 0
    );
    CREATE TRIGGER sequences_leave_the_index AFTER DELETE ON sequences BEGIN
      DELETE FROM prompt_index WHERE rowid = old.row;
    END;
    """

  /// A trash, drafts, preferences, sizes to search by, and a log of which sequences changed.
  ///
  /// The log is what programs that share the library learn from what others did: each change of a
  /// sequence takes the next number inside its own transaction, so that whoever knows a number
  /// misses nothing after it. Clocks could not promise that: a job is stored with the time of what
  /// happened to it, which may be long before the disk took it. Old entries go; a reader that was
  /// away for longer sees the gap.
  static let second = """
    ALTER TABLE sequences ADD COLUMN trashed_at INTEGER;
    ALTER TABLE sequences ADD COLUMN untrashed_folder TEXT;
    CREATE INDEX sequences_in_trash ON sequences (row) WHERE trashed_at IS NOT NULL;
    CREATE INDEX sequences_by_size ON sequences (width, height);

    CREATE TABLE drafts (
      id TEXT PRIMARY KEY,
      owner TEXT NOT NULL,
      saved_at INTEGER NOT NULL,
      body TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE preferences (
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE changes (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL
    ) STRICT;
    CREATE TRIGGER sequences_come AFTER INSERT ON sequences BEGIN
      INSERT INTO changes (id) VALUES (new.id);
    END;
    CREATE TRIGGER sequences_change AFTER UPDATE ON sequences BEGIN
      INSERT INTO changes (id) VALUES (new.id);
    END;
    CREATE TRIGGER sequences_go AFTER DELETE ON sequences BEGIN
      INSERT INTO changes (id) VALUES (old.id);
    END;
    CREATE TRIGGER changes_age AFTER INSERT ON changes BEGIN
      DELETE FROM changes WHERE number <= new.number - 4096;
    END;
    """
}
