import { parameterValue, type ContentLine } from '../content-lines/content-line.ts';
import { splitUnescaped, unescapeText } from '../content-lines/escape.ts';
import type { Name, NameComponent, NameKind } from '../jscontact/card.ts';
import { unixLineEnds } from '../text/normalise-text.ts';
import { add, addVCardProperty, type CardDraft } from './card-draft.ts';
import { componentsOf, isBlank, membersOf, textOf } from './line-text.ts';
import { placeOf } from './place.ts';

/** FN (RFC 9555 §2.2.1): the first is the name; another language's or a second one is kept beside it. */
export function mapFullName(draft: CardDraft, line: ContentLine): void {
  const full = textOf(line);
  if (isBlank(full)) return;
  if (draft.card.name?.full === undefined) draft.card.name = { ...draft.card.name, full };
  else addVCardProperty(draft, ['fn', languageOf(line), 'text', full]);
}

/** N (RFC 9555 §2.2.2, RFC 9554 §2.2). */
export function mapName(draft: CardDraft, line: ContentLine): void {
  const components = nameComponents(draft, line);
  if (components.length === 0) return;
  if (draft.card.name?.components !== undefined) {
    addVCardProperty(draft, ['n', languageOf(line), 'text', components.map((component) => component.value).join(' ')]);
    return;
  }
  const sortAs = sortKeys(parameterValue(line, 'SORT-AS'));
  draft.card.name = { ...draft.card.name, components, ...(sortAs === undefined ? {} : { sortAs }) };
}

/** X-PHONETIC-… of iOS and Google, and the reading that Japanese phones put into SOUND;X-IRMC-N; the first of a kind stays. */
export function mapPhonetic(draft: CardDraft, kind: NameKind, phonetic: string): void {
  if (!isBlank(phonetic) && !draft.phonetics.has(kind)) draft.phonetics.set(kind, phonetic);
}

/** Puts what mapPhonetic gathered to the name; call when the name is there. */
export function applyPhonetics(draft: CardDraft): void {
  const components = [...(draft.card.name?.components ?? [])];
  for (const [kind, phonetic] of draft.phonetics) {
    const at = components.findIndex((component) => component.kind === kind);
    if (at < 0) components.push({ kind, value: '', phonetic });
    else components[at] = { kind, value: components[at]?.value ?? '', phonetic };
  }
  draft.card.name = { ...draft.card.name, components };
}

/** SORT-STRING of vCard 3.0 (RFC 9555 §2.2.2). */
export function mapSortString(draft: CardDraft, line: ContentLine): void {
  const surname = textOf(line);
  if (!isBlank(surname)) draft.card.name = { ...draft.card.name, sortAs: { ...draft.card.name?.sortAs, surname } };
}

/** NICKNAME: one entry each. */
export function mapNicknames(draft: CardDraft, line: ContentLine): void {
  const names = draft.isVersion21 ? [textOf(line)] : membersOf(line);
  for (const name of names) if (!isBlank(name)) add(draft, 'nicknames', { name });
}

/** ORG: the organisation, then its units from the outermost inwards. */
export function mapOrganization(draft: CardDraft, line: ContentLine, label: string | undefined): void {
  const [name = '', ...rest] = componentsOf(line);
  const units = rest.filter((unit) => !isBlank(unit)).map((unit) => ({ name: unit }));
  if (isBlank(name) && units.length === 0) return;
  add(draft, 'organizations', { ...placeOf(line, label), ...(isBlank(name) ? {} : { name }), ...(units.length === 0 ? {} : { units }) });
}

/** TITLE and ROLE. */
export function mapTitle(draft: CardDraft, line: ContentLine): void {
  const name = textOf(line);
  if (isBlank(name)) return;
  add(draft, 'titles', line.name === 'ROLE' ? { name, kind: 'role' } : { name });
}

const KINDS: readonly NameKind[] = ['surname', 'given', 'given2', 'title', 'credential', 'surname2', 'generation'];

function nameComponents(draft: CardDraft, line: ContentLine): readonly NameComponent[] {
  const parts = splitUnescaped(line.value, ';');
  const components: NameComponent[] = [];
  // RFC 9554 §2.2: what stands in the two added components is repeated in the old ones, for readers that know no better.
  const second = new Set(parts[5] === undefined ? NONE : valuesOf(draft, parts[5]));
  const generation = new Set(parts[6] === undefined ? NONE : valuesOf(draft, parts[6]));
  parts.forEach((part, index) => {
    const kind = KINDS[index];
    if (part === '' || kind === undefined) return;
    for (const value of valuesOf(draft, part)) {
      if (kind === 'surname' && second.has(value)) continue;
      if (kind === 'credential' && generation.has(value)) continue;
      components.push({ kind, value });
    }
  });
  return components;
}

const NONE: readonly string[] = [];

function valuesOf(draft: CardDraft, part: string): readonly string[] {
  if (draft.isVersion21 || !part.includes(',')) {
    const value = unixLineEnds(unescapeText(part)).trim();
    return value === '' ? NONE : [value];
  }
  return splitUnescaped(part, ',').map((value) => unixLineEnds(unescapeText(value)).trim()).filter((value) => value !== '');
}

function sortKeys(written: string | undefined): Name['sortAs'] {
  if (written === undefined) return undefined;
  const [surname = '', given = ''] = written.split(/[,;]/);
  return { ...(surname === '' ? {} : { surname }), ...(given === '' ? {} : { given }) };
}

function languageOf(line: ContentLine): Readonly<Record<string, string>> {
  const language = parameterValue(line, 'LANGUAGE');
  return language === undefined ? {} : { language };
}
