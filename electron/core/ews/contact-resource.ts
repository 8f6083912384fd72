import { phonePlace } from '../csv/read-contact.ts';
import { htmlToText } from '../graph/html-text.ts';
import { PHOTO_PROPERTY, readGraphContact } from '../graph/read-contact.ts';
import type { JSContactCard } from '../jscontact/card.ts';
import type { CardBuilder } from '../jscontact/card-builder.ts';
import { asFlag, asList, asNothing, asText, isTrue, itemResource, type Resource, type Taker } from './item-resource.ts';
import { childOf, childrenOf, plainValue, textIn, type XmlNode } from './xml-node.ts';

/** A `t:Contact` as Graph's resource for the same contact. */
export function contactResource(contact: XmlNode): Resource {
  const resource = itemResource(contact, TAKERS, USUAL);
  const complete = childOf(contact, 'CompleteName');
  resource['title'] ??= textIn(complete, 'Title');
  resource['generation'] ??= textIn(complete, 'Suffix');
  resource['yomiGivenName'] ??= textIn(complete, 'YomiFirstName');
  resource['yomiSurname'] ??= textIn(complete, 'YomiLastName');
  const picture = childrenOf(childOf(contact, 'Attachments'), 'FileAttachment').find((one) => isTrue(textIn(one, 'IsContactPhoto')));
  const photo = textIn(picture, 'Content');
  if (photo !== '') resource[PHOTO_PROPERTY] ??= photo;
  return resource;
}

/** What a `t:Contact` says, as Graph's contact says it; phones that Graph has no name for stand under those of Outlook's tables. */
export function readEwsContact(contact: XmlNode, resource: Resource): JSContactCard {
  return readGraphContact(resource, (builder) => {
    for (const entry of childrenOf(childOf(contact, 'PhoneNumbers'), 'Entry')) addPhone(builder, entry);
  });
}

const PHONES: Readonly<Record<string, string>> = {
  AssistantPhone: 'assistant', BusinessFax: 'work-fax', Callback: 'callback', CarPhone: 'car', CompanyMainPhone: 'company', HomeFax: 'private-fax', Isdn: 'isdn', OtherFax: 'fax',
  OtherTelephone: '', Pager: 'pager', PrimaryPhone: 'main', RadioPhone: 'radio', Telex: 'telex', TtyTddPhone: 'textphone', BusinessMobile: 'work-mobile',
};
const GRAPH_PHONES: ReadonlySet<string> = new Set(['BusinessPhone', 'BusinessPhone2', 'HomePhone', 'HomePhone2', 'MobilePhone']);

function addPhone(builder: CardBuilder, entry: XmlNode): void {
  const key = entry.attributes['Key'] ?? '';
  const number = entry.text.trim();
  if (number === '' || GRAPH_PHONES.has(key)) return;
  const place = Object.hasOwn(PHONES, key) ? PHONES[key] : undefined;
  if (place === undefined) builder.unknown(`ews-PhoneNumbers-${key.slice(0, 40)}`, number);
  else builder.add('phones', { ...phonePlace(place), number });
}

/** The texts of a dictionary's entries, in the order of their keys. */
function entriesOf(dictionary: XmlNode, keys: readonly string[]): readonly XmlNode[] {
  return keys.flatMap((key) => childrenOf(dictionary, 'Entry').filter((entry) => entry.attributes['Key'] === key));
}

function textsOf(dictionary: XmlNode, ...keys: string[]): readonly string[] {
  return entriesOf(dictionary, keys).map(({ text }) => text.trim()).filter((text) => text !== '');
}

function takeAddresses(child: XmlNode, resource: Resource): void {
  for (const [key, name] of [['Business', 'businessAddress'], ['Home', 'homeAddress'], ['Other', 'otherAddress']] as const) {
    const [entry] = entriesOf(child, [key]);
    if (entry === undefined) continue;
    resource[name] = {
      street: textIn(entry, 'Street'), city: textIn(entry, 'City'), state: textIn(entry, 'State'), postalCode: textIn(entry, 'PostalCode'), countryOrRegion: textIn(entry, 'CountryOrRegion'),
    };
  }
}

