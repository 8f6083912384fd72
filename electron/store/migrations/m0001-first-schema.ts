import type { Migration } from './migration.ts';

/** The case as of version 1: sources, records and their spans, bodies, snapshots, journal, answers. */
export const firstSchema: Migration = {
  number: 1,
  sql: `
CREATE TABLE case_facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- Who may write: one row, or none.
CREATE TABLE lease (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  token TEXT NOT NULL, pid INTEGER NOT NULL, started TEXT NOT NULL, host TEXT NOT NULL, beat_ms INTEGER NOT NULL
) STRICT;

-- A snapshot being collected: bodies and terms above these numbers are its own, and nobody's if its writer is dead.
CREATE TABLE staging (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  last_body INTEGER NOT NULL, last_term INTEGER NOT NULL
) STRICT;

CREATE TABLE sources (
  id INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE, name TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
  label TEXT, url TEXT, user TEXT, secret_ref TEXT, ca TEXT,
  removed INTEGER NOT NULL DEFAULT 0
) STRICT;

-- live, standing: how many records stand in it now, live ones and all. cursor: as of the last complete snapshot.
CREATE TABLE collections (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES sources,
  external_id TEXT NOT NULL, name TEXT NOT NULL, properties TEXT NOT NULL,
  cursor TEXT, live INTEGER NOT NULL DEFAULT 0, standing INTEGER NOT NULL DEFAULT 0, dropped INTEGER NOT NULL DEFAULT 0,
  UNIQUE (source, external_id)
) STRICT;

CREATE TABLE records (id INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES sources) STRICT;

-- A natural key, and the record to which it belongs from now on.
CREATE TABLE places (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES sources, collection INTEGER NOT NULL REFERENCES collections, key TEXT NOT NULL,
  record INTEGER NOT NULL REFERENCES records,
  UNIQUE (source, key, collection)
) STRICT;

-- The server's version of what stands at a place now.
CREATE TABLE place_versions (place INTEGER PRIMARY KEY REFERENCES places, version TEXT NOT NULL) STRICT;

-- uid: text, or a packed UUID. packed: raw bytes and fields; large: raw bytes that lie apart. seal: over all of a row but its packing.
-- base: the body with whose content it was packed, an earlier one of the same record; link: its place among those packed one after another.
CREATE TABLE bodies (
  id INTEGER PRIMARY KEY,
  sha256 BLOB NOT NULL, canonical BLOB NOT NULL, meaning BLOB NOT NULL, seal BLOB NOT NULL,
  kind INTEGER NOT NULL, format INTEGER NOT NULL, uid ANY, title TEXT NOT NULL,
  dictionary INTEGER NOT NULL, base INTEGER, link INTEGER NOT NULL, crc INTEGER NOT NULL, packed BLOB NOT NULL, large BLOB
) STRICT;
-- Six bytes tell bodies apart well enough to find one; all of them would cost 30 bytes more a body.
CREATE INDEX bodies_by_digest ON bodies (substr(sha256, 1, 6));

CREATE TABLE terms (id INTEGER PRIMARY KEY, hash INTEGER NOT NULL, namespace TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL) STRICT;
CREATE INDEX terms_by_hash ON terms (hash);
CREATE TABLE body_terms (
  body INTEGER NOT NULL, term INTEGER NOT NULL REFERENCES terms,
  PRIMARY KEY (body, term)
) STRICT, WITHOUT ROWID;

-- seen_*: live records that it saw. live_*: live records of its source after it, those that it did not see included.
CREATE TABLE snapshots (
  seq INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE, source INTEGER NOT NULL REFERENCES sources,
  taken_at TEXT NOT NULL, taken_ms INTEGER NOT NULL, label TEXT,
  complete INTEGER NOT NULL, incomplete_because TEXT,
  seen_contact INTEGER NOT NULL, seen_event INTEGER NOT NULL, seen_task INTEGER NOT NULL,
  live_contact INTEGER NOT NULL, live_event INTEGER NOT NULL, live_task INTEGER NOT NULL,
  added INTEGER NOT NULL, removed INTEGER NOT NULL, modified INTEGER NOT NULL,
  not_captured TEXT NOT NULL,
  requests INTEGER NOT NULL, bytes_in INTEGER NOT NULL, ms INTEGER NOT NULL, incremental INTEGER NOT NULL,
  records_total INTEGER NOT NULL, bodies_total INTEGER NOT NULL,
  manifest BLOB NOT NULL
) STRICT;
CREATE INDEX snapshots_by_source ON snapshots (source, seq);

-- From which snapshot on (inclusive) until which (exclusive) a record stood at a place with a body and a state.
CREATE TABLE spans (
  record INTEGER NOT NULL REFERENCES records,
  from_seq INTEGER NOT NULL REFERENCES snapshots DEFERRABLE INITIALLY DEFERRED,
  to_seq INTEGER REFERENCES snapshots DEFERRABLE INITIALLY DEFERRED,
  place INTEGER NOT NULL REFERENCES places, body INTEGER NOT NULL REFERENCES bodies, state INTEGER NOT NULL,
  PRIMARY KEY (record, from_seq)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX spans_open ON spans (place) WHERE to_seq IS NULL;
CREATE UNIQUE INDEX spans_by_place ON spans (place, from_seq);
CREATE INDEX spans_by_begin ON spans (from_seq);
CREATE INDEX spans_by_end ON spans (to_seq) WHERE to_seq IS NOT NULL;

-- Records whose bytes a snapshot found rewritten without a change in anything that matters.
CREATE TABLE rewrites (
  seq INTEGER NOT NULL REFERENCES snapshots DEFERRABLE INITIALLY DEFERRED, record INTEGER NOT NULL REFERENCES records,
  PRIMARY KEY (seq, record)
) STRICT, WITHOUT ROWID;

-- Places that an incomplete snapshot saw: a deflated bitmap by place.
CREATE TABLE seen (seq INTEGER PRIMARY KEY REFERENCES snapshots DEFERRABLE INITIALLY DEFERRED, places BLOB NOT NULL) STRICT;

CREATE TABLE snapshot_collections (
  seq INTEGER NOT NULL REFERENCES snapshots DEFERRABLE INITIALLY DEFERRED, collection INTEGER NOT NULL REFERENCES collections,
  name TEXT NOT NULL, listing TEXT, complete INTEGER NOT NULL, because TEXT, cursor_hash BLOB, dropped INTEGER NOT NULL,
  PRIMARY KEY (seq, collection)
) STRICT, WITHOUT ROWID;

CREATE TABLE problems (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL REFERENCES snapshots DEFERRABLE INITIALLY DEFERRED,
  collection TEXT, file TEXT, line INTEGER, key TEXT, code TEXT NOT NULL,
  quarantined INTEGER NOT NULL, sha256 BLOB, raw BLOB
) STRICT;
CREATE INDEX problems_by_seq ON problems (seq);

CREATE TABLE plans (
  id TEXT PRIMARY KEY, created_at TEXT NOT NULL, source_name TEXT NOT NULL, document TEXT NOT NULL, sha256 BLOB NOT NULL
) STRICT;
CREATE TABLE restores (
  id TEXT PRIMARY KEY, plan TEXT NOT NULL REFERENCES plans, undo_of TEXT, started_at TEXT NOT NULL, finished_at TEXT,
  steps INTEGER NOT NULL, document TEXT, sha256 BLOB NOT NULL
) STRICT;
CREATE TABLE restore_steps (
  id INTEGER PRIMARY KEY,
  restore TEXT NOT NULL REFERENCES restores, step INTEGER NOT NULL, state TEXT NOT NULL, at TEXT NOT NULL,
  document TEXT NOT NULL, sha256 BLOB NOT NULL,
  UNIQUE (restore, step)
) STRICT;

-- AUTOINCREMENT: who still pages through an answer that was dropped must never meet another one.
CREATE TABLE answers (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, summary TEXT NOT NULL, rows INTEGER NOT NULL, ready INTEGER NOT NULL) STRICT;
-- id: the answer's id times 2^32, plus the position.
CREATE TABLE answer_rows (
  id INTEGER PRIMARY KEY,
  change TEXT NOT NULL, kind INTEGER NOT NULL, title TEXT NOT NULL, key TEXT NOT NULL, collection TEXT NOT NULL, fields TEXT NOT NULL,
  folded TEXT NOT NULL, document TEXT NOT NULL
) STRICT;

CREATE TRIGGER snapshots_stand BEFORE UPDATE ON snapshots BEGIN SELECT RAISE(ABORT, 'a snapshot is immutable'); END;
CREATE TRIGGER snapshots_stay BEFORE DELETE ON snapshots BEGIN SELECT RAISE(ABORT, 'a snapshot is immutable'); END;
CREATE TRIGGER spans_stand BEFORE UPDATE ON spans
WHEN OLD.to_seq IS NOT NULL OR NEW.to_seq IS NULL OR OLD.record IS NOT NEW.record OR OLD.from_seq IS NOT NEW.from_seq
  OR OLD.place IS NOT NEW.place OR OLD.body IS NOT NEW.body OR OLD.state IS NOT NEW.state
BEGIN SELECT RAISE(ABORT, 'a span is immutable but for its end'); END;
CREATE TRIGGER spans_stay BEFORE DELETE ON spans BEGIN SELECT RAISE(ABORT, 'a span is immutable'); END;
CREATE TRIGGER bodies_stand BEFORE UPDATE ON bodies BEGIN SELECT RAISE(ABORT, 'a body is immutable'); END;
CREATE TRIGGER bodies_stay BEFORE DELETE ON bodies
WHEN NOT EXISTS (SELECT 1 FROM staging WHERE OLD.id > last_body)
BEGIN SELECT RAISE(ABORT, 'a body is immutable'); END;
CREATE TRIGGER rewrites_stand BEFORE UPDATE ON rewrites BEGIN SELECT RAISE(ABORT, 'a snapshot is immutable'); END;
CREATE TRIGGER rewrites_stay BEFORE DELETE ON rewrites BEGIN SELECT RAISE(ABORT, 'a snapshot is immutable'); END;
CREATE TRIGGER seen_stands BEFORE UPDATE ON seen BEGIN SELECT RAISE(ABORT, 'a snapshot is immutable'); END;
CREATE TRIGGER seen_stays BEFORE DELETE ON seen BEGIN SELECT RAISE(ABORT, 'a snapshot is immutable'); END;
CREATE TRIGGER snapshot_collections_stand BEFORE UPDATE ON snapshot_collections BEGIN SELECT RAISE(ABORT, 'a snapshot is immutable'); END;
CREATE TRIGGER snapshot_collections_stay BEFORE DELETE ON snapshot_collections BEGIN SELECT RAISE(ABORT, 'a snapshot is immutable'); END;
CREATE TRIGGER problems_stand BEFORE UPDATE ON problems BEGIN SELECT RAISE(ABORT, 'a snapshot is immutable'); END;
CREATE TRIGGER problems_stay BEFORE DELETE ON problems BEGIN SELECT RAISE(ABORT, 'a snapshot is immutable'); END;
CREATE TRIGGER places_stand BEFORE UPDATE ON places
WHEN OLD.id IS NOT NEW.id OR OLD.source IS NOT NEW.source OR OLD.collection IS NOT NEW.collection OR OLD.key IS NOT NEW.key
BEGIN SELECT RAISE(ABORT, 'a place keeps its key'); END;
`,
};
