import type { AddressKind, Placed, TrueSet } from '../jscontact/card.ts';
import type { CardBuilder } from '../jscontact/card-builder.ts';
import type { Cell } from './cell.ts';
import { parseTableDate } from './table-values.ts';

/** Adds what Google's numbered columns say (`Phone 1 - Label`, `Phone 1 - Value`), each group as one or, parted by ` ::: `, several values. */
export function addGoogleGroups(builder: CardBuilder, cells: readonly Cell[]): void {
  const groups = new Map<string, Map<string, string>>();
  for (const { header, value } of cells) {
    const match = /^(.+ \d+) - (.+)$/.exec(header.trim().toLowerCase());
    if (match === null) continue;
    const group = groups.get(match[1] ?? '') ?? new Map<string, string>();
    group.set(match[2] ?? '', value);
    groups.set(match[1] ?? '', group);
  }
  for (const [name, group] of groups) addGroup(builder, name.replace(/ \d+$/, ''), group);
}

function addGroup(builder: CardBuilder, kind: string, group: ReadonlyMap<string, string>): void {
  const label = (group.get('label') ?? group.get('type') ?? '').replace(/^\*\s*/, '').trim();
  const values = (group.get('value') ?? '').split(' ::: ').map((value) => value.trim()).filter((value) => value !== '');
  if (kind === 'address') addAddress(builder, label, group);
  else if (kind === 'organization') addOrganization(builder, group);
  else for (const value of values) addValue(builder, kind, label, value, group.get('service') ?? '');
}

function addValue(builder: CardBuilder, kind: string, label: string, value: string, service: string): void {
  if (kind === 'e-mail') builder.add('emails', { ...placeOfLabel(label), address: value });
  else if (kind === 'phone') builder.add('phones', { ...phoneOfLabel(label), number: value });
  else if (kind === 'website') builder.add('links', { ...placeOfLabel(label), uri: value });
  else if (kind === 'relation') builder.related(value, label.toLowerCase() || 'other');
  else if (kind === 'im') builder.add('onlineServices', { ...(service === '' ? {} : { service: service.toLowerCase() }), user: value });
  else if (kind === 'event') addEvent(builder, label, value);
  else builder.unknown(label === '' ? kind : `${kind}: ${label}`, value);
}

function addEvent(builder: CardBuilder, label: string, value: string): void {
  const date = parseTableDate(value);
  const kind = label.toLowerCase() === 'anniversary' ? 'wedding' : label === '' ? 'other' : label;
  if (date === undefined) builder.unknown(`event: ${label}`, value);
  else builder.add('anniversaries', { kind, date });
}

const PARTS: readonly (readonly [string, AddressKind])[] = [
  ['po box', 'postOfficeBox'], ['extended address', 'apartment'], ['street', 'name'], ['city', 'locality'], ['region', 'region'], ['postal code', 'postcode'], ['country', 'country'],
];

/** The formatted address is made of the parts; it counts only where there are none. */
function addAddress(builder: CardBuilder, label: string, group: ReadonlyMap<string, string>): void {
  const components = PARTS.flatMap(([name, kind]) => {
    const value = (group.get(name) ?? '').trim();
    return value === '' ? [] : [{ kind, value }];
  });
  const full = (group.get('formatted') ?? '').trim();
  if (components.length > 0) builder.add('addresses', { ...placeOfLabel(label), components });
  else if (full !== '') builder.add('addresses', { ...placeOfLabel(label), full });
}

function addOrganization(builder: CardBuilder, group: ReadonlyMap<string, string>): void {
  builder.organization(group.get('name') ?? '', group.get('department') ?? '');
  const title = (group.get('title') ?? '').trim();
  if (title !== '') builder.add('titles', { name: title });
  for (const name of ['location', 'symbol', 'job description', 'yomi name']) builder.unknown(`organization: ${name}`, group.get(name) ?? '');
}

const CONTEXTS: Readonly<Record<string, 'work' | 'private'>> = { work: 'work', home: 'private' };
const FEATURES: Readonly<Record<string, string>> = { mobile: 'mobile', fax: 'fax', pager: 'pager' };

function placeOfLabel(label: string): Placed {
  const context = CONTEXTS[label.toLowerCase()];
  if (context !== undefined) return { contexts: { [context]: true } };
  return label === '' || label.toLowerCase() === 'other' ? {} : { label };
}

function phoneOfLabel(label: string): Placed & { readonly features?: TrueSet } {
  const words = label.toLowerCase().split(' ');
  const isKnown = words.every((word) => Object.hasOwn(CONTEXTS, word) || Object.hasOwn(FEATURES, word) || word === 'other');
  if (!isKnown || label === '') return placeOfLabel(label);
  const contexts = Object.fromEntries(words.flatMap((word) => (CONTEXTS[word] === undefined ? [] : [[CONTEXTS[word], true as const]])));
  const features = Object.fromEntries(words.flatMap((word) => (FEATURES[word] === undefined ? [] : [[FEATURES[word], true as const]])));
  return { ...(Object.keys(contexts).length === 0 ? {} : { contexts }), ...(Object.keys(features).length === 0 ? {} : { features }) };
}
