import { parameterValue, type ContentLine } from '../content-lines/content-line.ts';
import type { Anniversary, PartialDate, Timestamp } from '../jscontact/card.ts';
import { add, addVCardProperty, type CardDraft } from './card-draft.ts';
import { isBlank, textOf } from './line-text.ts';
import { parseVCardDate } from './vcard-date.ts';

/** BDAY, ANNIVERSARY, DEATHDATE and their X- forms (RFC 9555 §2.2.5). What is no date stays as text. */
export function mapDate(draft: CardDraft, kind: string, line: ContentLine): void {
  addAnniversary(draft, kind, textOf(line), parameterValue(line, 'X-APPLE-OMIT-YEAR'));
}

/** As mapDate, for a value that stands within another property. */
export function addAnniversary(draft: CardDraft, kind: string, written: string, omittedYear: string | undefined): void {
  if (isBlank(written)) return;
  const date = parseVCardDate(written);
  if (date === undefined) addVCardProperty(draft, [`anniversary-${kind}`, {}, 'text', written.trim()]);
  else add(draft, 'anniversaries', { kind, date: withoutOmittedYear(date, omittedYear) });
}

/** BIRTHPLACE and DEATHPLACE (RFC 6474): the first at the date of its kind, others kept as text. Call when all dates are there. */
export function applyPlaces(draft: CardDraft): void {
  const anniversaries: Record<string, Anniversary> = { ...draft.card.anniversaries };
  const free = new Map<string, string>();
  for (const [id, { kind }] of Object.entries(anniversaries)) if (!free.has(kind)) free.set(kind, id);
  for (const { line } of draft.places) {
    const full = textOf(line).trim();
    const kind = line.name === 'BIRTHPLACE' ? 'birth' : 'death';
    const id = free.get(kind);
    const anniversary = id === undefined ? undefined : anniversaries[id];
    if (full === '') continue;
    if (id === undefined || anniversary === undefined) addVCardProperty(draft, [`${kind}place`, {}, 'text', full]);
    else anniversaries[id] = { ...anniversary, place: { full } };
    free.delete(kind);
  }
  if (draft.card.anniversaries !== undefined) draft.card.anniversaries = anniversaries;
}

/** The year that iOS writes where a person gave none. */
const APPLE_NO_YEAR = 1604;

function withoutOmittedYear(date: PartialDate | Timestamp, omitted: string | undefined): PartialDate | Timestamp {
  if ('utc' in date || date.year === undefined) return date;
  if (date.year !== APPLE_NO_YEAR && String(date.year) !== omitted) return date;
  return { ...(date.month === undefined ? {} : { month: date.month }), ...(date.day === undefined ? {} : { day: date.day }) };
}
