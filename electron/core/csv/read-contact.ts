import type { AddressComponent, AddressKind, JSContactCard, NameKind, Placed, TrueSet } from '../jscontact/card.ts';
import { createCardBuilder, type CardBuilder } from '../jscontact/card-builder.ts';
import type { Cell } from './cell.ts';
import { addGoogleGroups } from './google-groups.ts';
import { isNoValue, parseTableDate } from './table-values.ts';

const FEATURES: ReadonlySet<string> = new Set(['mobile', 'fax', 'pager', 'textphone', 'isdn', 'car']);
const ADDRESS_ORDER: readonly AddressKind[] = ['postOfficeBox', 'name', 'locality', 'region', 'postcode', 'country'];

/** What a row of a contact table says, in JSContact's terms (RFC 9553); columns that have no place there keep their header. */
export function readTableContact(cells: readonly Cell[]): JSContactCard {
  const builder = createCardBuilder();
  const addresses = new Map<string, AddressComponent[]>();
  const company = { name: '', unit: '' };
  addGoogleGroups(builder, cells.filter((cell) => cell.meaning === 'numbered'));
  for (const cell of cells) {
    const [head = '', first = '', second = ''] = (cell.meaning ?? 'unknown').split('/');
    if (head === 'company') company.name = cell.value;
    else if (head === 'unit') company.unit = cell.value;
    else if (head === 'address') addresses.set(first, [...(addresses.get(first) ?? []), { kind: second as AddressKind, value: cell.value }]);
    else (WRITERS[head] ?? addUnknown)(builder, cell, first, cells);
  }
  builder.organization(company.name, company.unit);
  for (const [place, parts] of addresses) builder.add('addresses', { ...placeOf(place), components: joinedComponents(parts) });
  return builder.build();
}

type Writer = (builder: CardBuilder, cell: Cell, detail: string, cells: readonly Cell[]) => void;

const WRITERS: Readonly<Record<string, Writer>> = {
  'full': (builder, { value }) => builder.fullName(value),
  'name': (builder, { value }, kind) => builder.namePart(kind as NameKind, value),
  'phonetic': (builder, { value }, kind) => builder.phonetic(kind as NameKind, value),
  'nickname': (builder, { value }) => builder.add('nicknames', { name: value }),
  'title': (builder, { value }) => builder.add('titles', { name: value }),
  'role': (builder, { value }) => builder.add('titles', { name: value, kind: 'role' }),
  'email': (builder, { value }) => builder.add('emails', { address: value.trim() }),
  'email-name': addEmailName,
  'phone': (builder, { value }, place) => builder.add('phones', { ...phonePlace(place), number: value.trim() }),
  'link': (builder, { value }, place) => builder.add('links', { ...placeOf(place), uri: value.trim() }),
  'service': (builder, { value }) => builder.add('onlineServices', { user: value.trim() }),
  'date': addDate,
  'note': (builder, { value }) => builder.add('notes', { note: value }),
  'keywords': (builder, { value }) => keywordsIn(value).forEach((keyword) => builder.keyword(keyword)),
  'related': (builder, { value }, relation) => value.split(relation === 'child' ? /[;,\n]/ : '\n').forEach((name) => builder.related(name, relation)),
  'language': (builder, { value }) => builder.add('preferredLanguages', { language: value.trim() }),
  'numbered': () => undefined,
  'id': () => undefined,
  'created': () => undefined,
  'modified': () => undefined,
  'ignored': () => undefined,
};

/** A value that says no more than an empty cell (`Unspecified`, `Normal`, `0/0/00`) is none. */
function addUnknown(builder: CardBuilder, cell: Cell): void {
  if (!isNoValue(cell.value)) builder.unknown(cell.header, cell.value);
}

/** Outlook names an address by itself or by the contact unless a person chose another name. */
function addEmailName(builder: CardBuilder, cell: Cell, _detail: string, cells: readonly Cell[]): void {
  const name = cell.value.trim().toLowerCase();
  const own = ['name/given', 'name/given2', 'name/surname'].flatMap((meaning) => cells.find((other) => other.meaning === meaning)?.value.trim().toLowerCase() ?? []);
  const addresses = cells.filter((other) => other.meaning === 'email').map((other) => other.value.trim().toLowerCase());
  const isUsual = addresses.includes(name) || addresses.some((address) => name.endsWith(`(${address})`)) || own.every((part) => name.includes(part));
  if (!isUsual) builder.unknown(cell.header, cell.value);
}

function addDate(builder: CardBuilder, cell: Cell, kind: string): void {
  const date = parseTableDate(cell.value);
  if (date !== undefined) builder.add('anniversaries', { kind, date });
  else addUnknown(builder, cell);
}

/** Groups parted by `;`, or by ` ::: ` as Google does; a star marks groups of the system. */
export function keywordsIn(value: string): readonly string[] {
  return value.split(value.includes(':::') ? ':::' : /[;,]/).map((keyword) => keyword.trim().replace(/^\* /, '')).filter((keyword) => keyword !== '');
}

/** Contexts, features and labels of a phone out of a short form such as `work-fax`. */
export function phonePlace(place: string): Placed & { readonly features?: TrueSet } {
  const parts = place.split('-').filter((part) => part !== '');
  const features = Object.fromEntries(parts.filter((part) => FEATURES.has(part)).map((part) => [part, true as const]));
  const rest = parts.filter((part) => !FEATURES.has(part));
  return { ...placeOf(rest.join('-')), ...(Object.keys(features).length === 0 ? {} : { features }) };
}

/** `work` and `private` are contexts; nothing and `other` are no place; anything else is a label. */
export function placeOf(place: string): Placed {
  if (place === 'work' || place === 'private') return { contexts: { [place]: true } };
  return place === '' || place === 'other' ? {} : { label: place };
}

function joinedComponents(parts: readonly AddressComponent[]): readonly AddressComponent[] {
  return ADDRESS_ORDER.flatMap((kind) => {
    const value = parts.filter((part) => part.kind === kind).map((part) => part.value.replace(/\r\n?/g, '\n').trim()).join('\n');
    return value === '' ? [] : [{ kind, value }];
  });
}
