import { daysFromCivil, daysInMonth } from '../../jscalendar/civil-time.ts';
import { filled, type RowAnswer } from '../entry.ts';
import type { LineFormat } from '../format.ts';
import { offsetOf } from '../log-times.ts';

// Common Log Format: host, identity, user, time, request, status, bytes; the combined one adds referrer and program; a virtual host may come first, more may follow.
const QUOTED = '"((?:[^"\\\\]|\\\\.)*)"';
const LINE = new RegExp(`^(?:\\S{1,300} )?\\S{1,300} \\S{1,300} (\\S[^\\[]{0,300}) \\[(\\d{1,2})/([A-Z][a-z]{2})/(\\d{4}):(\\d\\d):(\\d\\d):(\\d\\d) ([+-]\\d{4})\\] ${QUOTED} (\\d{3}) (?:\\d+|-)(?: ${QUOTED} ${QUOTED})?`);
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const WRITING: ReadonlySet<string> = new Set(['PUT', 'DELETE', 'MOVE', 'COPY', 'POST', 'PROPPATCH', 'PATCH', 'MKCOL', 'MKCALENDAR']);
const METHOD = /^[A-Z][A-Z-]{1,30}$/;

/** Access logs of web servers in front of CardDAV and CalDAV, in the common and the combined format. */
export const davAccessLog: LineFormat = {
  name: 'dav-access-log',
  shape: 'lines',
  stopsAt: [],
  isOf: (line) => LINE.test(line),
  read(line) {
    const parts = LINE.exec(line);
    if (parts === null) return { type: 'skipped', code: 'audit-row-unreadable' };
    const at = timeOf(parts);
    if (at === undefined) return { type: 'skipped', code: 'audit-time-unreadable' };
    const [method = '', target = ''] = unescaped(parts[9] ?? '').split(' ');
    const status = Number(parts[10]);
    // What is no request at all, such as the first bytes of another protocol.
    if (!METHOD.test(method)) return { type: 'passed', because: 'other', at };
    if (!WRITING.has(method)) return { type: 'passed', because: 'reads', at };
    if (status < 200 || status > 299) return { type: 'passed', because: 'failed', at };
    const item = pathOf(target);
    if (method === 'POST' && !/\.(?:vcf|ics)$|dav|addressbook|calendar/i.test(item)) return { type: 'passed', because: 'other', at };
    const [user, program] = [parts[1]?.trim() ?? '', unescaped(parts[12] ?? '')];
    return kept({ at, operation: `${method} ${status}`, actor: user === '-' ? '' : user, client: program === '-' ? '' : program, item, document: line });
  },
};

function kept({ at, operation, document, ...more }: Readonly<Record<'at' | 'operation' | 'document' | 'actor' | 'client' | 'item', string>>): RowAnswer {
  return { type: 'kept', entries: [{ id: '', at, operation, ...filled(more), document }] };
}

function timeOf(parts: RegExpExecArray): string | undefined {
  const [day, month, year] = [Number(parts[2]), MONTHS.indexOf(parts[3] ?? '') + 1, Number(parts[4])];
  const [hour, minute, second] = [Number(parts[5]), Number(parts[6]), Number(parts[7])];
  if (month < 1 || year < 1990 || day < 1 || day > daysInMonth(year, month) || hour > 23 || minute > 59 || second > 60) return undefined;
  return new Date((daysFromCivil(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - offsetOf(parts[8] ?? '')) * 1000).toISOString();
}

/** The path of a request's target as it was asked, without a host and a query. */
function pathOf(target: string): string {
  const path = /^[a-z][a-z+.-]*:\/\//i.test(target) ? (URL.parse(target)?.pathname ?? target) : target;
  return path.replace(/[?#].*$/s, '').replaceAll(/\s/g, '%20');
}

/** What Apache writes for letters that would end the field. */
function unescaped(text: string): string {
  return text.replaceAll(/\\(?:x([0-9a-f]{2})|(.))/gis, (_all, code: string | undefined, letter: string | undefined) => (code === undefined ? (letter ?? '') : String.fromCharCode(Number.parseInt(code, 16))));
}
