-- The second schema, as the program wrote it when it had a trash, drafts and a log of changes.
PRAGMA application_id = 1399091821;
PRAGMA user_version = 2;
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
, trashed_at INTEGER, untrashed_folder TEXT) STRICT;
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
INSERT INTO sequences (row, id, status, provider, model, width, height, max_images, seed, delivery, allows_undocumented_size, estimate, created_at, updated_at, submissions, submitted_at, accepted_at, finished_at, prediction_id, service_request_id, remote_status, inference_time, poll_count, poll_failures, next_poll_at, is_starred, failure_code, failure_cost, failure_http_status, failure_service_code, failure_message, failure_advice, folder, prompt, trashed_at, untrashed_folder)
  VALUES (1838926710199296, 'rwxvwk6jkf', 'finished', 'wavespeed', 'bytedance/seedream-v4/sequential', 2048, 2048, 2, NULL, 'poll', 0, 54000, 1795826865429, 1795826865999, 1, 1795826865443, 1795826865514, 1795826865999, '471cdd989f6348bef0a1ff0f17125970', NULL, 'completed', 1000000, 1, 0, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, '/home/fox/data/library/2026-11-28/004745-red-fox-in-snow-rwxvwk', 'A series of 2 images of a red fox in snow', NULL, NULL);
INSERT INTO sequences (row, id, status, provider, model, width, height, max_images, seed, delivery, allows_undocumented_size, estimate, created_at, updated_at, submissions, submitted_at, accepted_at, finished_at, prediction_id, service_request_id, remote_status, inference_time, poll_count, poll_failures, next_poll_at, is_starred, failure_code, failure_cost, failure_http_status, failure_service_code, failure_message, failure_advice, folder, prompt, trashed_at, untrashed_folder)
  VALUES (1838926710837248, 'xb9ppjdzzp', 'finished', 'atlascloud', 'bytedance/seedream-v4/sequential', 2048, 2048, 4, NULL, 'poll', 0, 108000, 1795826866052, 1795826867553, 1, 1795826866069, 1795826866110, 1795826867553, '72a63ec06cec3277f0d4825b37a31cc1', 'af734c8a489e0a3742c612c62ddd844d', 'completed', 1000000, 1, 0, NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL, '/home/fox/data/library/2026-11-28/004746-雪地里的一只狐狸-四张图-xb9ppj', '雪地里的一只狐狸，四张图', NULL, NULL);
INSERT INTO sequences (row, id, status, provider, model, width, height, max_images, seed, delivery, allows_undocumented_size, estimate, created_at, updated_at, submissions, submitted_at, accepted_at, finished_at, prediction_id, service_request_id, remote_status, inference_time, poll_count, poll_failures, next_poll_at, is_starred, failure_code, failure_cost, failure_http_status, failure_service_code, failure_message, failure_advice, folder, prompt, trashed_at, untrashed_folder)
  VALUES (1838926713157632, 'nar9fzag1j', 'partial', 'wavespeed', 'bytedance/seedream-v4.5/edit-sequential', 2560, 1440, 2, NULL, 'poll', 0, 80000, 1795826868318, 1795826869089, 1, 1795826868357, 1795826868392, 1795826869089, 'b65e3a1594afbe2bb47e099942333f56', NULL, 'completed', 1000000, 1, 0, NULL, 0, 'fewer_images', 'charged', NULL, NULL, 'The service made 1 of the 2 images asked for.', 'max_images is a ceiling: say the same number in the prompt.', '/home/fox/data/library/2026-11-28/004748-狐狸-and-fox-snowed-in-café-2-images-nar9fz', '狐狸 and fox, snowed in: café “2 images”', NULL, NULL);
INSERT INTO sequences (row, id, status, provider, model, width, height, max_images, seed, delivery, allows_undocumented_size, estimate, created_at, updated_at, submissions, submitted_at, accepted_at, finished_at, prediction_id, service_request_id, remote_status, inference_time, poll_count, poll_failures, next_poll_at, is_starred, failure_code, failure_cost, failure_http_status, failure_service_code, failure_message, failure_advice, folder, prompt, trashed_at, untrashed_folder)
  VALUES (1838926714409984, '1xbn4jvpjj', 'failed', 'atlascloud', 'bytedance/seedream-v4/sequential', 2048, 2048, 1, NULL, 'base64', 0, 27000, 1795826869541, 1795826869741, 1, 1795826869594, 1795826869629, 1795826869741, 'de0d2f03b9e73f3b4b1c8ce1ddeac3ca', '58cbee02fa878fd8f6378fac0cc9f254', 'failed', 1000000, 1, 0, NULL, 0, 'moderated', 'possible', 200, '1301', 'The content filter of Atlas Cloud refused it (code 1301): The prompt was flagged as sensitive', 'Change the prompt or the references.', '/home/fox/data/library/.trash/1xbn4jvpjj', 'An owl at night, ''quoted''', 1795826871068, '/home/fox/data/library/2026-11-28/004749-an-owl-at-night-quoted-1xbn4j');
