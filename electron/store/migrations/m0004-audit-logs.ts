import type { Migration } from './migration.ts';

/** The logs that audit rows came in, with what each covers, and whose mailbox a row says it is about. */
export const auditLogs: Migration = {
  number: 4,
  sql: `
-- log_id: as the rows name it. facts: JSON of what it covers.
CREATE TABLE audit_logs (
  id INTEGER PRIMARY KEY,
  log_id TEXT NOT NULL UNIQUE, source INTEGER REFERENCES sources,
  facts TEXT NOT NULL, sha256 BLOB NOT NULL UNIQUE
) STRICT;

CREATE TRIGGER audit_logs_stand BEFORE UPDATE ON audit_logs BEGIN SELECT RAISE(ABORT, 'an audit log is immutable'); END;
CREATE TRIGGER audit_logs_stay BEFORE DELETE ON audit_logs BEGIN SELECT RAISE(ABORT, 'an audit log is immutable'); END;

-- mailbox: as the row names its owner. log: the one that the row came in first.
ALTER TABLE audit_rows ADD COLUMN mailbox TEXT;
ALTER TABLE audit_rows ADD COLUMN log TEXT;
`,
};
