import type { XmlElement } from '../../dav-server/read-xml.ts';
import { ADDRESSES, CONTACT, EMAILS, IM_ADDRESSES, PHONES, type AddressKeys } from '../mailbox/contact-properties.ts';
import type { Draft } from '../mailbox/item.ts';
import { textOf } from '../mailbox/item.ts';
import { PROP } from '../mailbox/known-properties.ts';
import { HAS_PICTURE } from '../mailbox/make-drafts.ts';
import type { MapiKey } from '../mailbox/property-keys.ts';
import { derivedField, flagField, listField, readOnly, textField, timeField, wordField, type Field, type ItemView } from './field.ts';
import { fileAsFor } from './file-as.ts';
import { kid, kids, kidText, x, xText } from './xml.ts';

const PARTS: readonly (readonly [string, keyof AddressKeys])[] = [['Street', 'street'], ['City', 'city'], ['State', 'state'], ['CountryOrRegion', 'country'], ['PostalCode', 'postalCode']];

// EWS keeps the rule as a number of Outlook's own; the word serves as well.
const FILE_AS_MAPPING: MapiKey = '{00062004-0000-0000-c000-000000000046}:0x8006';

/** One entry of a dictionary: how it is written, and how it is set. */
export interface Entry {
  readonly index: string;
  readonly keys: readonly MapiKey[];
  write(view: ItemView): string;
  read(entry: XmlElement, draft: Draft): void;
}

/** The entries of each dictionary by the URI that names it. */
export const DICTIONARIES: Readonly<Record<string, readonly Entry[]>> = {
  'contacts:EmailAddress': EMAILS.map((keys, at) => ({
    index: `EmailAddress${at + 1}`,
    keys: [keys.address, keys.displayName, keys.type, keys.original],
    write: (view) => {
      const address = textOf(view.bag, keys.address);
      const attributes = { Key: `EmailAddress${at + 1}`, Name: textOf(view.bag, keys.displayName) || address, RoutingType: textOf(view.bag, keys.type) || 'SMTP', MailboxType: 'OneOff' };
      return address === '' ? '' : xText('t:Entry', address, attributes);
    },
    read: (entry, draft) => {
      const name = entry.attributes['Name'] ?? entry.text;
      for (const [key, value] of [[keys.address, entry.text], [keys.displayName, name], [keys.original, name], [keys.type, entry.attributes['RoutingType'] ?? 'SMTP']] as const) draft.bag.set(key, value);
    },
  })),
  'contacts:PhoneNumber': Object.entries(PHONES).map(([index, key]) => plainEntry(index, key)),
  'contacts:ImAddress': IM_ADDRESSES.map((key, at) => plainEntry(`ImAddress${at + 1}`, key)),
  ...Object.fromEntries(PARTS.map(([element, part]) => [`contacts:PhysicalAddress:${element}`, (['Business', 'Home', 'Other'] as const).map((index) => partEntry(index, element, ADDRESSES[index][part]))])),
};

/** What contacts have beside what every item has. */
export const CONTACT_FIELDS: readonly Field[] = [
  textField('contacts:FileAs', 'FileAs', PROP.fileAs, { isDefault: true }),
  {
    uri: 'contacts:FileAsMapping',
    element: 'FileAsMapping',
    key: FILE_AS_MAPPING,
    write: (view) => {
      const word = textOf(view.bag, FILE_AS_MAPPING);
      return word === '' ? '' : xText('t:FileAsMapping', word);
    },
    read: (from, draft) => {
      draft.bag.set(FILE_AS_MAPPING, from.text.trim());
      const made = fileAsFor(from.text.trim(), draft.bag);
      if (made !== null) draft.bag.set(PROP.fileAs, made);
    },
    clear: (draft) => void draft.bag.delete(FILE_AS_MAPPING),
  },
  textField('contacts:DisplayName', 'DisplayName', PROP.displayName, { isDefault: true }),
  textField('contacts:GivenName', 'GivenName', PROP.givenName, { isDefault: true }),
  textField('contacts:Initials', 'Initials', CONTACT.initials),
  textField('contacts:MiddleName', 'MiddleName', CONTACT.middleName),
  textField('contacts:Nickname', 'Nickname', CONTACT.nickname),
  derivedField('contacts:CompleteName', 'CompleteName', completeName, { isDefault: true }),
  textField('contacts:CompanyName', 'CompanyName', CONTACT.company, { isDefault: true }),
  dictionaryField('contacts:EmailAddresses', 'EmailAddresses', ['contacts:EmailAddress'], { isDefault: true }),
  addressField(),
  dictionaryField('contacts:PhoneNumbers', 'PhoneNumbers', ['contacts:PhoneNumber'], { isDefault: true }),
  textField('contacts:AssistantName', 'AssistantName', CONTACT.assistant),
  timeField('contacts:Birthday', 'Birthday', CONTACT.birthday),
  textField('contacts:BusinessHomePage', 'BusinessHomePage', CONTACT.homePage),
  listField('contacts:Children', 'Children', CONTACT.children),
  listField('contacts:Companies', 'Companies', PROP.companies),
  derivedField('contacts:ContactSource', 'ContactSource', () => '', { isHidden: true }),
  textField('contacts:Department', 'Department', CONTACT.department),
  textField('contacts:Generation', 'Generation', CONTACT.generation),
  dictionaryField('contacts:ImAddresses', 'ImAddresses', ['contacts:ImAddress'], { isDefault: true }),
  textField('contacts:JobTitle', 'JobTitle', CONTACT.jobTitle, { isDefault: true }),
  textField('contacts:Manager', 'Manager', CONTACT.manager),
  textField('contacts:Mileage', 'Mileage', PROP.mileage),
  textField('contacts:OfficeLocation', 'OfficeLocation', CONTACT.office),
  wordField('contacts:PostalAddressIndex', 'PostalAddressIndex', CONTACT.postalAddressIndex, ['None', 'Home', 'Business', 'Other']),
  textField('contacts:Profession', 'Profession', CONTACT.profession),
  textField('contacts:SpouseName', 'SpouseName', CONTACT.spouse),
  textField('contacts:Surname', 'Surname', PROP.surname, { isDefault: true }),
  timeField('contacts:WeddingAnniversary', 'WeddingAnniversary', CONTACT.anniversary),
  { ...readOnly(flagField('contacts:HasPicture', 'HasPicture', HAS_PICTURE)) },
  textField('contacts:PhoneticFirstName', 'PhoneticFirstName', CONTACT.yomiGivenName, { isHidden: true }),
  textField('contacts:PhoneticLastName', 'PhoneticLastName', CONTACT.yomiSurname, { isHidden: true }),
  derivedField('contacts:Notes', 'Notes', (view) => (textOf(view.bag, PROP.body) === '' ? '' : xText('t:Notes', textOf(view.bag, PROP.body))), { isHidden: true }),
];

