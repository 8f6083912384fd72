import { parameterValue, type ContentLine } from '../content-lines/content-line.ts';
import type { NameKind } from '../jscontact/card.ts';
import { add, addMember, addVCardProperty, type CardDraft } from './card-draft.ts';
import { componentsOf, isBlank, membersOf, textOf } from './line-text.ts';
import { mapAddress, mapGeo, mapTimeZone } from './map-address.ts';
import { mapAndroidRow } from './map-android.ts';
import { mapDate } from './map-dates.ts';
import { mapFullName, mapName, mapNicknames, mapOrganization, mapPhonetic, mapSortString, mapTitle } from './map-name.ts';
import { mapEmail, mapImpp, mapLanguagePreference, mapLink, mapMessenger, mapPhone, mapSocialProfile } from './map-reach.ts';
import { addRelation, mapGroupMember, mapRelated, mapRelatedName } from './map-related.ts';
import { mapResource } from './map-resources.ts';
import { parseVCardTimestamp } from './vcard-date.ts';

/** Puts one property into the card; `label` is the word that iOS or Google keep beside it. */
export type PropertyMapper = (draft: CardDraft, line: ContentLine, label: string | undefined) => void;

/** Keeps a property that is not known, so that nothing of the card is lost to a comparison (RFC 9555 §2.15). */
export function mapUnknown(draft: CardDraft, line: ContentLine): void {
  if (isBlank(line.value)) return;
  const params = Object.fromEntries(line.params.map(({ name, values }) => [name.toLowerCase(), values.length === 1 ? (values[0] ?? '') : values]));
  addVCardProperty(draft, [line.name.toLowerCase(), params, 'unknown', line.name === '' ? line.value : textOf(line)]);
}

