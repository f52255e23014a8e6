-- The first schema, as the program wrote it that had no screen yet.
PRAGMA application_id = 1399091821;
PRAGMA user_version = 1;
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
INSERT INTO sequences (row, id, status, provider, model, width, height, max_images, seed, delivery, allows_undocumented_size, estimate, created_at, updated_at, submissions, submitted_at, accepted_at, finished_at, prediction_id, service_request_id, remote_status, inference_time, poll_count, poll_failures, next_poll_at, is_starred, failure_code, failure_cost, failure_http_status, failure_service_code, failure_message, failure_advice, folder, prompt)
  VALUES (1838926950360064, '04ma83qaxd', 'finished', 'wavespeed', 'bytedance/seedream-v4/sequential', 2048, 2048, 2, NULL, 'poll', 0, 54000, 1795827099961, 1795827100549, 1, 1795827099979, 1795827099991, 1795827100549, '8b2656bad82ef8e1ce7aa04f914d7281', NULL, 'completed', 1000000, 1, 0, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, '/home/fox/data/library/2026-11-28/005139-red-fox-in-snow-04ma83', 'A series of 2 images of a red fox in snow');
INSERT INTO sequences (row, id, status, provider, model, width, height, max_images, seed, delivery, allows_undocumented_size, estimate, created_at, updated_at, submissions, submitted_at, accepted_at, finished_at, prediction_id, service_request_id, remote_status, inference_time, poll_count, poll_failures, next_poll_at, is_starred, failure_code, failure_cost, failure_http_status, failure_service_code, failure_message, failure_advice, folder, prompt)
  VALUES (1838926951043072, '08bhk26ewk', 'finished', 'atlascloud', 'bytedance/seedream-v4/sequential', 2048, 2048, 4, NULL, 'poll', 0, 108000, 1795827100628, 1795827101267, 1, 1795827100643, 1795827100664, 1795827101267, '2a285422989d86c28c09375635e0b7c6', '621b554fdfa9f8c6673913903ab7a4ed', 'completed', 1000000, 1, 0, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, '/home/fox/data/library/2026-11-28/005140-雪地里的一只狐狸-四张图-08bhk2', '雪地里的一只狐狸，四张图');
INSERT INTO sequences (row, id, status, provider, model, width, height, max_images, seed, delivery, allows_undocumented_size, estimate, created_at, updated_at, submissions, submitted_at, accepted_at, finished_at, prediction_id, service_request_id, remote_status, inference_time, poll_count, poll_failures, next_poll_at, is_starred, failure_code, failure_cost, failure_http_status, failure_service_code, failure_message, failure_advice, folder, prompt)
  VALUES (1838926951986176, 'jhyeadfw2h', 'partial', 'wavespeed', 'bytedance/seedream-v4.5/edit-sequential', 2560, 1440, 2, NULL, 'poll', 0, 80000, 1795827101549, 1795827101877, 1, 1795827101572, 1795827101592, 1795827101877, '5b6ee8f85fcdcc57013b516bd5d6b003', NULL, 'completed', 1000000, 1, 0, NULL, 0, 'fewer_images', 'charged', NULL, NULL, 'The service made 1 of the 2 images asked for.', 'max_images is a ceiling: say the same number in the prompt.', '/home/fox/data/library/2026-11-28/005141-狐狸-and-fox-snowed-in-café-2-images-jhyead', '狐狸 and fox, snowed in: café “2 images”');
INSERT INTO sequences (row, id, status, provider, model, width, height, max_images, seed, delivery, allows_undocumented_size, estimate, created_at, updated_at, submissions, submitted_at, accepted_at, finished_at, prediction_id, service_request_id, remote_status, inference_time, poll_count, poll_failures, next_poll_at, is_starred, failure_code, failure_cost, failure_http_status, failure_service_code, failure_message, failure_advice, folder, prompt)
  VALUES (1838926952525824, 'rkewfwrj2x', 'failed', 'atlascloud', 'bytedance/seedream-v4/sequential', 2048, 2048, 1, NULL, 'base64', 0, 27000, 1795827102076, 1795827102210, 1, 1795827102093, 1795827102108, 1795827102210, '38a86f681d20965d8acd27619a89e309', '90eb64c3eef669b2c7f7beb03caabb63', 'failed', 1000000, 1, 0, NULL, 0, 'moderated', 'possible', 200, '1301', 'The content filter of Atlas Cloud refused it (code 1301): The prompt was flagged as sensitive', 'Change the prompt or the references.', '/home/fox/data/library/2026-11-28/005142-an-owl-at-night-quoted-rkewfw', 'An owl at night, ''quoted''');
