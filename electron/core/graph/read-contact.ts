import type { AddressKind, JSContactCard, Placed } from '../jscontact/card.ts';
import { createCardBuilder, type CardBuilder } from '../jscontact/card-builder.ts';
import { normaliseEmail } from '../text/normalise-email.ts';
import { objectAt, objectsAt, readable, textAt, textsAt, type JsonObject } from './json.ts';
import { isPlumbing } from './plumbing.ts';

const WORK: Placed = { contexts: { work: true } };
const HOME: Placed = { contexts: { private: true } };
const ELSEWHERE: Placed = {};

/** Where a contact's picture stands in its body, in base64: Graph gives it by a request of its own. */
export const PHOTO_PROPERTY = '@synctrace.photo';

/**
 * What a Graph `contact` says, in JSContact's terms (RFC 9553); what has no place there keeps Graph's own name. `addMore` adds what the
 * same contact says elsewhere.
 */
export function readGraphContact(contact: JsonObject, addMore?: (builder: CardBuilder) => void): JSContactCard {
  const builder = createCardBuilder();
  addName(builder, contact);
  builder.organization(textAt(contact, 'companyName'), textAt(contact, 'department'));
  addTitle(builder, textAt(contact, 'jobTitle'), 'title');
  addTitle(builder, textAt(contact, 'profession'), 'role');
  addEmails(builder, contact);
  for (const number of textsAt(contact, 'businessPhones')) builder.add('phones', { ...WORK, number });
  for (const number of textsAt(contact, 'homePhones')) builder.add('phones', { ...HOME, number });
  for (const number of textsAt(contact, 'mobilePhone')) builder.add('phones', { number, features: { mobile: true } });
  for (const user of textsAt(contact, 'imAddresses')) builder.add('onlineServices', { user });
  for (const uri of textsAt(contact, 'businessHomePage')) builder.add('links', { ...WORK, uri });
  addAddress(builder, objectAt(contact, 'businessAddress'), WORK);
  addAddress(builder, objectAt(contact, 'homeAddress'), HOME);
  addAddress(builder, objectAt(contact, 'otherAddress'), ELSEWHERE);
  addDate(builder, 'birth', textAt(contact, 'birthday'));
  addDate(builder, 'wedding', textAt(contact, 'weddingAnniversary'));
  for (const note of textsAt(contact, 'personalNotes')) builder.add('notes', { note });
  for (const category of textsAt(contact, 'categories')) builder.keyword(category);
  builder.related(textAt(contact, 'spouseName'), 'spouse');
  builder.related(textAt(contact, 'assistantName'), 'assistant');
  builder.related(textAt(contact, 'manager'), 'manager');
  for (const child of textsAt(contact, 'children')) builder.related(child, 'child');
  const photo = textAt(contact, PHOTO_PROPERTY);
  if (photo !== '') builder.add('media', { kind: 'photo', uri: `data:image/jpeg;base64,${photo.replace(/\s+/g, '')}` });
  addMore?.(builder);
  for (const name of Object.keys(contact)) if (!READ.has(name) && !isPlumbing(name)) builder.unknown(name, readable(contact[name]));
  return builder.build();
}

const READ: ReadonlySet<string> = new Set([
  'displayName', 'title', 'givenName', 'middleName', 'surname', 'generation', 'yomiGivenName', 'yomiSurname', 'nickName', 'companyName', 'department', 'jobTitle', 'profession',
  'emailAddresses', 'primaryEmailAddress', 'secondaryEmailAddress', 'tertiaryEmailAddress', 'businessPhones', 'homePhones', 'mobilePhone', 'imAddresses', 'businessHomePage',
  'businessAddress', 'homeAddress', 'otherAddress', 'birthday', 'weddingAnniversary', 'personalNotes', 'categories', 'spouseName', 'assistantName', 'manager', 'children', 'photo',
]);

function addName(builder: CardBuilder, contact: JsonObject): void {
  builder.fullName(textAt(contact, 'displayName'));
  builder.namePart('title', textAt(contact, 'title'));
  builder.namePart('given', textAt(contact, 'givenName'));
  builder.namePart('given2', textAt(contact, 'middleName'));
  builder.namePart('surname', textAt(contact, 'surname'));
  builder.namePart('generation', textAt(contact, 'generation'));
  builder.phonetic('given', textAt(contact, 'yomiGivenName'));
  builder.phonetic('surname', textAt(contact, 'yomiSurname'));
  for (const name of textsAt(contact, 'nickName')) builder.add('nicknames', { name });
}

function addTitle(builder: CardBuilder, name: string, kind: 'title' | 'role'): void {
  if (name.trim() !== '') builder.add('titles', kind === 'role' ? { name, kind } : { name });
}

/** The three slots come again under names of their own, which count only where they say something new. */
function addEmails(builder: CardBuilder, contact: JsonObject): void {
  const known = new Set<string>();
  const slots = ['primaryEmailAddress', 'secondaryEmailAddress', 'tertiaryEmailAddress'].map((name) => objectAt(contact, name));
  [...objectsAt(contact, 'emailAddresses'), ...slots].forEach((email, index, all) => {
    const address = textAt(email, 'address').trim();
    const isSlot = index >= all.length - slots.length;
    if (address === '' || (isSlot && known.has(normaliseEmail(address)))) return;
    known.add(normaliseEmail(address));
    builder.add('emails', { address });
    const name = textAt(email, 'name').trim();
    if (!isUsualName(name, address, textAt(contact, 'displayName').trim())) builder.unknown('emailAddresses.name', name);
  });
}

/** Outlook names an address by itself or by the contact unless a person chose another name. */
function isUsualName(name: string, address: string, displayName: string): boolean {
  return name === '' || name === displayName || name.toLowerCase() === address.toLowerCase() || name.toLowerCase() === `${displayName} (${address})`.toLowerCase();
}

const PARTS: readonly (readonly [string, AddressKind])[] = [
  ['street', 'name'], ['city', 'locality'], ['state', 'region'], ['postalCode', 'postcode'], ['countryOrRegion', 'country'],
];

function addAddress(builder: CardBuilder, address: JsonObject, place: Placed): void {
  const components = PARTS.flatMap(([name, kind]) => {
    const value = textAt(address, name).replace(/\r\n?/g, '\n').trim();
    return value === '' ? [] : [{ kind, value }];
  });
  if (components.length > 0) builder.add('addresses', { ...place, components });
}

/** Graph gives dates as an instant near noon, so that the day holds in every zone; Outlook writes 1604 where the year is not known. */
function addDate(builder: CardBuilder, kind: string, instant: string): void {
  const match = /^(\d{4})-(\d\d)-(\d\d)/.exec(instant);
  if (match === null) {
    builder.unknown(kind === 'birth' ? 'birthday' : 'weddingAnniversary', instant);
    return;
  }
  const year = Number(match[1]);
  builder.add('anniversaries', { kind, date: { ...(year === 1604 || year <= 1 ? {} : { year }), month: Number(match[2]), day: Number(match[3]) } });
}