/** What becomes of each property, by its name in upper case. Names that are not here go to mapUnknown. */
export const PROPERTY_MAP: ReadonlyMap<string, PropertyMapper> = new Map<string, PropertyMapper>([
  ['FN', mapFullName],
  ['N', mapName],
  ['NICKNAME', mapNicknames],
  ['ORG', mapOrganization],
  ['TITLE', mapTitle],
  ['ROLE', mapTitle],
  ['SORT-STRING', mapSortString],
  ['EMAIL', mapEmail],
  ['TEL', mapPhone],
  ['X-MS-TEL', mapPhone],
  ['ADR', mapAddress],
  ['LABEL', (draft, line, label) => { draft.envelopes.push({ line, label }); }],
  ['GEO', mapGeo],
  ['TZ', mapTimeZone],
  ['URL', mapLink],
  ['CONTACT-URI', mapLink],
  ['IMPP', mapImpp],
  ['SOCIALPROFILE', mapSocialProfile],
  ['X-SOCIALPROFILE', mapSocialProfile],
  ['LANG', mapLanguagePreference],
  ['NOTE', (draft, line) => { addText(line, (note) => { add(draft, 'notes', { note }); }); }],
  ['CATEGORIES', (draft, line) => { for (const keyword of membersOf(line)) addMember(draft, 'keywords', keyword); }],
  ['BDAY', (draft, line) => { mapDate(draft, 'birth', line); }],
  ['DEATHDATE', (draft, line) => { mapDate(draft, 'death', line); }],
  ['X-ABDATE', (draft, line, label) => { mapDate(draft, dateKind(label), line); }],
  ['BIRTHPLACE', (draft, line, label) => { draft.places.push({ line, label }); }],
  ['DEATHPLACE', (draft, line, label) => { draft.places.push({ line, label }); }],
  ['PHOTO', (draft, line) => { mapResource(draft, line, 'media', 'photo'); }],
  ['LOGO', (draft, line) => { mapResource(draft, line, 'media', 'logo'); }],
  ['SOUND', mapSound],
  ['KEY', (draft, line) => { mapResource(draft, line, 'cryptoKeys', undefined); }],
  ['FBURL', (draft, line) => { mapResource(draft, line, 'calendars', 'freeBusy'); }],
  ['CALURI', (draft, line) => { mapResource(draft, line, 'calendars', 'calendar'); }],
  ['CALADRURI', (draft, line) => { mapResource(draft, line, 'schedulingAddresses', undefined); }],
  ['SOURCE', (draft, line) => { mapResource(draft, line, 'directories', 'entry'); }],
  ['ORG-DIRECTORY', (draft, line) => { mapResource(draft, line, 'directories', 'directory'); }],
  ['RELATED', mapRelated],
  ['X-ABRELATEDNAMES', mapRelatedName],
  ['AGENT', (draft, line) => { addRelation(draft, textOf(line), ['agent']); }],
  ['MEMBER', mapGroupMember],
  ['X-ADDRESSBOOKSERVER-MEMBER', mapGroupMember],
  ['KIND', mapKind],
  ['X-ADDRESSBOOKSERVER-KIND', mapKind],
  ['PRONOUNS', mapPronouns],
  ['GRAMGENDER', (draft, line) => { addText(line, (gender) => { draft.card.speakToAs = { ...draft.card.speakToAs, grammaticalGender: gender.toLowerCase() }; }); }],
  ['HOBBY', (draft, line) => { mapPersonalInfo(draft, line, 'hobby'); }],
  ['INTEREST', (draft, line) => { mapPersonalInfo(draft, line, 'interest'); }],
  ['EXPERTISE', (draft, line) => { mapPersonalInfo(draft, line, 'expertise'); }],
  ['UID', (draft, line) => { addText(line, (uid) => { draft.card.uid ??= uid.trim(); }); }],
  ['PRODID', (draft, line) => { addText(line, (prodId) => { draft.card.prodId ??= prodId; }); }],
  ['LANGUAGE', (draft, line) => { addText(line, (language) => { draft.card.language ??= language; }); }],
  ['REV', (draft, line) => { addTimestamp(line, (utc) => { draft.card.updated ??= utc; }); }],
  ['CREATED', (draft, line) => { addTimestamp(line, (utc) => { draft.card.created ??= utc; }); }],
  ['CLASS', (draft, line) => { if (!/^\s*public\s*$/i.test(line.value)) mapUnknown(draft, line); }],
  ['X-ANDROID-CUSTOM', (draft, line) => { if (!mapAndroidRow(draft, line)) mapUnknown(draft, line); }],
  ['X-ABADR', (draft, line) => { if (draft.countryCodes.get(line.group) === undefined) mapUnknown(draft, line); }],
  ...phonetic('FIRST', 'given'), ...phonetic('MIDDLE', 'given2'), ...phonetic('LAST', 'surname'),
  ...each(['ANNIVERSARY', 'X-ANNIVERSARY', 'X-EVOLUTION-ANNIVERSARY', 'X-MS-ANNIVERSARY', 'X-KADDRESSBOOK-X-ANNIVERSARY', 'X-KADDRESSBOOK-ANNIVERSARY', 'X-ZIMBRA-ANNIVERSARY', 'X-OUTLOOK-WEDDING-ANNIVERSARY'],
    (draft, line) => { mapDate(draft, 'wedding', line); }),
  ...each(['X-EVOLUTION-BLOG-URL', 'X-EVOLUTION-VIDEO-URL', 'X-KADDRESSBOOK-BLOGFEED', 'X-MS-INTERNET-FREE-BUSY-URL'], mapLink),
  ...['AIM', 'ICQ', 'YAHOO', 'MSN', 'JABBER', 'SKYPE', 'SKYPE-USERNAME', 'GTALK', 'GOOGLE-TALK', 'GADUGADU', 'GROUPWISE', 'QQ', 'SIP', 'TWITTER', 'MATRIX', 'TELEGRAM', 'SIGNAL', 'WHATSAPP', 'IRC']
    .map((service) => messenger(`X-${service}`, service)),
  messenger('X-MS-IMADDRESS', 'im'), messenger('X-KADDRESSBOOK-X-IMADDRESS', 'im'), messenger('X-ZIMBRA-IMADDRESS', 'im'), messenger('X-OUTLOOK-IM-ADDRESS', 'im'),
  ...['SPOUSE', 'MANAGER', 'ASSISTANT'].flatMap((relation) => each(
    ['X-', 'X-MS-', 'X-EVOLUTION-', 'X-KADDRESSBOOK-X-'].map((prefix) => `${prefix}${relation}`).concat(`X-KADDRESSBOOK-${relation}SNAME`, `X-KADDRESSBOOK-X-${relation}SNAME`, `X-OUTLOOK-${relation}-NAME`),
    (draft, line) => { addRelation(draft, textOf(line), [relation.toLowerCase()]); },
  )),
  ...each(['X-MS-CHILD', 'X-CHILD'], (draft, line) => { addRelation(draft, textOf(line), ['child']); }),
  // These say nothing about the person: what format the card is in, how it is synchronised, what a server calls it.
  ...each(['VERSION', 'PROFILE', 'CLIENTPIDMAP', 'X-PRODID', 'X-ABLABEL', 'X-ABUID', 'X-ETAG', 'X-ID', 'X-REV', 'X-RADICALE-NAME', 'X-EVOLUTION-WEBDAV-ETAG', 'X-COUCHDB-APPLICATION-ANNOTATIONS', 'X-BUSYMAC-MODIFIED-BY'],
    () => undefined),
]);

