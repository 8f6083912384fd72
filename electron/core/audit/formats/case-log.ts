import { isObject, type JsonObject, objectAt, objectsAt, textAt } from '../../graph/json.ts';
import { type AuditEntry, filled, type RowAnswer } from '../entry.ts';
import type { JsonFormat } from '../format.ts';
import { FORMAT_NAMES } from '../format-names.ts';
import type { LogFacts } from '../log-facts.ts';

/** The rows of a case as it gives them out in a case folder: one JSON object a line, before them what each of its logs covers. */
export const caseLog: JsonFormat = {
  name: 'case-log',
  shape: 'json',
  stopsAt: [],
  isOf: (beginning) => /^\{"synctrace(?:Log|Row)":/.test(beginning),
  read(object) {
    const [log, row] = [object['synctraceLog'], object['synctraceRow']];
    const answer = isObject(log) ? readLog(log) : isObject(row) ? readRow(row) : undefined;
    return answer ?? { type: 'skipped', code: 'audit-row-unreadable' };
  },
};

/** One line of such a log: what a log covers, or a row of it. */
export function writeCaseLogLine(line: { readonly log: { readonly id: string; readonly source?: string; readonly facts: LogFacts } } | { readonly row: AuditEntry }): string {
  return `${JSON.stringify('log' in line ? { synctraceLog: line.log } : { synctraceRow: line.row })}\n`;
}

function readLog(log: JsonObject): RowAnswer | undefined {
  const facts = objectAt(log, 'facts');
  const format = FORMAT_NAMES.find((name) => name === facts['format']);
  const rows = facts['rows'];
  const cut = (['limit', 'end', 'more'] as const).find((one) => one === facts['cut']);
  const [id, from, to] = [textAt(log, 'id'), textAt(facts, 'from'), textAt(facts, 'to')];
  if (id === '' || format === undefined || typeof rows !== 'number' || [from, to].some((time) => time !== '' && !isInstant(time))) return undefined;
  return {
    type: 'log',
    id,
    ...filled({ source: textAt(log, 'source') }),
    // In the order in which a reader makes them: two that say the same are the same text.
    facts: {
      name: textAt(facts, 'name'),
      format,
      ...filled({ from, to }),
      gaps: objectsAt(facts, 'gaps').flatMap((gap) => (isInstant(textAt(gap, 'from')) && isInstant(textAt(gap, 'to')) ? [{ from: textAt(gap, 'from'), to: textAt(gap, 'to') }] : [])),
      rows,
      ...(cut === undefined ? {} : { cut }),
      ...(facts['isZoneAssumed'] === true ? { isZoneAssumed: true } : {}),
      ...(facts['isOrderAssumed'] === true ? { isOrderAssumed: true } : {}),
    },
  };
}

function readRow(row: JsonObject): RowAnswer | undefined {
  const [id, at, operation] = [textAt(row, 'id'), textAt(row, 'at'), textAt(row, 'operation')];
  if (id === '' || operation === '' || !isInstant(at)) return undefined;
  const more = filled({ actor: textAt(row, 'actor'), client: textAt(row, 'client'), item: textAt(row, 'item'), subject: textAt(row, 'subject'), folder: textAt(row, 'folder'), mailbox: textAt(row, 'mailbox') });
  const given = objectAt(row, 'given');
  const from = { ...filled({ source: textAt(given, 'source'), log: textAt(given, 'log') }), origin: given['origin'] === 'service' ? ('service' as const) : ('file' as const) };
  return { type: 'kept', entries: [{ id, at, operation, ...more, document: textAt(row, 'document'), given: from }] };
}

function isInstant(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text));
}
