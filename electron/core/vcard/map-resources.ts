import { parameterValue, type ContentLine } from '../content-lines/content-line.ts';
import { unescapeText } from '../content-lines/escape.ts';
import type { Resource } from '../jscontact/card.ts';
import { add, type CardDraft } from './card-draft.ts';
import { placeOf } from './place.ts';

type ResourceProperty = 'media' | 'cryptoKeys' | 'calendars' | 'schedulingAddresses' | 'directories';

/** PHOTO, LOGO, SOUND, KEY, FBURL and the like: what is embedded becomes a `data:` URI, whatever way it was written. */
export function mapResource(draft: CardDraft, line: ContentLine, property: ResourceProperty, kind: string | undefined): void {
  const uri = uriOf(line, DEFAULT_TYPES[line.name] ?? '');
  if (uri === '') return;
  const { pref, contexts } = placeOf(line, undefined);
  const mediaType = uri.startsWith('data:') ? undefined : parameterValue(line, 'MEDIATYPE');
  const entry: Resource = {
    uri,
    ...(kind === undefined ? {} : { kind }),
    ...(mediaType === undefined ? {} : { mediaType }),
    ...(contexts === undefined ? {} : { contexts }),
    ...(pref === undefined ? {} : { pref }),
  };
  add(draft, property, entry);
}

/** Whether the value of a line is base64, by its parameters. */
export function isBase64(line: ContentLine): boolean {
  const encoding = parameterValue(line, 'ENCODING');
  return encoding !== undefined && /^b(?:ase64)?$/i.test(encoding);
}

const DEFAULT_TYPES: Readonly<Record<string, string>> = { PHOTO: 'image', LOGO: 'image', SOUND: 'audio', KEY: 'application' };

function uriOf(line: ContentLine, mainType: string): string {
  const value = line.value;
  if (isBase64(line) || (mainType !== '' && looksBase64(value))) {
    const data = /\s/.test(value) ? value.replace(/\s+/g, '') : value;
    return data === '' ? '' : `data:${mediaTypeOf(line, mainType)};base64,${data}`;
  }
  // Servers that turn a 4.0 card into 3.0 escape the comma of a data: URI.
  return (value.includes('\\') ? unescapeText(value) : value).trim();
}

/** Some writers leave ENCODING away; a URI has a colon near its start, base64 has none. */
function looksBase64(value: string): boolean {
  return value.length >= 64 && /^[\sA-Za-z0-9+/]{64}/.test(value) && !value.includes(':');
}

function mediaTypeOf(line: ContentLine, mainType: string): string {
  const given = parameterValue(line, 'MEDIATYPE') ?? parameterValue(line, 'TYPE') ?? '';
  const type = given.toLowerCase();
  if (type.includes('/')) return type;
  if (type === '' || type === 'pref' || type === 'work' || type === 'home') return '';
  if (mainType === 'application') return type === 'x509' ? 'application/pkix-cert' : type === 'pgp' ? 'application/pgp-keys' : `application/${type}`;
  return `${mainType}/${type === 'jpg' ? 'jpeg' : type}`;
}