/** A date beside the instant is told only where both do not name the same day. */
function asLocalDate(name: string, instant: string): Taker {
  return (child, resource, item) => {
    const local = child.text.trim();
    if (local !== '' && local.slice(0, 10) !== textIn(item, instant).slice(0, 10)) resource[name] = local;
  };
}

const TAKERS: Readonly<Record<string, Taker>> = {
  DisplayName: asText('displayName'),
  FileAs: asText('fileAs'),
  GivenName: asText('givenName'),
  Initials: asText('initials'),
  MiddleName: asText('middleName'),
  Nickname: asText('nickName'),
  Surname: asText('surname'),
  Generation: asText('generation'),
  DisplayNamePrefix: asText('title'),
  PhoneticFirstName: asText('yomiGivenName'),
  PhoneticLastName: asText('yomiSurname'),
  CompanyName: asText('companyName'),
  Department: asText('department'),
  JobTitle: asText('jobTitle'),
  Profession: asText('profession'),
  OfficeLocation: asText('officeLocation'),
  AssistantName: asText('assistantName'),
  Manager: asText('manager'),
  SpouseName: asText('spouseName'),
  Children: asList('children'),
  Birthday: asText('birthday'),
  WeddingAnniversary: asText('weddingAnniversary'),
  BirthdayLocal: asLocalDate('ews-BirthdayLocal', 'Birthday'),
  WeddingAnniversaryLocal: asLocalDate('ews-WeddingAnniversaryLocal', 'WeddingAnniversary'),
  BusinessHomePage: asText('businessHomePage'),
  EmailAddresses: (child, resource) => {
    const entries = entriesOf(child, ['EmailAddress1', 'EmailAddress2', 'EmailAddress3']);
    resource['emailAddresses'] = entries.map((entry) => ({ address: entry.text.trim(), name: entry.attributes['Name'] ?? '' })).filter(({ address }) => address !== '');
  },
  PhysicalAddresses: takeAddresses,
  PhoneNumbers: (child, resource) => {
    resource['businessPhones'] = textsOf(child, 'BusinessPhone', 'BusinessPhone2');
    resource['homePhones'] = textsOf(child, 'HomePhone', 'HomePhone2');
    resource['mobilePhone'] = textsOf(child, 'MobilePhone');
  },
  ImAddresses: (child, resource) => void (resource['imAddresses'] = textsOf(child, 'ImAddress1', 'ImAddress2', 'ImAddress3')),
  Body: (child, resource) => void (resource['personalNotes'] = child.attributes['BodyType'] === 'HTML' ? htmlToText(child.text) : child.text),
  Notes: (child, resource) => void (resource['personalNotes'] ??= child.text),
  Companies: (child, resource) => void (resource['ews-Companies'] = childrenOf(child, 'String').map(({ text }) => text)),
  /** Outlook keeps the name of a contact in it once more. */
  Subject: (child, resource, item) => {
    const text = child.text.trim();
    if (!['', textIn(item, 'DisplayName'), textIn(item, 'FileAs')].includes(text)) resource['ews-Subject'] = text;
  },
  Sensitivity: asUnless('ews-Sensitivity', 'Normal'),
  Importance: asUnless('ews-Importance', 'Normal'),
  HasAttachments: asNothing,
  ReminderIsSet: (child, resource, item) => {
    if (isTrue(child.text)) resource['ews-ReminderDueBy'] = textIn(item, 'ReminderDueBy');
  },
  Attachments: (child, resource) => {
    const names = child.children.filter((one) => !isTrue(textIn(one, 'IsContactPhoto'))).map((one) => textIn(one, 'Name')).sort();
    if (names.length > 0) resource['ews-Attachments'] = names.join(', ');
  },
  IsHidden: asFlag('ews-IsHidden'),
  Photo: asNothing,
  photo: (child, resource) => void (resource[PHOTO_PROPERTY] = child.text.trim()),
  ManagerMailbox: (child, resource) => void (resource['ews-ManagerMailbox'] = plainValue(child)),
};

function asUnless(name: string, usual: string): Taker {
  return (child, resource) => {
    if (child.text.trim() !== usual) resource[name] = child.text.trim();
  };
}

const USUAL: Readonly<Record<string, string>> = { PostalAddressIndex: 'None' };
