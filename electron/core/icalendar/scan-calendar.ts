import { readContentLines } from '../content-lines/read-content-lines.ts';
import { logicalLines } from './logical-lines.ts';

/** A stretch of a calendar's bytes that stands for itself. */
export interface CalendarPart {
  /**
   * `property` and `junk` stand in the calendar itself, `component` is a whole one, `open` one without an end. `begin` and `end` are
   * the calendar's own delimiters.
   */
  readonly type: 'begin' | 'end' | 'property' | 'junk' | 'component' | 'open';
  /** Of a component or property, in upper case. */
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** Of its first line, from 1 within these bytes. */
  readonly line: number;
  readonly uid?: string;
  /** As written; absent in a master. */
  readonly recurrenceId?: string;
}

/** Components that stand in a calendar, never in one another; where one begins inside another, that one has lost its end. */
const TOP_LEVEL: ReadonlySet<string> = new Set(['VEVENT', 'VTODO', 'VJOURNAL', 'VFREEBUSY', 'VTIMEZONE', 'VAVAILABILITY']);

/** Deeper nesting is counted no further: such a component is refused when it is read. */
const DEEPEST = 64;

interface OpenPart {
  readonly names: string[];
  readonly from: number;
  readonly line: number;
  uid: string | undefined;
  recurrenceId: string | undefined;
}

/** Takes a VCALENDAR, or components without one, apart in one pass; every byte but blank lines is in exactly one part. */
export function scanCalendar(bytes: Uint8Array): readonly CalendarPart[] {
  const parts: CalendarPart[] = [];
  let open: OpenPart | undefined;
  const close = (to: number, type: 'component' | 'open'): void => {
    if (open === undefined) return;
    const { from, line, uid, recurrenceId, names } = open;
    parts.push({ type, name: names[0] ?? '', from, to, line, ...(uid === undefined ? {} : { uid }), ...(recurrenceId === undefined ? {} : { recurrenceId }) });
    open = undefined;
  };
  for (const { from, to, line } of logicalLines(bytes)) {
    const delimiter = delimiterIn(bytes, from, to);
    if (delimiter?.type === 'begin') {
      if (open !== undefined && open.names[0] !== 'VPOLL' && (TOP_LEVEL.has(delimiter.name) || delimiter.name === 'VCALENDAR')) close(from, 'open');
      if (open !== undefined) {
        if (open.names.length < DEEPEST) open.names.push(delimiter.name);
      } else if (delimiter.name === 'VCALENDAR') parts.push({ type: 'begin', name: 'VCALENDAR', from, to, line });
      else open = { names: [delimiter.name], from, line, uid: undefined, recurrenceId: undefined };
    } else if (delimiter?.type === 'end') {
      if (delimiter.name === 'VCALENDAR') {
        close(from, 'open');
        parts.push({ type: 'end', name: 'VCALENDAR', from, to, line });
      } else if (open === undefined) parts.push({ type: 'junk', name: '', from, to, line });
      else {
        const at = open.names.lastIndexOf(delimiter.name);
        if (at === 0) close(to, 'component');
        else if (at > 0) open.names.length = at;
      }
    } else if (open === undefined) {
      const name = propertyName(bytes, from, to);
      parts.push({ type: name === '' ? 'junk' : 'property', name, from, to, line });
    } else if (open.names.length === 1) takeIdentity(open, bytes, from, to);
  }
  close(bytes.length, 'open');
  return parts;
}

function takeIdentity(open: OpenPart, bytes: Uint8Array, from: number, to: number): void {
  // U or R: nothing else tells which resource a component belongs to.
  const first = (bytes[from] ?? 0) | 32;
  if (first !== 117 && first !== 114) return;
  const name = propertyName(bytes, from, to);
  if (name === 'UID') open.uid ??= valueIn(bytes, from, to);
  else if (name === 'RECURRENCE-ID') open.recurrenceId ??= valueIn(bytes, from, to) ?? '';
}

function valueIn(bytes: Uint8Array, from: number, to: number): string | undefined {
  const value = readContentLines(bytes.subarray(from, to)).lines[0]?.value.trim();
  return value === '' ? undefined : value;
}

function delimiterIn(bytes: Uint8Array, from: number, to: number): { readonly type: 'begin' | 'end'; readonly name: string } | undefined {
  const first = bytes[from] ?? 0;
  // B, E, or the first byte of a byte order mark.
  if ((first | 32) !== 98 && (first | 32) !== 101 && first !== 0xef) return undefined;
  if (to - from > 200) return undefined;
  const match = /^(?:\u00ef\u00bb\u00bf)?(BEGIN|END)[ \t]*:[ \t]*([\w-]+)[ \t]*[\r\n]*$/i.exec(headOf(bytes, from, to));
  if (match === null) return undefined;
  return { type: match[1]?.toUpperCase() === 'BEGIN' ? 'begin' : 'end', name: (match[2] ?? '').toUpperCase() };
}

/** The name before the first colon or semicolon, in upper case; empty where the line has no such thing. */
function propertyName(bytes: Uint8Array, from: number, to: number): string {
  return /^([A-Za-z0-9_-]+)[;:]/.exec(headOf(bytes, from, Math.min(to, from + 80)))?.[1]?.toUpperCase() ?? '';
}

/** A line unfolded: some writers fold even within its name. */
function headOf(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to)).replace(/[\r\n]+[ \t]/g, '');
}