INSERT INTO sequences (row, id, status, provider, model, width, height, max_images, seed, delivery, allows_undocumented_size, estimate, created_at, updated_at, submissions, submitted_at, accepted_at, finished_at, prediction_id, service_request_id, remote_status, inference_time, poll_count, poll_failures, next_poll_at, is_starred, failure_code, failure_cost, failure_http_status, failure_service_code, failure_message, failure_advice, folder, prompt, trashed_at, untrashed_folder)
  VALUES (1838926715091968, 'bcyr8dx50w', 'unconfirmed', 'atlascloud', 'bytedance/seedream-v4/sequential', 2048, 2048, 1, NULL, 'poll', 0, 27000, 1795826870207, 1795826870254, 1, 1795826870226, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, NULL, 0, 'unconfirmed', 'possible', NULL, NULL, 'The request left and no whole answer came from Atlas Cloud: http://127.0.0.1:42397: Empty reply from server', 'It may have been charged and this service keeps no list: check the usage on its site.', '/home/fox/data/library/2026-11-28/004750-a-heron-standing-in-the-reeds-bcyr8d', 'A heron standing in the reeds', NULL, NULL);
INSERT INTO sequences (row, id, status, provider, model, width, height, max_images, seed, delivery, allows_undocumented_size, estimate, created_at, updated_at, submissions, submitted_at, accepted_at, finished_at, prediction_id, service_request_id, remote_status, inference_time, poll_count, poll_failures, next_poll_at, is_starred, failure_code, failure_cost, failure_http_status, failure_service_code, failure_message, failure_advice, folder, prompt, trashed_at, untrashed_folder)
  VALUES (1838926716222464, '1dssdf8pg4', 'queued', 'wavespeed', 'bytedance/seedream-v4/sequential', 2048, 2048, 1, NULL, 'poll', 0, 27000, 1795826871311, 1795826872110, 0, 1795826872065, NULL, NULL, NULL, NULL, NULL, NULL, 0, 3, 1795826872287, 0, 'unreachable', 'nothing', NULL, NULL, 'WaveSpeedAI was not reached: http://127.0.0.1:46647: Failed to connect to 127.0.0.1 port 46647 after 0 ms: Couldn''t connect to server', 'Check the network; nothing was sent.', '/home/fox/data/library/2026-11-28/004751-a-fox-that-was-never-sent-1dssdf', 'A fox that was never sent', NULL, NULL);
INSERT INTO sequences (row, id, status, provider, model, width, height, max_images, seed, delivery, allows_undocumented_size, estimate, created_at, updated_at, submissions, submitted_at, accepted_at, finished_at, prediction_id, service_request_id, remote_status, inference_time, poll_count, poll_failures, next_poll_at, is_starred, failure_code, failure_cost, failure_http_status, failure_service_code, failure_message, failure_advice, folder, prompt, trashed_at, untrashed_folder)
  VALUES (1838926717559808, '52ksxjhjrq', 'running', 'wavespeed', 'bytedance/seedream-v4/sequential', 2048, 2048, 3, NULL, 'poll', 0, 81000, 1795826872617, 1795826873466, 1, 1795826872645, 1795826872734, NULL, '0e2f308bf2cd898d70607faf0f81eeb2', NULL, 'processing', NULL, 4, 0, 1795826873925, 0, NULL, NULL, NULL, NULL, NULL, NULL, '/home/fox/data/library/2026-11-28/004752-a-kingfisher-3-images-52ksxj', 'A kingfisher, 3 images', NULL, NULL);
