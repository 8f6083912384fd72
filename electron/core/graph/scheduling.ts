import { AppError } from '../../../shared/errors.ts';
import { mapiPropertyOf } from '../exchange/mapi-properties.ts';
import { objectAt, objectsAt, parseJsonObject, textAt, type JsonObject } from './json.ts';

/** Whether Graph could send messages about this event: it, or an exception of its series, has guests or is another's meeting. Never throws. */
export function hasGraphGuests(raw: Uint8Array): boolean {
  const event = eventIn(raw);
  return event !== undefined && [event, ...objectsAt(event, 'exceptionOccurrences')].some(isMeeting);
}

/** The event without organizer and guests, who stay as lines at the start of its text: Graph has no other form that tells nobody. Never throws. */
export function withoutGraphGuests(raw: Uint8Array): Uint8Array {
  const event = eventIn(raw);
  if (event === undefined || !hasGraphGuests(raw)) return raw;
  const exceptions = objectsAt(event, 'exceptionOccurrences').map(alone);
  return bytesOf({ ...alone(event), ...(exceptions.length === 0 ? {} : { exceptionOccurrences: exceptions }) });
}

/** The event without a UID and whatever else says that it is the same as another: Graph gives a new one its own. Never throws. */
export function withoutGraphUid(raw: Uint8Array): Uint8Array {
  const event = eventIn(raw);
  if (event === undefined) return raw;
  const { iCalUId: _uid, uid: _sameUid, transactionId: _transaction, singleValueExtendedProperties: _extended, ...rest } = event;
  // Of its MAPI properties the marks of programs go with it, not those that tell which event it is.
  const marks = objectsAt(event, 'singleValueExtendedProperties').filter((property) => !['identity', 'time'].includes(mapiPropertyOf(textAt(property, 'id'))?.kind ?? 'trace'));
  return bytesOf({ ...rest, ...(marks.length === 0 ? {} : { singleValueExtendedProperties: marks }) });
}

function eventIn(raw: Uint8Array): JsonObject | undefined {
  try {
    return parseJsonObject(raw);
  } catch (thrown) {
    if (thrown instanceof AppError) return undefined;
    throw thrown;
  }
}

function isMeeting(event: JsonObject): boolean {
  return objectsAt(event, 'attendees').length > 0 || event['isOrganizer'] === false;
}

function alone(event: JsonObject): JsonObject {
  if (!isMeeting(event)) return event;
  const { attendees: _attendees, organizer: _organizer, isOrganizer: _isOrganizer, responseStatus: _response, hideAttendees: _hidden, bodyPreview: _preview, ...rest } = event;
  return { ...rest, body: withLines(objectAt(event, 'body'), guestLines(event)) };
}

/** Organizer and guests of an event of Graph's shape as lines for people. */
export function guestLines(event: JsonObject): readonly string[] {
  const organizer = personText(objectAt(event, 'organizer'), []);
  const guests = objectsAt(event, 'attendees').map((guest) => personText(guest, [textAt(guest, 'type'), textAt(objectAt(guest, 'status'), 'response')]));
  return [...(organizer === '' ? [] : [`Organizer: ${organizer}`]), ...guests.filter((guest) => guest !== '').map((guest) => `Guest: ${guest}`)];
}

function personText(person: JsonObject, states: readonly string[]): string {
  const email = objectAt(person, 'emailAddress');
  const [name, address] = [textAt(email, 'name').trim(), textAt(email, 'address').trim()];
  const told = states.filter((state) => !['', 'none', 'required'].includes(state)).join(', ');
  const who = name === '' || name.toLowerCase() === address.toLowerCase() ? address : address === '' ? name : `${name} <${address}>`;
  return who === '' || told === '' ? who : `${who} (${told})`;
}

/** A text of Graph's shape with lines put before it. */
export function withLines(body: JsonObject, lines: readonly string[]): JsonObject {
  const content = textAt(body, 'content');
  if (textAt(body, 'contentType').toLowerCase() !== 'html') return { contentType: 'text', content: [...lines, ...(content === '' ? [] : ['', content])].join('\n') };
  const start = /<body\b[^>]*>/i.exec(content);
  const at = start === null ? 0 : start.index + start[0].length;
  const block = lines.map((line) => `<div>${escapeHtml(line)}</div>`).join('');
  return { contentType: 'html', content: `${content.slice(0, at)}${block}${content === '' ? '' : '<br>'}${content.slice(at)}` };
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function bytesOf(event: JsonObject): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(event));
}
