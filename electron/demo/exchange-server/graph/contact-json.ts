import { ADDRESSES, CONTACT, EMAILS, IM_ADDRESSES, PHONES, type AddressKeys } from '../mailbox/contact-properties.ts';
import type { Draft, Item } from '../mailbox/item.ts';
import { textOf } from '../mailbox/item.ts';
import { PROP } from '../mailbox/known-properties.ts';
import type { MapiKey } from '../mailbox/property-keys.ts';
import { folderId, itemId, objectIn, textIn, type GraphCall, type Json } from './call.ts';
import { readExtendedJson } from './extended-json.ts';

const TEXTS: Readonly<Record<string, MapiKey>> = {
  assistantName: CONTACT.assistant,
  businessHomePage: CONTACT.homePage,
  companyName: CONTACT.company,
  department: CONTACT.department,
  displayName: PROP.displayName,
  fileAs: PROP.fileAs,
  generation: CONTACT.generation,
  givenName: PROP.givenName,
  initials: CONTACT.initials,
  jobTitle: CONTACT.jobTitle,
  manager: CONTACT.manager,
  middleName: CONTACT.middleName,
  mobilePhone: PHONES['MobilePhone'] ?? '0x3a1c',
  nickName: CONTACT.nickname,
  officeLocation: CONTACT.office,
  personalNotes: PROP.body,
  profession: CONTACT.profession,
  spouseName: CONTACT.spouse,
  surname: PROP.surname,
  title: CONTACT.title,
  yomiCompanyName: CONTACT.yomiCompany,
  yomiGivenName: CONTACT.yomiGivenName,
  yomiSurname: CONTACT.yomiSurname,
};
/** Lists of texts, each place a property of its own. */
const SLOTS: Readonly<Record<string, readonly MapiKey[]>> = {
  businessPhones: ['0x3a08', '0x3a1b'],
  homePhones: ['0x3a09', '0x3a2f'],
  imAddresses: IM_ADDRESSES,
};
const LISTS: Readonly<Record<string, MapiKey>> = { children: CONTACT.children, categories: PROP.categories };
const PLACES: Readonly<Record<string, AddressKeys>> = { businessAddress: ADDRESSES.Business, homeAddress: ADDRESSES.Home, otherAddress: ADDRESSES.Other };
const PARTS: readonly (readonly [string, keyof AddressKeys])[] = [['street', 'street'], ['city', 'city'], ['state', 'state'], ['countryOrRegion', 'country'], ['postalCode', 'postalCode']];

/** A contact as Graph gives it. */
export function contactJson(call: GraphCall, item: Item): Json {
  const { bag } = item;
  const written: Json = { ...outlookItemJson(call, item), parentFolderId: folderId(call, item.folder) };
  for (const [name, key] of Object.entries(TEXTS)) written[name] = textOf(bag, key) === '' ? (name === 'personalNotes' ? '' : null) : textOf(bag, key);
  for (const [name, keys] of Object.entries(SLOTS)) written[name] = keys.map((key) => textOf(bag, key)).filter((one) => one !== '');
  for (const [name, key] of Object.entries(LISTS)) written[name] = bag.get(key) ?? [];
  for (const [name, keys] of Object.entries(PLACES)) {
    written[name] = Object.fromEntries(PARTS.flatMap(([part, key]) => (textOf(bag, keys[key]) === '' ? [] : [[part, textOf(bag, keys[key])]])));
  }
  const emails = EMAILS.map((keys) => (textOf(bag, keys.address) === '' ? null : { name: textOf(bag, keys.displayName), address: textOf(bag, keys.address) }));
  written['emailAddresses'] = emails.filter((one) => one !== null);
  [written['primaryEmailAddress'], written['secondaryEmailAddress'], written['tertiaryEmailAddress']] = [emails[0] ?? null, emails[1] ?? null, emails[2] ?? null];
  written['birthday'] = bag.get(CONTACT.birthday) ?? null;
  return written;
}

/** Sets what a request says of a contact; what it does not name stays. */
export function readContactJson(body: Json, draft: Draft): void {
  for (const [name, key] of Object.entries(TEXTS)) setText(body, name, draft, key);
  setText(body, 'birthday', draft, CONTACT.birthday);
  for (const [name, keys] of Object.entries(SLOTS)) {
    const values = body[name];
    if (Array.isArray(values)) keys.forEach((key, at) => set(draft, key, values[at]));
  }
  for (const [name, key] of Object.entries(LISTS)) if (Array.isArray(body[name])) draft.bag.set(key, body[name] as string[]);
  for (const [name, keys] of Object.entries(PLACES)) {
    if (!(name in body)) continue;
    const place = objectIn(body, name);
    for (const [part, key] of PARTS) set(draft, keys[key], place[part]);
  }
  const emails = body['emailAddresses'];
  if (Array.isArray(emails)) {
    EMAILS.forEach((keys, at) => {
      const email = (emails[at] ?? {}) as Json;
      const name = textIn(email, 'name') || textIn(email, 'address');
      set(draft, keys.address, textIn(email, 'address'));
      set(draft, keys.displayName, name);
      set(draft, keys.original, name);
      set(draft, keys.type, textIn(email, 'address') === '' ? '' : 'SMTP');
    });
  }
  readExtendedJson(body, draft);
}

/** What all items of Outlook have; the etag goes with the change key. */
export function outlookItemJson(call: GraphCall, item: Item): Json {
  const changeKey = call.mailbox.ids.changeKey(item.change);
  return {
    '@odata.etag': `W/"${changeKey}"`,
    id: itemId(call, item),
    createdDateTime: textOf(item.bag, PROP.creationTime),
    lastModifiedDateTime: textOf(item.bag, PROP.lastModificationTime),
    changeKey,
    categories: item.bag.get(PROP.categories) ?? [],
  };
}

function setText(body: Json, name: string, draft: Draft, key: MapiKey): void {
  if (name in body) set(draft, key, body[name]);
}

function set(draft: Draft, key: MapiKey, value: unknown): void {
  if (typeof value === 'string' && value !== '') draft.bag.set(key, value);
  else draft.bag.delete(key);
}
