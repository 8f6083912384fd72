import { escapeText } from '../content-lines/escape.ts';
import { writeContentLine, type WrittenParameter } from '../content-lines/write-content-line.ts';
import type { ById, JSContactCard, NameKind, OnlineService, PartialDate, Placed, Resource, Timestamp, TrueSet } from '../jscontact/card.ts';
import { jscontactTitle } from '../jscontact/jscontact-fields.ts';
import { addressComponents } from './written-address.ts';

/**
 * The card as a vCard 3.0 (RFC 2426), which every program reads, its properties in a fixed order. A person's own labels go the way
 * of iOS and Google (`itemN.X-ABLabel`). What 3.0 has no property for is written as the X- property that most writers use.
 */
export function writeVCard(card: JSContactCard): string {
  const writer: Writer = { lines: [], groups: 0 };
  line(writer, 'BEGIN', [], 'VCARD');
  line(writer, 'VERSION', [], '3.0');
  writeName(writer, card);
  writeReach(writer, card);
  writePlacesAndDates(writer, card);
  writeRest(writer, card);
  line(writer, 'END', [], 'VCARD');
  return writer.lines.join('');
}

interface Writer {
  readonly lines: string[];
  groups: number;
}

function line(writer: Writer, name: string, params: readonly WrittenParameter[], value: string): void {
  writer.lines.push(writeContentLine(name, params, value));
}

/** A line with its place as TYPE, and its label in a group of its own. */
function placedLine(writer: Writer, name: string, place: Placed, types: readonly string[], value: string, more: readonly WrittenParameter[] = []): void {
  const all = [...typesOf(place), ...types];
  const params = all.length === 0 ? more : [{ name: 'TYPE', values: all }, ...more];
  if (place.label === undefined) {
    line(writer, name, params, value);
    return;
  }
  const group = `item${++writer.groups}`;
  line(writer, `${group}.${name}`, params, value);
  line(writer, `${group}.X-ABLabel`, [], escapeText(place.label));
}

function typesOf(place: Placed): readonly string[] {
  const types = Object.keys(place.contexts ?? {}).map((context) => (context === 'private' ? 'HOME' : context.toUpperCase()));
  return place.pref === undefined ? types : [...types, 'PREF'];
}

function writeName(writer: Writer, card: JSContactCard): void {
  const components = card.name?.components ?? [];
  // vCard 3.0 has one place for suffixes of both kinds and one for last names.
  const part = (...kinds: readonly NameKind[]): string =>
    kinds.flatMap((kind) => components.filter((component) => component.kind === kind && component.value !== '').map((component) => escapeText(component.value))).join(',');
  line(writer, 'N', [], [part('surname', 'surname2'), part('given'), part('given2'), part('title'), part('generation', 'credential')].join(';'));
  line(writer, 'FN', [], escapeText(card.name?.full ?? jscontactTitle(card)));
  for (const { kind, phonetic } of components) {
    const name = PHONETIC[kind];
    if (phonetic !== undefined && name !== undefined) line(writer, name, [], escapeText(phonetic));
  }
  const sortKey = card.name?.sortAs?.['surname'];
  if (sortKey !== undefined) line(writer, 'SORT-STRING', [], escapeText(sortKey));
  const nicknames = valuesOf(card.nicknames).map((nickname) => escapeText(nickname.name));
  if (nicknames.length > 0) line(writer, 'NICKNAME', [], nicknames.join(','));
  for (const organization of valuesOf(card.organizations)) {
    const names = [organization.name ?? '', ...(organization.units ?? []).map((unit) => unit.name)];
    placedLine(writer, 'ORG', organization, [], names.map(escapeText).join(';'));
  }
  for (const title of valuesOf(card.titles)) line(writer, title.kind === 'role' ? 'ROLE' : 'TITLE', [], escapeText(title.name));
}

const PHONETIC: Readonly<Partial<Record<NameKind, string>>> = {
  given: 'X-PHONETIC-FIRST-NAME', given2: 'X-PHONETIC-MIDDLE-NAME', surname: 'X-PHONETIC-LAST-NAME',
};

function writeReach(writer: Writer, card: JSContactCard): void {
  for (const email of valuesOf(card.emails)) placedLine(writer, 'EMAIL', email, ['INTERNET'], escapeText(email.address));
  for (const phone of valuesOf(card.phones)) placedLine(writer, 'TEL', phone, featuresOf(phone.features), escapeText(phone.number));
  for (const service of valuesOf(card.onlineServices)) writeService(writer, service);
  for (const link of valuesOf(card.links)) placedLine(writer, 'URL', link, [], link.uri);
}

function featuresOf(features: TrueSet | undefined): readonly string[] {
  return Object.keys(features ?? {}).map((feature) => (feature === 'mobile' ? 'CELL' : feature === 'main-number' ? 'MAIN' : feature.toUpperCase()));
}

function writeService(writer: Writer, entry: OnlineService): void {
  const service = entry.service === undefined ? [] : [{ name: 'X-SERVICE-TYPE', values: [entry.service] }];
  if (entry.uri !== undefined && /^https?:/i.test(entry.uri)) {
    const user = entry.user === undefined ? [] : [{ name: 'X-USER', values: [entry.user] }];
    placedLine(writer, 'X-SOCIALPROFILE', entry, entry.service === undefined ? [] : [entry.service], entry.uri, user);
    return;
  }
  const scheme = (entry.service ?? 'x-other').toLowerCase().replace(/[^a-z0-9+.-]+/g, '');
  placedLine(writer, 'IMPP', entry, [], escapeText(entry.uri ?? `${/^[a-z]/.test(scheme) ? scheme : `x-${scheme}`}:${entry.user ?? ''}`), service);
}

