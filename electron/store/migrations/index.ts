import { firstSchema } from './m0001-first-schema.ts';
import { fieldsApart } from './m0002-fields-apart.ts';
import { audit } from './m0003-audit.ts';
import { auditLogs } from './m0004-audit-logs.ts';
import type { Migration } from './migration.ts';

/** All of them, in order; a test compares the list with the folder. */
export const MIGRATIONS: readonly Migration[] = [firstSchema, fieldsApart, audit, auditLogs];