INSERT INTO frames (sequence, position, number, status, url, file_name, format, width, height, byte_count, sha256, is_nsfw, download_attempts, failure_code, failure_cost, failure_http_status, failure_service_code, failure_message, failure_advice)
  VALUES (1838926710199296, 0, 1, 'stored', 'http://127.0.0.1:37899/files/w/471cdd989f6348bef0a1ff0f17125970/ad9c71b4cac1f78cb85d8bc163146aac/1.jpeg', '01.jpg', 'jpeg', 2048, 2048, 219571, '543e8132c075245ef73661aa83fb76ab5b78ed523913763cfaa72f2ae84d3125', 0, 0, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO frames (sequence, position, number, status, url, file_name, format, width, height, byte_count, sha256, is_nsfw, download_attempts, failure_code, failure_cost, failure_http_status, failure_service_code, failure_message, failure_advice)
  VALUES (1838926710199296, 1, 2, 'stored', 'http://127.0.0.1:37899/files/w/471cdd989f6348bef0a1ff0f17125970/ad9c71b4cac1f78cb85d8bc163146aac/2.jpeg', '02.jpg', 'jpeg', 2048, 2048, 197142, '68c87930eaefc8e736a6ff7f96b565ffb3603857a03f72897ecac4652c45c60d', 0, 0, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO frames (sequence, position, number, status, url, file_name, format, width, height, byte_count, sha256, is_nsfw, download_attempts, failure_code, failure_cost, failure_http_status, failure_service_code, failure_message, failure_advice)
  VALUES (1838926710837248, 0, 1, 'stored', 'http://127.0.0.1:37899/files/a/72a63ec06cec3277f0d4825b37a31cc1/43209516f405724ce5979c4561f5e6ff/1.jpeg', '01.jpg', 'jpeg', 2048, 2048, 216666, '342d1f28afb1e70e08b5d63f6fa52391df44b4e4ebbdd925269e42a137e5a1ba', NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO frames (sequence, position, number, status, url, file_name, format, width, height, byte_count, sha256, is_nsfw, download_attempts, failure_code, failure_cost, failure_http_status, failure_service_code, failure_message, failure_advice)
  VALUES (1838926710837248, 1, 2, 'stored', 'http://127.0.0.1:37899/files/a/72a63ec06cec3277f0d4825b37a31cc1/43209516f405724ce5979c4561f5e6ff/2.jpeg', '02.jpg', 'jpeg', 2048, 2048, 223567, '41ff4bb0d017b55db9c2dec881f897e67f36bf5ed998707c2ec30429a032f008', NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO frames (sequence, position, number, status, url, file_name, format, width, height, byte_count, sha256, is_nsfw, download_attempts, failure_code, failure_cost, failure_http_status, failure_service_code, failure_message, failure_advice)
  VALUES (1838926710837248, 2, 3, 'stored', 'http://127.0.0.1:37899/files/a/72a63ec06cec3277f0d4825b37a31cc1/43209516f405724ce5979c4561f5e6ff/3.jpeg', '03.jpg', 'jpeg', 2048, 2048, 225554, '4a9a92cdc0306297403970c7774c24a6500d398fdc177007deae046f2c5b387a', NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO frames (sequence, position, number, status, url, file_name, format, width, height, byte_count, sha256, is_nsfw, download_attempts, failure_code, failure_cost, failure_http_status, failure_service_code, failure_message, failure_advice)
  VALUES (1838926710837248, 3, 4, 'stored', 'http://127.0.0.1:37899/files/a/72a63ec06cec3277f0d4825b37a31cc1/43209516f405724ce5979c4561f5e6ff/4.jpeg', '04.jpg', 'jpeg', 2048, 2048, 201023, '64ebad22ffff2d4c20163c9900552b9a7249842adb24045906905f301a8f80ec', NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO frames (sequence, position, number, status, url, file_name, format, width, height, byte_count, sha256, is_nsfw, download_attempts, failure_code, failure_cost, failure_http_status, failure_service_code, failure_message, failure_advice)
  VALUES (1838926713157632, 0, 1, 'stored', 'http://127.0.0.1:43597/files/w/b65e3a1594afbe2bb47e099942333f56/bb4e8f412a32731fa2a697db0c364d31/1.jpeg', '01.jpg', 'jpeg', 2560, 1440, 224913, 'ec36b356b17b48da8e01a44a78d9e58f6833d80fceb2da4f3c3dbda6135cb3c7', 0, 0, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO sequence_references (sequence, position, is_file, spelled, sha256, byte_count, format, width, height)
  VALUES (1838926713157632, 0, 1, '/home/fox/coat.jpg', '342d1f28afb1e70e08b5d63f6fa52391df44b4e4ebbdd925269e42a137e5a1ba', 216666, 'jpeg', 2048, 2048);
INSERT INTO sequence_references (sequence, position, is_file, spelled, sha256, byte_count, format, width, height)
  VALUES (1838926713157632, 1, 0, 'https://example.com/a.png', NULL, NULL, NULL, NULL, NULL);
INSERT INTO reference_urls (sequence, position, url)
  VALUES (1838926713157632, 0, 'http://127.0.0.1:43597/files/uploads/w/342d1f28afb1e70e08b5d63f6fa52391df44b4e4/342d1f28afb1e70e.jpg');
INSERT INTO reference_urls (sequence, position, url)
  VALUES (1838926713157632, 1, 'https://example.com/a.png');
INSERT INTO uploads (provider, sha256, url, expires_at)
  VALUES ('wavespeed', '342d1f28afb1e70e08b5d63f6fa52391df44b4e4ebbdd925269e42a137e5a1ba', 'http://127.0.0.1:43597/files/uploads/w/342d1f28afb1e70e08b5d63f6fa52391df44b4e4/342d1f28afb1e70e.jpg', 1795913268338);
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926710199296, 1, 'created', 1795826865439, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926710199296, 2, 'queued', 1795826865439, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926710199296, 3, 'submitting', 1795826865443, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926710199296, 4, 'accepted', 1795826865514, 41711758, NULL, 'created');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926710199296, 5, 'polled', 1795826865634, 2175344, NULL, 'completed');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926710199296, 6, 'downloaded', 1795826865849, NULL, NULL, '02.jpg');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926710199296, 7, 'downloaded', 1795826865981, NULL, NULL, '01.jpg');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926710199296, 8, 'finished', 1795826865999, NULL, NULL, '2 of 2');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926710837248, 1, 'created', 1795826866056, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926710837248, 10, 'finished', 1795826867553, NULL, NULL, '4 of 4');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926710837248, 2, 'queued', 1795826866056, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926710837248, 3, 'submitting', 1795826866069, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926710837248, 4, 'accepted', 1795826866110, 28095302, NULL, 'starting');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926710837248, 5, 'polled', 1795826866256, 1433971, NULL, 'completed');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926710837248, 6, 'downloaded', 1795826866929, NULL, NULL, '01.jpg');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926710837248, 7, 'downloaded', 1795826867173, NULL, NULL, '03.jpg');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926710837248, 8, 'downloaded', 1795826867423, NULL, NULL, '02.jpg');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926710837248, 9, 'downloaded', 1795826867514, NULL, NULL, '04.jpg');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926713157632, 1, 'created', 1795826868318, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926713157632, 2, 'queued', 1795826868318, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926713157632, 3, 'submitting', 1795826868357, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926713157632, 4, 'accepted', 1795826868392, 2668796, NULL, 'created');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926713157632, 5, 'polled', 1795826868518, 8818887, NULL, 'completed');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926713157632, 6, 'downloaded', 1795826869073, NULL, NULL, '01.jpg');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926713157632, 7, 'finished', 1795826869089, NULL, NULL, 'The service made 1 of the 2 images asked for.');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926714409984, 1, 'created', 1795826869565, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926714409984, 2, 'queued', 1795826869565, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926714409984, 3, 'submitting', 1795826869594, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926714409984, 4, 'accepted', 1795826869629, 16635982, NULL, 'starting');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926714409984, 5, 'polled', 1795826869741, 1800491, NULL, 'failed');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926714409984, 6, 'failed', 1795826869741, NULL, 200, 'The content filter of Atlas Cloud refused it (code 1301): The prompt was flagged as sensitive');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926715091968, 1, 'created', 1795826870209, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926715091968, 2, 'queued', 1795826870209, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926715091968, 3, 'submitting', 1795826870226, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926715091968, 4, 'unconfirmed', 1795826870254, 24323166, NULL, 'The request left and no whole answer came from Atlas Cloud: http://127.0.0.1:42397: Empty reply from server');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926716222464, 1, 'created', 1795826871357, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926716222464, 2, 'queued', 1795826871357, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926716222464, 3, 'submitting', 1795826871557, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926716222464, 4, 'pollFailed', 1795826871739, 1620216, NULL, 'WaveSpeedAI was not reached: http://127.0.0.1:46647: Failed to connect to 127.0.0.1 port 46647 after 0 ms: Couldn''t connect to server');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926716222464, 5, 'submitting', 1795826871853, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926716222464, 6, 'pollFailed', 1795826871893, 2256721, NULL, 'WaveSpeedAI was not reached: http://127.0.0.1:46647: Failed to connect to 127.0.0.1 port 46647 after 0 ms: Couldn''t connect to server');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926716222464, 7, 'submitting', 1795826872065, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926716222464, 8, 'pollFailed', 1795826872110, 1015967, NULL, 'WaveSpeedAI was not reached: http://127.0.0.1:46647: Failed to connect to 127.0.0.1 port 46647 after 0 ms: Couldn''t connect to server');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926717559808, 1, 'created', 1795826872621, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926717559808, 2, 'queued', 1795826872621, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926717559808, 3, 'submitting', 1795826872645, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926717559808, 4, 'accepted', 1795826872734, 21218748, NULL, 'created');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926717559808, 5, 'polled', 1795826872858, 15889810, NULL, 'processing');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926717559808, 6, 'polled', 1795826872981, 12220164, NULL, 'processing');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926717559808, 7, 'polled', 1795826873135, 1731489, NULL, 'processing');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926717559808, 8, 'polled', 1795826873466, 1034629, NULL, 'processing');
INSERT INTO submissions (entry, sequence, number, provider, at, images)
  VALUES (1, 1838926710199296, 1, 'wavespeed', 1795826865443, 2);