INSERT INTO sequences (row, id, status, provider, model, width, height, max_images, seed, delivery, allows_undocumented_size, estimate, created_at, updated_at, submissions, submitted_at, accepted_at, finished_at, prediction_id, service_request_id, remote_status, inference_time, poll_count, poll_failures, next_poll_at, is_starred, failure_code, failure_cost, failure_http_status, failure_service_code, failure_message, failure_advice, folder, prompt)
  VALUES (1838926952888320, 'apz85f2wq5', 'unconfirmed', 'atlascloud', 'bytedance/seedream-v4/sequential', 2048, 2048, 1, NULL, 'poll', 0, 27000, 1795827102430, 1795827102453, 1, 1795827102436, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, NULL, 0, 'unconfirmed', 'possible', NULL, NULL, 'The request left and no whole answer came from Atlas Cloud: http://127.0.0.1:34633: Empty reply from server', 'It may have been charged and this service keeps no list: check the usage on its site.', '/home/fox/data/library/2026-11-28/005142-a-heron-standing-in-the-reeds-apz85f', 'A heron standing in the reeds');
INSERT INTO sequences (row, id, status, provider, model, width, height, max_images, seed, delivery, allows_undocumented_size, estimate, created_at, updated_at, submissions, submitted_at, accepted_at, finished_at, prediction_id, service_request_id, remote_status, inference_time, poll_count, poll_failures, next_poll_at, is_starred, failure_code, failure_cost, failure_http_status, failure_service_code, failure_message, failure_advice, folder, prompt)
  VALUES (1838926953093120, '1azms40wkg', 'queued', 'wavespeed', 'bytedance/seedream-v4/sequential', 2048, 2048, 1, NULL, 'poll', 0, 27000, 1795827102630, 1795827102911, 0, 1795827102893, NULL, NULL, NULL, NULL, NULL, NULL, 0, 3, 1795827103235, 0, 'unreachable', 'nothing', NULL, NULL, 'WaveSpeedAI was not reached: http://127.0.0.1:34027: Failed to connect to 127.0.0.1 port 34027 after 0 ms: Couldn''t connect to server', 'Check the network; nothing was sent.', '/home/fox/data/library/2026-11-28/005142-a-fox-that-was-never-sent-1azms4', 'A fox that was never sent');
INSERT INTO sequences (row, id, status, provider, model, width, height, max_images, seed, delivery, allows_undocumented_size, estimate, created_at, updated_at, submissions, submitted_at, accepted_at, finished_at, prediction_id, service_request_id, remote_status, inference_time, poll_count, poll_failures, next_poll_at, is_starred, failure_code, failure_cost, failure_http_status, failure_service_code, failure_message, failure_advice, folder, prompt)
  VALUES (1838926953566208, 'jtp69ew9hj', 'running', 'wavespeed', 'bytedance/seedream-v4/sequential', 2048, 2048, 3, NULL, 'poll', 0, 81000, 1795827103092, 1795827104093, 1, 1795827103110, 1795827103124, NULL, '96ad292c7dbebd96680c4a3e85838d42', NULL, 'processing', 0, 5, 0, 1795827104714, 0, NULL, NULL, NULL, NULL, NULL, NULL, '/home/fox/data/library/2026-11-28/005143-a-kingfisher-3-images-jtp69e', 'A kingfisher, 3 images');
