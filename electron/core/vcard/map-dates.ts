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

/** BIRTHPLACE and DEATHPLACE (RFC 6474): at the date of the same kind, else kept as text. Call when all dates are there. */
export function mapPlace(draft: CardDraft, kind: 'birth' | 'death', line: ContentLine): void {
  const full = textOf(line).trim();
  if (full === '') return;
  const anniversaries = draft.card.anniversaries as Record<string, Anniversary> | undefined;
  const found = Object.entries(anniversaries ?? {}).find(([, anniversary]) => anniversary.kind === kind && anniversary.place === undefined);
  if (found !== undefined && anniversaries !== undefined) anniversaries[found[0]] = { ...found[1], place: { full } };
  else addVCardProperty(draft, [`${kind}place`, {}, 'text', full]);
}

/** The year that iOS writes where a person gave none. */
const APPLE_NO_YEAR = 1604;

function withoutOmittedYear(date: PartialDate | Timestamp, omitted: string | undefined): PartialDate | Timestamp {
  if ('utc' in date || date.year === undefined) return date;
  if (date.year !== APPLE_NO_YEAR && String(date.year) !== omitted) return date;
  return { ...(date.month === undefined ? {} : { month: date.month }), ...(date.day === undefined ? {} : { day: date.day }) };
}