function writePlacesAndDates(writer: Writer, card: JSContactCard): void {
  for (const address of valuesOf(card.addresses)) {
    const place = { ...address };
    if (address.components !== undefined) placedLine(writer, 'ADR', place, [], addressComponents(address.components).map(escapeText).join(';'));
    if (address.full !== undefined) placedLine(writer, 'LABEL', place, [], escapeText(address.full));
    const coordinates = /^geo:(-?[\d.]+),(-?[\d.]+)/.exec(address.coordinates ?? '');
    if (coordinates !== null) line(writer, 'GEO', [], `${coordinates[1] ?? ''};${coordinates[2] ?? ''}`);
    if (address.timeZone !== undefined) line(writer, 'TZ', [{ name: 'VALUE', values: ['text'] }], escapeText(address.timeZone));
  }
  for (const { kind, date } of valuesOf(card.anniversaries)) {
    if (kind === 'birth') line(writer, 'BDAY', [], dateText(date));
    else if (kind === 'wedding') line(writer, 'X-ANNIVERSARY', [], dateText(date));
    else if (kind === 'death') line(writer, 'DEATHDATE', [], dateText(date));
    else placedLine(writer, 'X-ABDATE', { label: kind }, [], dateText(date));
  }
}

/** ISO 8601 with hyphens; a missing year as RFC 6350 §4.3.1 has it, which 3.0 readers know by now. */
function dateText(date: PartialDate | Timestamp): string {
  if ('utc' in date) return date.utc;
  const two = (number: number | undefined): string => String(number ?? 0).padStart(2, '0');
  if (date.year === undefined) return date.day === undefined ? `--${two(date.month)}` : date.month === undefined ? `---${two(date.day)}` : `--${two(date.month)}-${two(date.day)}`;
  const year = String(date.year).padStart(4, '0');
  return date.month === undefined ? year : date.day === undefined ? `${year}-${two(date.month)}` : `${year}-${two(date.month)}-${two(date.day)}`;
}

function writeRest(writer: Writer, card: JSContactCard): void {
  for (const medium of valuesOf(card.media)) writeResource(writer, medium.kind === 'logo' ? 'LOGO' : medium.kind === 'sound' ? 'SOUND' : 'PHOTO', medium);
  for (const key of valuesOf(card.cryptoKeys)) writeResource(writer, 'KEY', key);
  for (const calendar of valuesOf(card.calendars)) line(writer, calendar.kind === 'freeBusy' ? 'FBURL' : 'CALURI', [], calendar.uri);
  for (const address of valuesOf(card.schedulingAddresses)) line(writer, 'CALADRURI', [], address.uri);
  for (const directory of valuesOf(card.directories)) line(writer, 'SOURCE', [], directory.uri);
  for (const preference of valuesOf(card.preferredLanguages)) placedLine(writer, 'LANG', preference, [], escapeText(preference.language));
  for (const { note } of valuesOf(card.notes)) line(writer, 'NOTE', [], escapeText(note));
  const keywords = Object.keys(card.keywords ?? {});
  if (keywords.length > 0) line(writer, 'CATEGORIES', [], keywords.map(escapeText).join(','));
  for (const info of valuesOf(card.personalInfo)) line(writer, info.kind === 'other' ? 'X-PERSONAL-INFO' : info.kind.toUpperCase(), [], escapeText(info.value));
  for (const [other, { relation }] of Object.entries(card.relatedTo ?? {})) {
    const words = Object.keys(relation);
    for (const word of words.length === 0 ? [undefined] : words) placedLine(writer, 'X-ABRELATEDNAMES', word === undefined ? {} : { label: word }, [], escapeText(other));
  }
  if (card.kind !== undefined) line(writer, 'X-ADDRESSBOOKSERVER-KIND', [], escapeText(card.kind));
  for (const member of Object.keys(card.members ?? {})) line(writer, 'X-ADDRESSBOOKSERVER-MEMBER', [], member);
  for (const [name, , , value] of card.vCardProps ?? []) writeForeign(writer, name, value);
  if (card.uid !== undefined) line(writer, 'UID', [], escapeText(card.uid));
  if (card.updated !== undefined) line(writer, 'REV', [], card.updated);
}

/** What another format or vCard calls by a name of its own. */
function writeForeign(writer: Writer, name: string, value: string): void {
  if (name.startsWith('anniversary-')) {
    placedLine(writer, 'X-ABDATE', { label: name.slice(12) }, [], escapeText(value));
    return;
  }
  const upper = name.toUpperCase().replace(/[^A-Z0-9]+/g, '-').replace(/^-|-$/g, '');
  if (upper !== '') line(writer, STANDARD.has(upper) || upper.startsWith('X-') ? upper : `X-${upper}`, [], escapeText(value));
}

/** Properties that RFC 2426, RFC 6350 and RFC 6474 name and JSContact has no place for. */
const STANDARD: ReadonlySet<string> = new Set(['FN', 'CLASS', 'MAILER', 'NAME', 'GENDER', 'XML', 'BIRTHPLACE', 'DEATHPLACE']);

function writeResource(writer: Writer, name: string, resource: Resource): void {
  const data = /^data:([^;,]*)[^,]*;base64,/.exec(resource.uri);
  if (data === null) {
    line(writer, name, [{ name: 'VALUE', values: ['uri'] }], resource.uri);
    return;
  }
  const subtype = (data[1] ?? '').split('/')[1]?.toUpperCase() ?? '';
  const type = subtype === '' ? [] : [{ name: 'TYPE', values: [subtype] }];
  line(writer, name, [{ name: 'ENCODING', values: ['b'] }, ...type], resource.uri.slice(data[0].length));
}

function valuesOf<Value>(entries: ById<Value> | undefined): readonly Value[] {
  return Object.values(entries ?? {});
}