function each(names: readonly string[], mapper: PropertyMapper): readonly (readonly [string, PropertyMapper])[] {
  return names.map((name) => [name, mapper]);
}

function messenger(name: string, service: string): readonly [string, PropertyMapper] {
  return [name, (draft, line, label) => { mapMessenger(draft, line, service, label); }];
}

function phonetic(part: string, kind: NameKind): readonly (readonly [string, PropertyMapper])[] {
  return each([`X-PHONETIC-${part}-NAME`], (draft, line) => { mapPhonetic(draft, kind, textOf(line)); });
}

/** Japanese phones put the reading of the name into SOUND. */
function mapSound(draft: CardDraft, line: ContentLine): void {
  if (parameterValue(line, 'TYPE')?.toUpperCase() !== 'X-IRMC-N') {
    mapResource(draft, line, 'media', 'sound');
    return;
  }
  const kinds: readonly NameKind[] = ['surname', 'given', 'given2'];
  const readings = componentsOf(line);
  kinds.forEach((kind, index) => { mapPhonetic(draft, kind, readings[index] ?? ''); });
}

function mapKind(draft: CardDraft, line: ContentLine): void {
  const kind = textOf(line).trim().toLowerCase();
  if (kind !== '') draft.card.kind ??= kind;
}

function mapPronouns(draft: CardDraft, line: ContentLine): void {
  addText(line, (pronouns) => {
    const known = (draft.card.speakToAs?.pronouns ?? {}) as Record<string, { readonly pronouns: string }>;
    known[String(++draft.lastId)] = { pronouns };
    draft.card.speakToAs = { ...draft.card.speakToAs, pronouns: known };
  });
}

function mapPersonalInfo(draft: CardDraft, line: ContentLine, kind: 'hobby' | 'interest' | 'expertise'): void {
  const level = parameterValue(line, 'LEVEL');
  addText(line, (value) => { add(draft, 'personalInfo', { kind, value, ...(level === undefined ? {} : { level }) }); });
}

/** iOS and Google name a date by its label; `_$!<Anniversary>!$_` is a wedding day. */
function dateKind(label: string | undefined): string {
  const word = (label ?? 'other').replace(/^_\$!<(.*)>!\$_$/, '$1').trim();
  const lower = word.toLowerCase();
  return lower === 'anniversary' ? 'wedding' : lower === 'birthday' ? 'birth' : lower === 'other' ? 'other' : word;
}

function addText(line: ContentLine, take: (text: string) => void): void {
  const text = textOf(line);
  if (!isBlank(text)) take(text);
}

function addTimestamp(line: ContentLine, take: (utc: string) => void): void {
  const utc = parseVCardTimestamp(line.value);
  if (utc !== undefined) take(utc);
}
