import type { ContentLine } from '../content-lines/content-line.ts';
import type { Meaning } from '../content-lines/compare-lines.ts';
import { unescapeText } from '../content-lines/escape.ts';
import { unixLineEnds } from '../text/normalise-text.ts';
import { componentsOf, membersOf } from './line-text.ts';
import { parseVCardDate } from './vcard-date.ts';

/**
 * What a line of a vCard means, so that what servers rewrite without harm is equal: escapes, folding, letter case of names and
 * types, split and merged TYPE lists, `PREF=1` for `TYPE=pref`, empty trailing components, lists over one line or several, dates
 * and pictures in the spelling of another version. Nothing for what is empty or belongs to the server (REV, PRODID, VERSION).
 */
export function vcardMeanings(line: ContentLine): readonly Meaning[] {
  const property = ALIASES[line.name] ?? line.name;
  if (NOT_COMPARED.has(property)) return NOTHING;
  const values = EMBEDDED.has(property) ? [embeddedValue(line.value)] : valuesOf(property, line).map(plain);
  if (values.every((value) => value === '')) return NOTHING;
  const parameters = parametersOf(property, line);
  return values.map((value) => ({ property, value, parameters }));
}

const NOTHING: readonly Meaning[] = [];

const NOT_COMPARED: ReadonlySet<string> = new Set(['BEGIN', 'END', 'VERSION', 'PRODID', 'REV', 'PROFILE', 'CLIENTPIDMAP', 'X-PRODID', 'X-ABUID', 'X-RADICALE-NAME']);

/** Names of vCard 4.0 and what servers write for them into 3.0. */
const ALIASES: Readonly<Record<string, string>> = {
  'X-ADDRESSBOOKSERVER-KIND': 'KIND', 'X-ADDRESSBOOKSERVER-MEMBER': 'MEMBER', 'X-ANNIVERSARY': 'ANNIVERSARY',
};

const LISTS: ReadonlySet<string> = new Set(['CATEGORIES', 'NICKNAME']);
const STRUCTURED: ReadonlySet<string> = new Set(['N', 'ADR', 'ORG', 'GENDER']);
const DATES: ReadonlySet<string> = new Set(['BDAY', 'ANNIVERSARY', 'DEATHDATE', 'X-ABDATE', 'X-EVOLUTION-ANNIVERSARY', 'X-MS-ANNIVERSARY', 'CREATED']);
const EMBEDDED: ReadonlySet<string> = new Set(['PHOTO', 'LOGO', 'SOUND', 'KEY']);

function valuesOf(property: string, line: ContentLine): readonly string[] {
  if (LISTS.has(property)) return membersOf(line);
  if (STRUCTURED.has(property)) return [structuredValue(line)];
  const text = unescapeText(line.value);
  if (DATES.has(property)) return [dateValue(text)];
  if (property === 'UID' || property === 'MEMBER') return [text.trim().toLowerCase().replace(/^urn:uuid:/, '')];
  if (property === 'TEL') return [text.replace(/^tel:/i, '')];
  if (property === 'KIND') return [text.toLowerCase()];
  if (property === 'GEO') return [text.replace(/^geo:/i, '').replace(';', ',')];
  return [text];
}

function structuredValue(line: ContentLine): string {
  const components = componentsOf(line).map((component) => component.trim());
  const used = components.findLastIndex((component) => component !== '') + 1;
  return used === 0 ? '' : JSON.stringify(components.slice(0, used));
}

/** The base64 digits of embedded data, whether the card has them bare or in a `data:` URI; any other URI as it is. */
function embeddedValue(value: string): string {
  const found = /^data:[^,]{0,200}?;base64\\?,/i.exec(value);
  const data = found === null ? value : value.slice(found[0].length);
  if (found === null && /^[a-z][a-z0-9+.-]*:/i.test(value)) return unescapeText(value);
  return data.replace(/[\s=]+/g, '');
}

function dateValue(text: string): string {
  const date = parseVCardDate(text);
  return date === undefined ? text : JSON.stringify(date);
}

/** Without what no two servers keep alike: control characters, white space at the ends, decomposed accents. */
function plain(value: string): string {
  return unixLineEnds(value).replace(CONTROLS, '').normalize('NFC').trim();
}

const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** How the value is written, which a server may change with the version. */
const SPELLING: ReadonlySet<string> = new Set(['ENCODING', 'CHARSET', 'VALUE']);
/** With embedded data the kind of picture stands in another parameter, or in the URI. */
const SPELLING_OF_DATA: ReadonlySet<string> = new Set(['TYPE', 'MEDIATYPE']);
/** Types that hold when none is given, or that say nothing (RFC 2426 §3.2.1, §3.3.1, §3.3.2). */
const DEFAULT_TYPES: ReadonlySet<string> = new Set(['voice', 'internet', 'intl', 'dom', 'postal', 'parcel', '']);

function parametersOf(property: string, line: ContentLine): string {
  if (line.params.length === 0) return '';
  const said = new Set<string>();
  for (const { name, values } of line.params) {
    if (SPELLING.has(name) || (EMBEDDED.has(property) && SPELLING_OF_DATA.has(name))) continue;
    for (const value of values) {
      if (name === 'TYPE') typesOf(value).forEach((type) => said.add(type));
      else said.add(`${name}=${unixLineEnds(value).trim()}`);
    }
  }
  return [...said].sort().join(';');
}

function typesOf(value: string): readonly string[] {
  const types = value.toLowerCase().split(',').map((type) => type.trim()).filter((type) => !DEFAULT_TYPES.has(type));
  return types.map((type) => (type === 'pref' ? 'PREF=1' : `TYPE=${type}`));
}
