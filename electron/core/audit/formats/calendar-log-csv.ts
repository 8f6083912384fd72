import { filled } from '../entry.ts';
import type { TableFormat } from '../format.ts';
import { parseLogTime } from '../log-times.ts';
import { WRITES } from '../operations.ts';

const TIMES = ['logtimestamp', 'originallastmodifiedtime', 'originallastmodifiedtimeutc', 'lastmodifiedtime'];
const OPERATIONS = ['calendarlogtriggeraction', 'triggeraction', 'trigger'];

/** Calendar diagnostic logs (`Get-CalendarDiagnosticObjects`, `Get-CalendarDiagnosticLog`, and the tables that scripts make of them): items of calendars alone. */
export const calendarLogCsv: TableFormat = {
  name: 'calendar-log-csv',
  shape: 'table',
  stopsAt: [2000, 1000],
  times: TIMES,
  isOf: (columns) => OPERATIONS.some((name) => columns.has(name)) && TIMES.some((name) => columns.has(name)),
  read(row, reading) {
    const operation = row.cell(...OPERATIONS);
    const time = parseLogTime(row.cell(...TIMES), reading);
    if (time.type !== 'instant') return { type: 'skipped', code: operation === '' ? 'audit-row-unreadable' : time.type === 'ambiguous' ? 'audit-date-ambiguous' : 'audit-time-unreadable' };
    const { at } = time;
    if (!WRITES.has(operation.toLowerCase())) return { type: 'passed', because: 'other', at };
    const itemClass = row.cell('itemclass');
    // Messages about a meeting lie in the same log, and are no events.
    if (itemClass !== '' && !/^ipm\.(?:appointment|ole)|occurrence|exception/i.test(itemClass)) return { type: 'passed', because: 'other', at };
    return {
      type: 'kept',
      entries: [
        {
          id: '',
          at,
          operation,
          ...filled({
            actor: row.cell('responsibleusername', 'sendersmtpaddress'),
            client: row.cell('logclientinfostring', 'clientinfostring', 'shortclientinfostring', 'client', 'clientprocessname'),
            item: [row.cell('itemid', 'storeid'), row.cell('cleanglobalobjectid', 'globalobjectid')].map((id) => id.replaceAll(/\s/g, '')).filter((id) => id !== '').join(' '),
            subject: row.cell('normalizedsubject', 'subjectproperty', 'subject'),
            folder: row.cell('originalparentdisplayname', 'parentdisplayname'),
            mailbox: row.cell('mailboxownerupn', 'mailbox', 'identitymailbox'),
          }),
          document: row.document(),
        },
      ],
    };
  },
};