INSERT INTO submissions (entry, sequence, number, provider, at, images)
  VALUES (2, 1838926710837248, 1, 'atlascloud', 1795826866069, 4);
INSERT INTO submissions (entry, sequence, number, provider, at, images)
  VALUES (3, 1838926713157632, 1, 'wavespeed', 1795826868357, 2);
INSERT INTO submissions (entry, sequence, number, provider, at, images)
  VALUES (4, 1838926714409984, 1, 'atlascloud', 1795826869594, 1);
INSERT INTO submissions (entry, sequence, number, provider, at, images)
  VALUES (5, 1838926715091968, 1, 'atlascloud', 1795826870226, 1);
INSERT INTO submissions (entry, sequence, number, provider, at, images)
  VALUES (6, 1838926717559808, 1, 'wavespeed', 1795826872645, 3);
INSERT INTO spending (entry, sequence, submission, kind, at, amount)
  VALUES (1, 1838926710199296, 1, 'charged', 1795826866003, 54000);
INSERT INTO spending (entry, sequence, submission, kind, at, amount)
  VALUES (2, 1838926710837248, 1, 'charged', 1795826867585, 108000);
INSERT INTO spending (entry, sequence, submission, kind, at, amount)
  VALUES (3, 1838926713157632, 1, 'charged', 1795826869099, 80000);