/** What distribution lists have beside what every item has. */
export const LIST_FIELDS: readonly Field[] = [
  textField('contacts:DisplayName', 'DisplayName', PROP.displayName, { isDefault: true }),
  textField('contacts:FileAs', 'FileAs', PROP.fileAs, { isDefault: true }),
  {
    uri: 'distributionlist:Members',
    element: 'Members',
    write: ({ item }) =>
      item.members.length === 0 ? '' : x('t:Members', item.members.map((one) => x('t:Member', x('t:Mailbox', xText('t:Name', one.name) + xText('t:EmailAddress', one.address) + xText('t:RoutingType', 'SMTP') + xText('t:MailboxType', 'OneOff')) + xText('t:Status', 'Normal'))).join('')),
    read: (from, draft) => {
      draft.members = kids(from, 'Member').map((one) => ({ name: kidText(kid(one, 'Mailbox'), 'Name'), address: kidText(kid(one, 'Mailbox'), 'EmailAddress') }));
    },
    clear: (draft) => void (draft.members = []),
  },
];

function plainEntry(index: string, key: MapiKey): Entry {
  return {
    index,
    keys: [key],
    write: (view) => (textOf(view.bag, key) === '' ? '' : xText('t:Entry', textOf(view.bag, key), { Key: index })),
    read: (entry, draft) => void draft.bag.set(key, entry.text),
  };
}

function partEntry(index: string, element: string, key: MapiKey): Entry {
  return {
    index,
    keys: [key],
    write: (view) => (textOf(view.bag, key) === '' ? '' : xText(`t:${element}`, textOf(view.bag, key))),
    read: (entry, draft) => {
      const part = kid(entry, element);
      if (part !== undefined) draft.bag.set(key, part.text);
    },
  };
}

function dictionaryField(uri: string, element: string, dictionaries: readonly string[], extra: Pick<Field, 'isDefault'>): Field {
  const entries = dictionaries.flatMap((name) => DICTIONARIES[name] ?? []);
  return {
    uri,
    element,
    ...extra,
    write: (view) => {
      const written = entries.map((one) => one.write(view)).join('');
      return written === '' ? '' : x(`t:${element}`, written);
    },
    read: (from, draft) => {
      for (const entry of kids(from, 'Entry')) entries.find((one) => one.index === entry.attributes['Key'])?.read(entry, draft);
    },
    clear: (draft) => {
      for (const key of entries.flatMap((one) => one.keys)) draft.bag.delete(key);
    },
  };
}

function addressField(): Field {
  const keys = Object.values(ADDRESSES).flatMap((one) => Object.values(one) as MapiKey[]);
  return {
    uri: 'contacts:PhysicalAddresses',
    element: 'PhysicalAddresses',
    isDefault: true,
    write: (view) => {
      const entries = (['Business', 'Home', 'Other'] as const).map((index) => {
        const parts = PARTS.map(([element, part]) => (textOf(view.bag, ADDRESSES[index][part]) === '' ? '' : xText(`t:${element}`, textOf(view.bag, ADDRESSES[index][part])))).join('');
        return parts === '' ? '' : x('t:Entry', parts, { Key: index });
      });
      return entries.join('') === '' ? '' : x('t:PhysicalAddresses', entries.join(''));
    },
    read: (from, draft) => {
      for (const entry of kids(from, 'Entry')) {
        for (const [element] of PARTS) DICTIONARIES[`contacts:PhysicalAddress:${element}`]?.find((one) => one.index === entry.attributes['Key'])?.read(entry, draft);
      }
    },
    clear: (draft) => {
      for (const key of keys) draft.bag.delete(key);
    },
  };
}

function completeName(view: ItemView): string {
  const parts: readonly (readonly [string, MapiKey])[] = [
    ['Title', CONTACT.title], ['FirstName', PROP.givenName], ['MiddleName', CONTACT.middleName], ['LastName', PROP.surname], ['Suffix', CONTACT.generation], ['Initials', CONTACT.initials],
    ['FullName', PROP.displayName], ['Nickname', CONTACT.nickname], ['YomiFirstName', CONTACT.yomiGivenName], ['YomiLastName', CONTACT.yomiSurname],
  ];
  const written = parts.map(([element, key]) => (textOf(view.bag, key) === '' ? '' : xText(`t:${element}`, textOf(view.bag, key)))).join('');
  return written === '' ? '' : x('t:CompleteName', written);
}