INSERT INTO frames (sequence, position, number, status, url, file_name, format, width, height, byte_count, sha256, is_nsfw, download_attempts, failure_code, failure_cost, failure_http_status, failure_service_code, failure_message, failure_advice)
  VALUES (1838926950360064, 0, 1, 'stored', 'http://127.0.0.1:36457/files/w/8b2656bad82ef8e1ce7aa04f914d7281/26f15e61828504e971295ca14f04bb31/1.jpeg', '01.jpg', 'jpeg', 2048, 2048, 227049, '1af86f1799c0cae1d9384303699813aaed863d39e9e5113ef37ddc48afab9201', 0, 0, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO frames (sequence, position, number, status, url, file_name, format, width, height, byte_count, sha256, is_nsfw, download_attempts, failure_code, failure_cost, failure_http_status, failure_service_code, failure_message, failure_advice)
  VALUES (1838926950360064, 1, 2, 'stored', 'http://127.0.0.1:36457/files/w/8b2656bad82ef8e1ce7aa04f914d7281/26f15e61828504e971295ca14f04bb31/2.jpeg', '02.jpg', 'jpeg', 2048, 2048, 204184, 'bf41f24f173363a95e85605eedf9bb58b7f354097c97949b7ac05022e66dde69', 0, 0, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO frames (sequence, position, number, status, url, file_name, format, width, height, byte_count, sha256, is_nsfw, download_attempts, failure_code, failure_cost, failure_http_status, failure_service_code, failure_message, failure_advice)
  VALUES (1838926951043072, 0, 1, 'stored', 'http://127.0.0.1:36457/files/a/2a285422989d86c28c09375635e0b7c6/239ba7b057888651b8ddb72476ac96b3/1.jpeg', '01.jpg', 'jpeg', 2048, 2048, 216333, '4c2be54cc4dda920bc7b3a3d916c2c757a38b83818a6254b33402d0854f3449d', NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO frames (sequence, position, number, status, url, file_name, format, width, height, byte_count, sha256, is_nsfw, download_attempts, failure_code, failure_cost, failure_http_status, failure_service_code, failure_message, failure_advice)
  VALUES (1838926951043072, 1, 2, 'stored', 'http://127.0.0.1:36457/files/a/2a285422989d86c28c09375635e0b7c6/239ba7b057888651b8ddb72476ac96b3/2.jpeg', '02.jpg', 'jpeg', 2048, 2048, 223976, '975fa802b6cc5c7b5de6a6cc485a8592c7a54b0107342356bf58c65db50feff6', NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO frames (sequence, position, number, status, url, file_name, format, width, height, byte_count, sha256, is_nsfw, download_attempts, failure_code, failure_cost, failure_http_status, failure_service_code, failure_message, failure_advice)
  VALUES (1838926951043072, 2, 3, 'stored', 'http://127.0.0.1:36457/files/a/2a285422989d86c28c09375635e0b7c6/239ba7b057888651b8ddb72476ac96b3/3.jpeg', '03.jpg', 'jpeg', 2048, 2048, 220552, 'a56fec3385bc3a3c7f4e0b2ddfd3d7df753c4e3f9a5ee5e722d4cd43e0a43d81', NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO frames (sequence, position, number, status, url, file_name, format, width, height, byte_count, sha256, is_nsfw, download_attempts, failure_code, failure_cost, failure_http_status, failure_service_code, failure_message, failure_advice)
  VALUES (1838926951043072, 3, 4, 'stored', 'http://127.0.0.1:36457/files/a/2a285422989d86c28c09375635e0b7c6/239ba7b057888651b8ddb72476ac96b3/4.jpeg', '04.jpg', 'jpeg', 2048, 2048, 196572, '2b9334476c6f22fe8994132c9ea14772436944afdcd8f5713d21e4d4796c31fc', NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO frames (sequence, position, number, status, url, file_name, format, width, height, byte_count, sha256, is_nsfw, download_attempts, failure_code, failure_cost, failure_http_status, failure_service_code, failure_message, failure_advice)
  VALUES (1838926951986176, 0, 1, 'stored', 'http://127.0.0.1:37629/files/w/5b6ee8f85fcdcc57013b516bd5d6b003/2f0f7371ac0b6d77715f67eb643036da/1.jpeg', '01.jpg', 'jpeg', 2560, 1440, 228628, 'afb2343605da7e13c5ea2bec7e30dce570ef895b1d0131e4c5816e71e37acba8', 0, 0, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO sequence_references (sequence, position, is_file, spelled, sha256, byte_count, format, width, height)
  VALUES (1838926951986176, 0, 1, '/home/fox/coat.jpg', '1af86f1799c0cae1d9384303699813aaed863d39e9e5113ef37ddc48afab9201', 227049, 'jpeg', 2048, 2048);
INSERT INTO sequence_references (sequence, position, is_file, spelled, sha256, byte_count, format, width, height)
  VALUES (1838926951986176, 1, 0, 'https://example.com/a.png', NULL, NULL, NULL, NULL, NULL);
INSERT INTO reference_urls (sequence, position, url)
  VALUES (1838926951986176, 0, 'http://127.0.0.1:37629/files/uploads/w/1af86f1799c0cae1d9384303699813aaed863d39/1af86f1799c0cae1.jpg');
INSERT INTO reference_urls (sequence, position, url)
  VALUES (1838926951986176, 1, 'https://example.com/a.png');
INSERT INTO uploads (provider, sha256, url, expires_at)
  VALUES ('wavespeed', '1af86f1799c0cae1d9384303699813aaed863d39e9e5113ef37ddc48afab9201', 'http://127.0.0.1:37629/files/uploads/w/1af86f1799c0cae1d9384303699813aaed863d39/1af86f1799c0cae1.jpg', 1795913501571);
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926950360064, 1, 'created', 1795827099966, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926950360064, 2, 'queued', 1795827099966, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926950360064, 3, 'submitting', 1795827099979, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926950360064, 4, 'accepted', 1795827099991, 4406808, NULL, 'created');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926950360064, 5, 'polled', 1795827100137, 1778369, NULL, 'completed');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926950360064, 6, 'downloaded', 1795827100501, NULL, NULL, '02.jpg');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926950360064, 7, 'downloaded', 1795827100537, NULL, NULL, '01.jpg');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926950360064, 8, 'finished', 1795827100549, NULL, NULL, '2 of 2');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926951043072, 1, 'created', 1795827100633, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926951043072, 10, 'finished', 1795827101267, NULL, NULL, '4 of 4');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926951043072, 2, 'queued', 1795827100633, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926951043072, 3, 'submitting', 1795827100643, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926951043072, 4, 'accepted', 1795827100664, 1930973, NULL, 'starting');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926951043072, 5, 'polled', 1795827100797, 1710395, NULL, 'completed');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926951043072, 6, 'downloaded', 1795827101020, NULL, NULL, '02.jpg');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926951043072, 7, 'downloaded', 1795827101121, NULL, NULL, '01.jpg');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926951043072, 8, 'downloaded', 1795827101170, NULL, NULL, '03.jpg');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926951043072, 9, 'downloaded', 1795827101253, NULL, NULL, '04.jpg');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926951986176, 1, 'created', 1795827101553, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926951986176, 2, 'queued', 1795827101553, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926951986176, 3, 'submitting', 1795827101572, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926951986176, 4, 'accepted', 1795827101592, 2586778, NULL, 'created');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926951986176, 5, 'polled', 1795827101707, 1533942, NULL, 'completed');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926951986176, 6, 'downloaded', 1795827101861, NULL, NULL, '01.jpg');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926951986176, 7, 'finished', 1795827101877, NULL, NULL, 'The service made 1 of the 2 images asked for.');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926952525824, 1, 'created', 1795827102081, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926952525824, 2, 'queued', 1795827102081, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926952525824, 3, 'submitting', 1795827102093, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926952525824, 4, 'accepted', 1795827102108, 6840499, NULL, 'starting');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926952525824, 5, 'polled', 1795827102210, 2028245, NULL, 'failed');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926952525824, 6, 'failed', 1795827102210, NULL, 200, 'The content filter of Atlas Cloud refused it (code 1301): The prompt was flagged as sensitive');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926952888320, 1, 'created', 1795827102430, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926952888320, 2, 'queued', 1795827102430, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926952888320, 3, 'submitting', 1795827102436, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926952888320, 4, 'unconfirmed', 1795827102453, 7665445, NULL, 'The request left and no whole answer came from Atlas Cloud: http://127.0.0.1:34633: Empty reply from server');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926953093120, 1, 'created', 1795827102633, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926953093120, 2, 'queued', 1795827102633, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926953093120, 3, 'submitting', 1795827102639, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926953093120, 4, 'pollFailed', 1795827102659, 5666093, NULL, 'WaveSpeedAI was not reached: http://127.0.0.1:34027: Failed to connect to 127.0.0.1 port 34027 after 0 ms: Couldn''t connect to server');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926953093120, 5, 'submitting', 1795827102760, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926953093120, 6, 'pollFailed', 1795827102778, 1409204, NULL, 'WaveSpeedAI was not reached: http://127.0.0.1:34027: Failed to connect to 127.0.0.1 port 34027 after 0 ms: Couldn''t connect to server');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926953093120, 7, 'submitting', 1795827102893, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926953093120, 8, 'pollFailed', 1795827102911, 1359873, NULL, 'WaveSpeedAI was not reached: http://127.0.0.1:34027: Failed to connect to 127.0.0.1 port 34027 after 0 ms: Couldn''t connect to server');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926953566208, 1, 'created', 1795827103097, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926953566208, 2, 'queued', 1795827103097, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926953566208, 3, 'submitting', 1795827103110, NULL, NULL, '');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926953566208, 4, 'accepted', 1795827103124, 6792538, NULL, 'created');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926953566208, 5, 'polled', 1795827103226, 1533548, NULL, 'processing');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926953566208, 6, 'polled', 1795827103344, 1279790, NULL, 'processing');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926953566208, 7, 'polled', 1795827103512, 1019203, NULL, 'processing');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926953566208, 8, 'polled', 1795827103641, 1016803, NULL, 'processing');
INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
  VALUES (1838926953566208, 9, 'polled', 1795827104093, 1001243, NULL, 'processing');
