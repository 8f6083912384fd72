import type { Migration } from './migration.ts';

/** Beside a body that is packed against another: what sets the fields of the two apart, so that comparing them unpacks neither. */
export const fieldsApart: Migration = {
  number: 2,
  sql: 'ALTER TABLE bodies ADD COLUMN apart BLOB;',
};
