import { fieldLabel } from '../../../shared/messages/fields-en.ts';
import { isObject, type JsonObject, objectAt, objectsAt, parseJsonObject, textAt, textsAt } from '../graph/json.ts';
import { readGraph } from '../graph/read.ts';
import type { ReadContext } from '../reading.ts';
import { normaliseEmail } from '../text/normalise-email.ts';
import { normaliseText } from '../text/normalise-text.ts';
import { missingEntries } from './values.ts';

const TEXTS = ['displayName', 'givenName', 'middleName', 'surname', 'title', 'generation', 'initials', 'nickName', 'yomiGivenName', 'yomiSurname', 'yomiCompanyName', 'fileAs', 'companyName', 'department', 'jobTitle', 'profession', 'officeLocation', 'manager', 'assistantName', 'spouseName', 'businessHomePage', 'mobilePhone', 'birthday'];
/** How many values Exchange keeps of each (contact resource, v1.0). */
const LISTS: Readonly<Record<string, number>> = { businessPhones: 2, homePhones: 2, imAddresses: 3, children: 100, categories: 100 };
const EMAILS = 3;
const PLACES = ['businessAddress', 'homeAddress', 'otherAddress'];
/** Of these a second value is told in the notes where the contact has no room for it; a second name or picture is not a fact of its own. */
const TOLD_IN_NOTES = /^(?:emails|phones|addresses|onlineServices|links|organizations|titles|nicknames|anniversaries|relatedTo)(?:\/|$)/;

/** The kept contact with what only the others say: in its own properties where they have room, else as lines of its notes. */
export function mergeGraphContacts(kept: Uint8Array, others: readonly Uint8Array[], context: ReadContext): Uint8Array | null {
  const merged: Record<string, unknown> = { ...parseJsonObject(kept) };
  const given = others.map(parseJsonObject);
  for (const other of given) addTo(merged, other);
  for (const [index, other] of others.entries()) {
    const missing = missingEntries(readGraph(other, context).fields, readGraph(bytesOf(merged), context).fields);
    const lines = [...textsAt(given[index] ?? {}, 'personalNotes').filter((note) => !textAt(merged, 'personalNotes').includes(note)), ...missing.filter(({ field }) => TOLD_IN_NOTES.test(field)).map(({ field, text }) => `${fieldLabel(field)}: ${text}`)];
    if (lines.length > 0) merged['personalNotes'] = [...textsAt(merged, 'personalNotes'), ...lines].join('\n');
  }
  return bytesOf(merged);
}

function addTo(merged: Record<string, unknown>, other: JsonObject): void {
  for (const name of TEXTS) if (textAt(merged, name).trim() === '' && textAt(other, name).trim() !== '') merged[name] = other[name];
  for (const [name, most] of Object.entries(LISTS)) {
    const held = textsAt(merged, name);
    const more = textsAt(other, name).filter((text) => !held.some((one) => normaliseText(one) === normaliseText(text)));
    if (more.length > 0 && held.length < most) merged[name] = [...held, ...more].slice(0, most);
  }
  for (const name of PLACES) if (!isObject(merged[name]) || Object.values(objectAt(merged, name)).every((part) => part === null || part === '')) if (isObject(other[name])) merged[name] = other[name];
  const emails = objectsAt(merged, 'emailAddresses');
  const known = new Set(emails.map((email) => normaliseEmail(textAt(email, 'address'))));
  const more = objectsAt(other, 'emailAddresses').filter((email) => textAt(email, 'address') !== '' && !known.has(normaliseEmail(textAt(email, 'address'))));
  if (more.length > 0 && emails.length < EMAILS) merged['emailAddresses'] = [...emails, ...more].slice(0, EMAILS);
}

function bytesOf(contact: JsonObject): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(contact));
}