INSERT INTO submissions (entry, sequence, number, provider, at, images)
  VALUES (1, 1838926950360064, 1, 'wavespeed', 1795827099979, 2);
INSERT INTO submissions (entry, sequence, number, provider, at, images)
  VALUES (2, 1838926951043072, 1, 'atlascloud', 1795827100643, 4);
INSERT INTO submissions (entry, sequence, number, provider, at, images)
  VALUES (3, 1838926951986176, 1, 'wavespeed', 1795827101572, 2);
INSERT INTO submissions (entry, sequence, number, provider, at, images)
  VALUES (4, 1838926952525824, 1, 'atlascloud', 1795827102093, 1);
INSERT INTO submissions (entry, sequence, number, provider, at, images)
  VALUES (5, 1838926952888320, 1, 'atlascloud', 1795827102436, 1);
INSERT INTO submissions (entry, sequence, number, provider, at, images)
  VALUES (6, 1838926953566208, 1, 'wavespeed', 1795827103110, 3);
INSERT INTO spending (entry, sequence, submission, kind, at, amount)
  VALUES (1, 1838926950360064, 1, 'charged', 1795827100557, 54000);
INSERT INTO spending (entry, sequence, submission, kind, at, amount)
  VALUES (2, 1838926951043072, 1, 'charged', 1795827101273, 108000);
