import type { FieldEntry } from '../../../shared/records.ts';
import type { ReadContext } from '../reading.ts';
import { normaliseEmail } from '../text/normalise-email.ts';
import { normalisePhone } from '../text/normalise-phone.ts';
import { normaliseText } from '../text/normalise-text.ts';
import { addressKey, addressText, coordinatesText } from './address-text.ts';
import type { Address, Anniversary, ById, JSContactCard, OnlineService, PartialDate, Resource, Timestamp } from './card.ts';
import { addKeyed, addText, compareEntries, fieldOf } from './field-list.ts';
import { describeMedia } from './media-text.ts';
import { addVCardProperties } from './vcard-properties.ts';

/** Every comparable value of a contact, whatever protocol it came by, in the order that ReadRecord asks for. */
export function jscontactFields(card: JSContactCard, context: ReadContext): FieldEntry[] {
  const fields: FieldEntry[] = [];
  addName(fields, card);
  addReach(fields, card, context);
  addPlaces(fields, card);
  addResources(fields, card, context);
  addPeople(fields, card);
  if (card.vCardProps !== undefined) addVCardProperties(fields, card.vCardProps, context);
  return fields.sort(compareEntries);
}

/** What a list shows for a contact: its name, else whatever else names it; empty where nothing does. */
export function jscontactTitle(card: JSContactCard): string {
  for (const candidate of TITLES) {
    const title = normaliseText(candidate(card) ?? '').replace(/\n/g, ' ');
    if (title !== '') return title;
  }
  return '';
}

const TITLES: readonly ((card: JSContactCard) => string | undefined)[] = [
  (card) => card.name?.full,
  (card) => {
    const parts = card.name?.components ?? [];
    return TITLE_ORDER.flatMap((kind) => parts.filter((part) => part.kind === kind && part.value !== '').map((part) => part.value)).join(' ');
  },
  (card) => first(card.nicknames)?.name,
  (card) => first(card.organizations)?.name,
  (card) => first(card.emails)?.address,
  (card) => first(card.phones)?.number,
];

const TITLE_ORDER = ['title', 'given', 'given2', 'surname', 'surname2', 'generation', 'credential'] as const;

function addName(fields: FieldEntry[], card: JSContactCard): void {
  const { name } = card;
  if (name?.full !== undefined) addText(fields, 'name/full', name.full);
  if (name?.components !== undefined) {
    const texts = new Map<string, string>();
    for (const { kind, value, phonetic } of name.components) {
      const earlier = texts.get(kind);
      if (value !== '') texts.set(kind, earlier === undefined ? value : `${earlier}, ${value}`);
      if (phonetic !== undefined) addText(fields, `name/${kind}/phonetic`, phonetic);
    }
    for (const [kind, text] of texts) addText(fields, `name/${kind}`, text);
  }
  for (const key in name?.sortAs) addText(fields, `name/sortAs/${key}`, name.sortAs[key] ?? '');
  each(card.nicknames, (nickname) => { addText(fields, 'nicknames', nickname.name); });
  each(card.organizations, (organization) => {
    if (organization.name !== undefined) addText(fields, fieldOf('organizations', organization), organization.name);
    for (const unit of organization.units ?? []) addText(fields, 'organizations/unit', unit.name);
  });
  each(card.titles, (title) => { addText(fields, title.kind === 'role' ? 'titles/role' : 'titles', title.name); });
}

function addReach(fields: FieldEntry[], card: JSContactCard, context: ReadContext): void {
  each(card.emails, (email) => { addKeyed(fields, fieldOf('emails', email), email.address, normaliseEmail(email.address)); });
  each(card.phones, (phone) => { addKeyed(fields, fieldOf('phones', phone, phone.features), phone.number, normalisePhone(phone.number, context.defaultRegion)); });
  each(card.onlineServices, (service) => { addService(fields, service); });
  each(card.links, (link) => { addText(fields, fieldOf('links', link), link.uri); });
  each(card.preferredLanguages, (preference) => { addText(fields, fieldOf('preferredLanguages', preference), preference.language); });
}

function addService(fields: FieldEntry[], entry: OnlineService): void {
  const field = `onlineServices/${entry.service ?? 'other'}`;
  const text = entry.user ?? entry.uri ?? '';
  const key = normaliseText(text).toLowerCase();
  if (key !== '') addKeyed(fields, field, text, key);
}