INSERT INTO spending (entry, sequence, submission, kind, at, amount)
  VALUES (4, 1838926714409984, 1, 'assumed', 1795826869761, 27000);
INSERT INTO leases (sequence, owner, expires_at)
  VALUES (1838926717559808, '10520-6d0847405c2db78e', 1795826902645);
INSERT INTO prompt_index (rowid, prompt)
  VALUES (1838926710199296, 'A series of 2 images of a red fox in snow');
INSERT INTO prompt_index (rowid, prompt)
  VALUES (1838926710837248, ' 雪 地 里 的 一 只 狐 狸 四 张 图');
INSERT INTO prompt_index (rowid, prompt)
  VALUES (1838926713157632, ' 狐 狸 and fox snowed in café 2 images');
INSERT INTO prompt_index (rowid, prompt)
  VALUES (1838926714409984, 'An owl at night, ''quoted''');
INSERT INTO prompt_index (rowid, prompt)
  VALUES (1838926715091968, 'A heron standing in the reeds');
INSERT INTO prompt_index (rowid, prompt)
  VALUES (1838926716222464, 'A fox that was never sent');
INSERT INTO prompt_index (rowid, prompt)
  VALUES (1838926717559808, 'A kingfisher, 3 images');
INSERT INTO drafts (id, owner, saved_at, body)
  VALUES ('10415-db0c831909fd621d', '10415-db0c831909fd621d', 1795826871001, '{"caret":28,"request":{"references":[],"maxImages":1,"size":{"width":2048,"height":2048},"prompt":"A draft about a wren, unsent","provider":"wavespeed","delivery":"poll","allowsUndocumentedSize":false,"model":"bytedance\/seedream-v4\/sequential"}}');