INSERT INTO spending (entry, sequence, submission, kind, at, amount)
  VALUES (3, 1838926951986176, 1, 'charged', 1795827101885, 80000);
INSERT INTO spending (entry, sequence, submission, kind, at, amount)
  VALUES (4, 1838926952525824, 1, 'assumed', 1795827102221, 27000);
INSERT INTO leases (sequence, owner, expires_at)
  VALUES (1838926953566208, '23860-a19e2cdf25b4043f', 1795827133110);
INSERT INTO prompt_index (rowid, prompt)
  VALUES (1838926950360064, 'A series of 2 images of a red fox in snow');
INSERT INTO prompt_index (rowid, prompt)
  VALUES (1838926951043072, ' 雪 地 里 的 一 只 狐 狸 四 张 图');
INSERT INTO prompt_index (rowid, prompt)
  VALUES (1838926951986176, ' 狐 狸 and fox snowed in café 2 images');
INSERT INTO prompt_index (rowid, prompt)
  VALUES (1838926952525824, 'An owl at night, ''quoted''');
INSERT INTO prompt_index (rowid, prompt)
  VALUES (1838926952888320, 'A heron standing in the reeds');
INSERT INTO prompt_index (rowid, prompt)
  VALUES (1838926953093120, 'A fox that was never sent');
INSERT INTO prompt_index (rowid, prompt)
  VALUES (1838926953566208, 'A kingfisher, 3 images');
CREATE TRIGGER sequences_leave_the_index AFTER DELETE ON sequences BEGIN
  DELETE FROM prompt_index WHERE rowid = old.row;
END;