function addPlaces(fields: FieldEntry[], card: JSContactCard): void {
  each(card.addresses, (address) => { addAddress(fields, address); });
  each(card.anniversaries, (anniversary) => { addAnniversary(fields, anniversary); });
}

function addAddress(fields: FieldEntry[], address: Address): void {
  const field = fieldOf('addresses', address);
  const hasPlace = address.components !== undefined || address.full !== undefined;
  if (address.components !== undefined) addKeyed(fields, field, addressText(address.components), addressKey(address.components));
  if (address.full !== undefined) addText(fields, `${field}/full`, address.full);
  if (address.coordinates !== undefined) addText(fields, hasPlace ? `${field}/geo` : 'geo', coordinatesText(address));
  if (address.timeZone !== undefined) addText(fields, hasPlace ? `${field}/timeZone` : 'timeZone', address.timeZone);
}

function addAnniversary(fields: FieldEntry[], anniversary: Anniversary): void {
  const field = `anniversaries/${anniversary.kind}`;
  const { date, place } = anniversary;
  // A time of day is not what a person notices about a birthday; a shifted day is.
  if ('utc' in date) addKeyed(fields, field, date.utc, date.utc.slice(0, 10));
  else addText(fields, field, dateText(date));
  if (place !== undefined) addText(fields, `${field}/place`, place.full);
}

/** ISO 8601, with hyphens in the place of what is not known (RFC 6350 §4.3.1). */
function dateText(date: Exclude<PartialDate | Timestamp, Timestamp>): string {
  const year = date.year === undefined ? '-' : String(date.year).padStart(4, '0');
  const month = date.month === undefined ? undefined : String(date.month).padStart(2, '0');
  const day = date.day === undefined ? undefined : String(date.day).padStart(2, '0');
  if (day === undefined) return month === undefined ? year : `${year}-${month}`;
  return `${year}-${month ?? ''}-${day}`;
}

function addResources(fields: FieldEntry[], card: JSContactCard, context: ReadContext): void {
  each(card.media, (medium) => { addMedium(fields, `media/${medium.kind ?? 'photo'}`, medium, medium.kind === 'sound' ? 'sound' : 'picture', context); });
  each(card.cryptoKeys, (key) => { addMedium(fields, 'cryptoKeys', key, 'key', context); });
  each(card.calendars, (calendar) => { addText(fields, calendar.kind === 'freeBusy' ? 'calendars/freeBusy' : 'calendars', calendar.uri); });
  each(card.schedulingAddresses, (address) => { addText(fields, 'schedulingAddresses', address.uri); });
  each(card.directories, (directory) => { addText(fields, 'directories', directory.uri); });
}

function addMedium(fields: FieldEntry[], field: string, resource: Resource, noun: string, context: ReadContext): void {
  const { text, key } = describeMedia(resource.uri, noun, context.digest);
  if (text !== '') addKeyed(fields, field, text, key);
}

function addPeople(fields: FieldEntry[], card: JSContactCard): void {
  each(card.notes, (note) => { addText(fields, 'notes', note.note); });
  for (const keyword in card.keywords) addText(fields, 'keywords', keyword);
  each(card.personalInfo, (info) => { addText(fields, `personalInfo/${info.kind}`, info.value); });
  for (const other in card.relatedTo) {
    const relations = Object.keys(card.relatedTo[other]?.relation ?? {});
    for (const relation of relations.length === 0 ? [''] : relations) addText(fields, relation === '' ? 'relatedTo' : `relatedTo/${relation}`, other);
  }
  for (const member in card.members) addKeyed(fields, 'members', member, member.toLowerCase().replace(/^urn:uuid:/, ''));
  if (card.language !== undefined) addText(fields, 'language', card.language);
  if (card.kind !== undefined && card.kind !== 'individual') addText(fields, 'kind', card.kind);
  if (card.speakToAs?.grammaticalGender !== undefined) addText(fields, 'speakToAs', card.speakToAs.grammaticalGender);
  each(card.speakToAs?.pronouns, (entry) => { addText(fields, 'speakToAs/pronouns', entry.pronouns); });
}

function each<Value>(entries: ById<Value> | undefined, take: (entry: Value) => void): void {
  for (const id in entries) {
    const entry = entries[id];
    if (entry !== undefined) take(entry);
  }
}

function first<Value>(entries: ById<Value> | undefined): Value | undefined {
  for (const id in entries) return entries[id];
  return undefined;
}
