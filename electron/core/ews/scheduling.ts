import { AppError } from '../../../shared/errors.ts';
import { mapiPropertyOf } from '../exchange/mapi-properties.ts';
import { graphIdOfUri } from '../exchange/mapi-property.ts';
import { guestLines, withLines } from '../graph/scheduling.ts';
import { objectAt, textAt } from '../graph/json.ts';
import { eventResource } from './event-resource.ts';
import { wrapSeries } from './wrapper.ts';
import { childOf, parseXml, type XmlNode } from './xml-node.ts';

/** Whether this event is a meeting that another person called: whoever creates it in EWS becomes its organizer. Never throws. */
export function isAnothersMeeting(raw: Uint8Array): boolean {
  return eventsIn(raw).some(isAnothers);
}

/** The event without organizer and guests, who stay as lines at the start of its text. Never throws. */
export function withoutEwsGuests(raw: Uint8Array): Uint8Array {
  return rewritten(raw, (event) => (isAnothers(event) || GUESTS.some((name) => childOf(event, name) !== undefined) ? alone(event) : event));
}

/** The event without a UID and whatever else says that it is the same as another: EWS gives a new one its own. Never throws. */
export function withoutEwsUid(raw: Uint8Array): Uint8Array {
  return rewritten(raw, (event) => ({ ...event, children: event.children.filter((child) => child.name !== 'UID' && !isIdentity(child)) }));
}

function eventsIn(raw: Uint8Array): readonly XmlNode[] {
  try {
    const root = parseXml(raw);
    return (root.name === 'series' ? root.children : [root]).filter(({ name }) => name === 'CalendarItem');
  } catch (thrown) {
    if (thrown instanceof AppError) return [];
    throw thrown;
  }
}

function rewritten(raw: Uint8Array, rewrite: (event: XmlNode) => XmlNode): Uint8Array {
  const [master, ...exceptions] = eventsIn(raw).map((event) => xmlOf(rewrite(event), ` xmlns:t="${TYPES}"`));
  return master === undefined ? raw : new TextEncoder().encode(wrapSeries(master, exceptions));
}

function isAnothers(event: XmlNode): boolean {
  return eventResource(event, [])['isOrganizer'] === false;
}

const GUESTS: readonly string[] = ['RequiredAttendees', 'OptionalAttendees', 'Resources'];
/** What an event has only as a meeting. */
const OF_MEETINGS: ReadonlySet<string> = new Set([
  ...GUESTS, 'Organizer', 'IsOrganizer', 'IsMeeting', 'IsCancelled', 'MeetingRequestWasSent', 'IsResponseRequested', 'MyResponseType', 'AppointmentReplyTime', 'AppointmentSequenceNumber', 'AppointmentState',
]);

function alone(event: XmlNode): XmlNode {
  const resource = eventResource(event, []);
  const body = withLines(objectAt(resource, 'body'), guestLines(resource));
  const text: XmlNode = { name: 'Body', attributes: { BodyType: textAt(body, 'contentType') === 'html' ? 'HTML' : 'Text' }, children: [], text: textAt(body, 'content') };
  return { ...event, children: [...event.children.filter(({ name }) => name !== 'Body' && !OF_MEETINGS.has(name)), text] };
}

function isIdentity(child: XmlNode): boolean {
  if (child.name !== 'ExtendedProperty') return false;
  const kind = mapiPropertyOf(graphIdOfUri(childOf(child, 'ExtendedFieldURI')?.attributes ?? {}))?.kind;
  return kind === 'identity' || kind === 'time';
}

const TYPES = 'http://schemas.microsoft.com/exchange/services/2006/types';

/** No element of the schema has text beside children. */
function xmlOf(node: XmlNode, declared = ''): string {
  const attributes = Object.entries(node.attributes).map(([name, value]) => ` ${name}="${escaped(value)}"`);
  const inner = node.children.length === 0 ? escaped(node.text) : node.children.map((child) => xmlOf(child)).join('');
  return `<t:${node.name}${declared}${attributes.join('')}>${inner}</t:${node.name}>`;
}

/** A carriage return would be read back as a line feed (XML 1.0 §2.11). */
function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/\r/g, '&#13;');
}
