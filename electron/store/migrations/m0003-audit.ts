import type { Migration } from './migration.ts';

/** What audit logs say happened, each row once, and the mailbox for which a service account acts. */
export const audit: Migration = {
  number: 3,
  sql: `
ALTER TABLE sources ADD COLUMN mailbox TEXT;

-- source: whose mailbox it is about, where that is known. row_id: as the service numbers it, else a hash of the row. document: the row as it came.
CREATE TABLE audit_rows (
  id INTEGER PRIMARY KEY,
  source INTEGER REFERENCES sources,
  row_id TEXT NOT NULL UNIQUE, at TEXT NOT NULL, at_ms INTEGER NOT NULL, operation TEXT NOT NULL,
  actor TEXT, client TEXT, item TEXT, subject TEXT, folder TEXT,
  origin TEXT NOT NULL, document TEXT NOT NULL, sha256 BLOB NOT NULL
) STRICT;
CREATE INDEX audit_rows_by_time ON audit_rows (at_ms, id);

CREATE TRIGGER audit_rows_stand BEFORE UPDATE ON audit_rows BEGIN SELECT RAISE(ABORT, 'an audit row is immutable'); END;
CREATE TRIGGER audit_rows_stay BEFORE DELETE ON audit_rows BEGIN SELECT RAISE(ABORT, 'an audit row is immutable'); END;
`,
};
