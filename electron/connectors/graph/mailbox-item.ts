import type { RecordKind } from '../../../shared/records.ts';
import { type JsonObject, objectsAt, textAt } from '../../core/graph/json.ts';

const ADDRESS = '{00062004-0000-0000-C000-000000000046}';
const APPOINTMENT = '{00062002-0000-0000-C000-000000000046}';
const TASK = '{00062003-0000-0000-C000-000000000046}';

/** MS-OXPROPS: what a contact, event or task is about, by Graph's name of the property. */
const TEXTS: Readonly<Record<RecordKind, Readonly<Record<string, string>>>> = {
  contact: {
    displayName: 'String 0x3001', givenName: 'String 0x3A06', surname: 'String 0x3A11', companyName: 'String 0x3A16', jobTitle: 'String 0x3A17', mobilePhone: 'String 0x3A1C',
  },
  event: { subject: 'String 0x0037' },
  task: { title: 'String 0x0037' },
};
const BUSINESS_PHONE = 'String 0x3A08';
const HOME_PHONE = 'String 0x3A09';
const EMAILS: readonly string[] = [`String ${ADDRESS} Id 0x8083`, `String ${ADDRESS} Id 0x8093`];
const START = `SystemTime ${APPOINTMENT} Id 0x820D`;
const END = `SystemTime ${APPOINTMENT} Id 0x820E`;
const LOCATION = `String ${APPOINTMENT} Id 0x8208`;
const DUE = `SystemTime ${TASK} Id 0x8105`;
const UID = 'Binary {6ED8DA90-450B-101B-98DA-00AA003F1305} Id 0x0023';
/** MS-OXOCAL §2.2.1.10: the first bit says that it is a meeting. */
export const MEETING_STATE_ID = `Integer ${APPOINTMENT} Id 0x8217`;

/** The properties to ask for. */
export const CONTENT_IDS: readonly string[] = [
  ...new Set([...Object.values(TEXTS).flatMap((one) => Object.values(one)), BUSINESS_PHONE, HOME_PHONE, ...EMAILS, START, END, LOCATION, DUE, MEETING_STATE_ID]),
];

const NAMED: ReadonlySet<string> = new Set(CONTENT_IDS.map((id) => id.toLowerCase()));

/** A mailbox item under the names that Graph has for a resource of its kind; its own class and size stand beside as annotations. */
export function contentOf(item: JsonObject, kind: RecordKind): JsonObject {
  const { type, size, singleValueExtendedProperties: _values, ...others } = item;
  // What stands under a name of its own stands there alone: a live item has no other.
  const rest = { ...others, singleValueExtendedProperties: objectsAt(item, 'singleValueExtendedProperties').filter((one) => !NAMED.has(textAt(one, 'id').toLowerCase())) };
  const value = (id: string) => propertyOf(item, id);
  const texts = Object.fromEntries(Object.entries(TEXTS[kind]).map(([name, id]) => [name, value(id)] as const).filter(([, text]) => text !== ''));
  const more = kind === 'contact' ? contactContent(value) : kind === 'event' ? eventContent(value) : withTime('dueDateTime', value(DUE));
  const odataType = kind === 'contact' ? '#microsoft.graph.contact' : kind === 'event' ? '#microsoft.graph.event' : '#microsoft.graph.todoTask';
  return { ...rest, '@odata.type': odataType, '@synctrace.itemClass': type ?? '', '@synctrace.size': size ?? 0, ...texts, ...more };
}

function contactContent(value: (id: string) => string): JsonObject {
  const list = (...ids: readonly string[]) => ids.map(value).filter((text) => text !== '');
  return { businessPhones: list(BUSINESS_PHONE), homePhones: list(HOME_PHONE), emailAddresses: list(...EMAILS).map((address) => ({ name: address, address })) };
}

function eventContent(value: (id: string) => string): JsonObject {
  const uid = uidOf(value(UID));
  const location = value(LOCATION);
  return { ...(uid === '' ? {} : { iCalUId: uid }), ...withTime('start', value(START)), ...withTime('end', value(END)), ...(location === '' ? {} : { location: { displayName: location } }) };
}

function withTime(name: string, utc: string): JsonObject {
  return utc === '' ? {} : { [name]: { dateTime: utc.replace(/Z$/, ''), timeZone: 'UTC' } };
}

/** MS-OXCICAL §2.1.3.1.1.20.26: a UID of another program stands within, behind `vCal-Uid`; else it is the whole id in hex. */
function uidOf(base64: string): string {
  const bytes = Buffer.from(base64, 'base64');
  const mark = bytes.indexOf('vCal-Uid', 0, 'latin1');
  if (mark < 0) return bytes.toString('hex').toUpperCase();
  const inner = bytes.subarray(mark + 12);
  const end = inner.indexOf(0);
  return inner.subarray(0, end < 0 ? inner.length : end).toString('utf8');
}

/** Whether an item of Deleted Items can be brought back: a contact, or an event of which it is known that it is no meeting. */
export function mayBeMoved(json: JsonObject): boolean {
  const itemClass = textAt(json, 'type').toLowerCase();
  if (/^ipm\.contact(?:\.|$)/.test(itemClass)) return true;
  const state = propertyOf(json, MEETING_STATE_ID);
  return /^ipm\.appointment(?:\.|$)/.test(itemClass) && /^\d+$/.test(state) && (Number(state) & 1) === 0;
}

/** PidTagSearchKey of an item, '' where it did not come along. */
export function searchKeyIn(json: JsonObject): string {
  return propertyOf(json, 'Binary 0x300B');
}

/** The value of an extended property that came along. */
function propertyOf(json: JsonObject, id: string): string {
  return textAt(objectsAt(json, 'singleValueExtendedProperties').find((one) => textAt(one, 'id').toLowerCase() === id.toLowerCase()) ?? {}, 'value');
}
