import { bytesAsText, textAsBytes } from '../content-lines/bytes-as-text.ts';
import { decodeBytes } from '../content-lines/charset.ts';
import { parameterValue, type ContentLine } from '../content-lines/content-line.ts';
import { escapeText } from '../content-lines/escape.ts';
import { parseLine } from '../content-lines/parse-line.ts';
import { editableLines, editLines, type EditableLine } from './edit-lines.ts';
import { calendarAddress } from './read-people.ts';

/** Whether a server could send messages about this object: a component other than an alarm names an organizer or guests. */
export function hasScheduling(raw: Uint8Array): boolean {
  for (const { line } of editableLines(raw)) if (isOfPerson(line)) return true;
  return false;
}

/**
 * The object so that a server with automatic scheduling stays silent (RFC 6638 §7.1): SCHEDULE-AGENT=CLIENT on every guest of every
 * component where the account is the organizer, on the organizer where it is a guest, and on both where it is neither.
 */
export function withClientAgent(raw: Uint8Array, accountAddresses: readonly string[]): Uint8Array {
  const marked = namesToMark(raw, accountAddresses);
  return editLines(raw, (line) => (marked.has(line.name) && isOfPerson(line) ? withAgent(line.text) : undefined));
}

/** Whether the object stands as `withClientAgent` would leave it. */
export function hasClientAgent(raw: Uint8Array, accountAddresses: readonly string[]): boolean {
  const marked = namesToMark(raw, accountAddresses);
  for (const { line } of editableLines(raw)) if (marked.has(line.name) && isOfPerson(line) && withAgent(line.text) !== undefined) return false;
  return true;
}

/** The object without organizer and guests, who stay as text in properties of our own: for servers that nothing else keeps silent. */
export function withoutGuests(raw: Uint8Array): Uint8Array {
  return editLines(raw, (line) => (isOfPerson(line) ? [`X-SYNCTRACE-${line.name}:${escapeText(personText(parseLine(line.text, 1)))}`] : undefined));
}

/** The object without METHOD, which no stored object may have (RFC 4791 §4.1). */
export function withoutMethod(raw: Uint8Array): Uint8Array {
  return editLines(raw, (line) => (line.name === 'METHOD' && line.path.length <= 1 ? [] : undefined));
}

/** The object under another UID in all of its components; one that had none gets it. Alarms and time zones keep theirs. */
export function withUid(raw: Uint8Array, uid: string): Uint8Array {
  const octets = octetsOf(`UID:${escapeText(uid)}`);
  const identified = componentsWithUid(raw);
  let component = -1;
  let isDone = false;
  return editLines(raw, (line) => {
    if (!isOfIdentified(line)) return undefined;
    if (line.name === 'BEGIN') {
      component++;
      isDone = !identified.has(component);
      return isDone ? [line.text, octets] : undefined;
    }
    if (line.name !== 'UID') return undefined;
    // A second UID in one component would leave it ambiguous.
    const lines = isDone ? [] : [octets];
    isDone = true;
    return lines;
  });
}

/** Which of the components that have a UID at all have one, by their number. */
function componentsWithUid(raw: Uint8Array): ReadonlySet<number> {
  const identified = new Set<number>();
  let component = -1;
  for (const { line } of editableLines(raw)) {
    if (!isOfIdentified(line)) continue;
    if (line.name === 'BEGIN') component++;
    else if (line.name === 'UID') identified.add(component);
  }
  return identified;
}

/** Whether a line belongs to an event, task or journal itself. */
function isOfIdentified({ path }: EditableLine): boolean {
  const component = path[path.length - 1] ?? '';
  return component !== '' && component !== 'VCALENDAR' && component !== 'VTIMEZONE' && path.length === (path[0] === 'VCALENDAR' ? 2 : 1);
}

/** Mail alarms name whom to write to as ATTENDEE (RFC 5545 §3.6.6); that schedules nothing. */
function isOfPerson(line: EditableLine): boolean {
  return (line.name === 'ATTENDEE' || line.name === 'ORGANIZER') && !line.path.includes('VALARM');
}

function namesToMark(raw: Uint8Array, accountAddresses: readonly string[]): ReadonlySet<string> {
  const own = new Set(accountAddresses.map((address) => address.trim().replace(/^mailto:/i, '').toLowerCase()));
  const ownNames = new Set<string>();
  for (const { line } of editableLines(raw)) {
    if (isOfPerson(line) && own.has(calendarAddress(parseLine(textOf(line.text), 1)))) ownNames.add(line.name);
  }
  if (ownNames.has('ORGANIZER')) return new Set(['ATTENDEE']);
  return ownNames.has('ATTENDEE') ? new Set(['ORGANIZER']) : new Set(['ATTENDEE', 'ORGANIZER']);
}

/** RFC 6638 §7.2: SCHEDULE-FORCE-SEND would have a message sent all the same, so it goes. */
function withAgent(text: string): readonly string[] | undefined {
  const line = parseLine(text, 1);
  const agent = parameterValue(line, 'SCHEDULE-AGENT')?.toUpperCase();
  const isForced = parameterValue(line, 'SCHEDULE-FORCE-SEND') !== undefined;
  if ((agent === 'CLIENT' || agent === 'NONE') && !isForced) return undefined;
  const bare = withoutParameters(text, /^SCHEDULE-(?:AGENT|FORCE-SEND)$/i);
  const at = bare.search(/[;:]/);
  return [`${bare.slice(0, at)};SCHEDULE-AGENT=${agent === 'NONE' ? 'NONE' : 'CLIENT'}${bare.slice(at)}`];
}

/** A line without the parameters of such names; separators within quotes are none. */
function withoutParameters(text: string, name: RegExp): string {
  let kept = '';
  let from = 0;
  let isQuoted = false;
  for (let at = 0; at <= text.length; at++) {
    const letter = text[at];
    if (letter === '"') isQuoted = !isQuoted;
    if (isQuoted || (letter !== ';' && letter !== ':')) continue;
    const part = text.slice(from, at);
    if (from === 0 || !name.test(part.slice(1).split('=', 1)[0]?.trim() ?? '')) kept += part;
    from = at;
    if (letter === ':') return kept + text.slice(at);
  }
  return kept + text.slice(from);
}

function personText(line: ContentLine): string {
  const name = trimmed(parameterValue(line, 'CN') ?? '');
  const address = trimmed(line.value).replace(/^mailto:/i, '');
  const states = [parameterValue(line, 'ROLE'), parameterValue(line, 'PARTSTAT')].filter((state) => state !== undefined).join(', ');
  return `${name === '' ? address : `${name} <${address}>`}${states === '' ? '' : ` (${states})`}`;
}

/** Without blanks around it; `trim` would take octet 0xA0 for a blank, which may be the end of a letter. */
function trimmed(octets: string): string {
  return octets.replace(/^[ \t]+|[ \t]+$/g, '');
}

/** Text as its octets in UTF-8, a character each, which is what an edit works with. */
function octetsOf(text: string): string {
  return bytesAsText(new TextEncoder().encode(text));
}

function textOf(octets: string): string {
  return decodeBytes(textAsBytes(octets), undefined).text;
}
