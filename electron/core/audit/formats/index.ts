import type { LogFormat } from '../format.ts';
import { calendarLogCsv } from './calendar-log-csv.ts';
import { caseLog } from './case-log.ts';
import { davAccessLog } from './dav-access-log.ts';
import { mailboxAuditCsv } from './mailbox-audit-csv.ts';
import { purviewCsv } from './purview-csv.ts';
import { purviewJson } from './purview-json.ts';

/** All formats that are read, in the order in which they are tried. */
export const LOG_FORMATS: readonly LogFormat[] = [purviewCsv, mailboxAuditCsv, calendarLogCsv, caseLog, purviewJson, davAccessLog];
