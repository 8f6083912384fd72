import { CONTACT, EMAILS } from './contact-properties.ts';
import { emptyDraft, type Draft } from './item.ts';
import { PROP } from './known-properties.ts';
import type { MapiKey, PropertyValue } from './property-keys.ts';

/** A contact with a name, and what else it has by key. */
export function contactDraft(given: string, surname: string, more: Iterable<readonly [MapiKey, PropertyValue]> = []): Draft {
  const draft = emptyDraft('IPM.Contact');
  const name = `${given} ${surname}`.trim();
  setAll(draft, [[PROP.givenName, given], [PROP.surname, surname], [PROP.displayName, name], [PROP.subject, name], [PROP.fileAs, [surname, given].filter((part) => part !== '').join(', ')]]);
  setAll(draft, more);
  return draft;
}

/** Gives a contact its e-mail address of this place, from 0. */
export function setEmail(draft: Draft, place: number, address: string, name: string): void {
  const keys = EMAILS[place];
  if (keys === undefined) return;
  setAll(draft, [[keys.address, address], [keys.displayName, name], [keys.original, name], [keys.type, 'SMTP']]);
}

/** An event with a subject and a span in UTC. */
export function eventDraft(subject: string, start: string, end: string, uid: string): Draft {
  const draft = emptyDraft('IPM.Appointment');
  const goid = globalObjectId(uid);
  setAll(draft, [
    [PROP.subject, subject], [PROP.start, start], [PROP.end, end], [PROP.busyStatus, 2], [PROP.isAllDay, false], [PROP.startTimeZone, 'UTC'], [PROP.endTimeZone, 'UTC'],
    [PROP.globalObjectId, goid], [PROP.cleanGlobalObjectId, goid], [PROP.isReminderSet, false], [PROP.meetingState, 0],
  ]);
  return draft;
}

/** A task with a subject, due at the end of a day where one is given. */
export function taskDraft(subject: string, due: string | null): Draft {
  const draft = emptyDraft('IPM.Task');
  setAll(draft, [[PROP.subject, subject], [PROP.taskStatus, 0], [PROP.taskPercent, 0], [PROP.taskIsComplete, false], [PROP.isReminderSet, false]]);
  if (due !== null) draft.bag.set(PROP.taskDue, due);
  return draft;
}

const CALENDAR_MARK = '040000008200e00074c5b7101a82e008';
const UID_MARK = Buffer.from('vCal-Uid\x01\0\0\0', 'latin1');

/** The global object id that carries a UID (MS-OXOCAL §2.2.1.27), base64. */
export function globalObjectId(uid: string): string {
  if (new RegExp(`^${CALENDAR_MARK}`, 'i').test(uid) && /^(?:[0-9a-f]{2})+$/i.test(uid)) return Buffer.from(uid, 'hex').toString('base64');
  const data = Buffer.concat([UID_MARK, Buffer.from(uid, 'utf8'), Buffer.alloc(1)]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(data.length);
  return Buffer.concat([Buffer.from(CALENDAR_MARK, 'hex'), Buffer.alloc(20), length, data]).toString('base64');
}

/** The UID that a global object id carries, or its bytes in hex where it carries none. */
export function uidOf(globalId: string): string {
  const bytes = Buffer.from(globalId, 'base64');
  const at = bytes.indexOf(UID_MARK);
  return at < 0 ? bytes.toString('hex').toUpperCase() : bytes.subarray(at + UID_MARK.length, -1).toString('utf8');
}

/** A picture as a contact has it. */
export function setPhoto(draft: Draft, number: number, contentType: string, content: string): void {
  draft.attachments = draft.attachments.filter((one) => !one.isContactPhoto);
  draft.attachments.push({ number, name: 'ContactPicture.jpg', contentType, content, isInline: false, isContactPhoto: true, contentId: null });
  draft.bag.set(HAS_PICTURE, true);
}

/** MS-OXOCNTC §2.2.1.8.1. */
export const HAS_PICTURE: MapiKey = '{00062004-0000-0000-c000-000000000046}:0x8015';

function setAll(draft: Draft, pairs: Iterable<readonly [MapiKey, PropertyValue]>): void {
  for (const [key, value] of pairs) if (value !== '') draft.bag.set(key, value);
}

/** The company that a contact works for, as a pair to hand to `contactDraft`. */
export function worksFor(company: string, jobTitle: string): readonly (readonly [MapiKey, PropertyValue])[] {
  return [[CONTACT.company, company], [CONTACT.jobTitle, jobTitle]];
}