INSERT INTO preferences (name, value)
  VALUES ('studio.greeted', 'yes');
INSERT INTO changes (number, id)
  VALUES (1, 'rwxvwk6jkf');
INSERT INTO changes (number, id)
  VALUES (10, 'xb9ppjdzzp');
INSERT INTO changes (number, id)
  VALUES (11, 'xb9ppjdzzp');
INSERT INTO changes (number, id)
  VALUES (12, 'xb9ppjdzzp');
INSERT INTO changes (number, id)
  VALUES (13, 'xb9ppjdzzp');
INSERT INTO changes (number, id)
  VALUES (14, 'xb9ppjdzzp');
INSERT INTO changes (number, id)
  VALUES (15, 'xb9ppjdzzp');
INSERT INTO changes (number, id)
  VALUES (16, 'xb9ppjdzzp');
INSERT INTO changes (number, id)
  VALUES (17, 'nar9fzag1j');
INSERT INTO changes (number, id)
  VALUES (18, 'nar9fzag1j');
INSERT INTO changes (number, id)
  VALUES (19, 'nar9fzag1j');
INSERT INTO changes (number, id)
  VALUES (2, 'rwxvwk6jkf');
INSERT INTO changes (number, id)
  VALUES (20, 'nar9fzag1j');
INSERT INTO changes (number, id)
  VALUES (21, 'nar9fzag1j');
INSERT INTO changes (number, id)
  VALUES (22, 'nar9fzag1j');
INSERT INTO changes (number, id)
  VALUES (23, '1xbn4jvpjj');
INSERT INTO changes (number, id)
  VALUES (24, '1xbn4jvpjj');
INSERT INTO changes (number, id)
  VALUES (25, '1xbn4jvpjj');
INSERT INTO changes (number, id)
  VALUES (26, '1xbn4jvpjj');
INSERT INTO changes (number, id)
  VALUES (27, 'bcyr8dx50w');
INSERT INTO changes (number, id)
  VALUES (28, 'bcyr8dx50w');
INSERT INTO changes (number, id)
  VALUES (29, 'bcyr8dx50w');
INSERT INTO changes (number, id)
  VALUES (3, 'rwxvwk6jkf');
INSERT INTO changes (number, id)
  VALUES (30, 'xb9ppjdzzp');
INSERT INTO changes (number, id)
  VALUES (31, '1xbn4jvpjj');
INSERT INTO changes (number, id)
  VALUES (32, '1dssdf8pg4');
INSERT INTO changes (number, id)
  VALUES (33, '1dssdf8pg4');
INSERT INTO changes (number, id)
  VALUES (34, '1dssdf8pg4');
INSERT INTO changes (number, id)
  VALUES (35, '1dssdf8pg4');
INSERT INTO changes (number, id)
  VALUES (36, '1dssdf8pg4');
INSERT INTO changes (number, id)
  VALUES (37, '1dssdf8pg4');
INSERT INTO changes (number, id)
  VALUES (38, '1dssdf8pg4');
INSERT INTO changes (number, id)
  VALUES (39, '52ksxjhjrq');
INSERT INTO changes (number, id)
  VALUES (4, 'rwxvwk6jkf');
INSERT INTO changes (number, id)
  VALUES (40, '52ksxjhjrq');
INSERT INTO changes (number, id)
  VALUES (41, '52ksxjhjrq');
INSERT INTO changes (number, id)
  VALUES (42, '52ksxjhjrq');
INSERT INTO changes (number, id)
  VALUES (43, '52ksxjhjrq');
INSERT INTO changes (number, id)
  VALUES (44, '52ksxjhjrq');
INSERT INTO changes (number, id)
  VALUES (45, '52ksxjhjrq');
INSERT INTO changes (number, id)
  VALUES (5, 'rwxvwk6jkf');
INSERT INTO changes (number, id)
  VALUES (6, 'rwxvwk6jkf');
INSERT INTO changes (number, id)
  VALUES (7, 'rwxvwk6jkf');
INSERT INTO changes (number, id)
  VALUES (8, 'xb9ppjdzzp');
INSERT INTO changes (number, id)
  VALUES (9, 'xb9ppjdzzp');
CREATE TRIGGER sequences_leave_the_index AFTER DELETE ON sequences BEGIN
  DELETE FROM prompt_index WHERE rowid = old.row;
END;
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
