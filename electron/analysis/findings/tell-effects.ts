import type { FieldEntry } from '../../../shared/records.ts';
import type { FieldRow, RecordChange } from '../diff/types.ts';
import { foldText, nameKey } from '../normal-text.ts';
import { isExportLink } from '../exported-item.ts';
import type { BodyFacts, Effect, RowEffect } from './types.ts';

/** Values that a record had before, by property; an empty one where it had none. */
export type FormerValues = ReadonlyMap<string, ReadonlySet<string>>;

const TIMES: ReadonlySet<string> = new Set(['start', 'end', 'due', 'completed', 'anniversaries', 'recurrenceOverrides', 'included', 'excluded']);
// What programs keep for themselves, or what follows from another field.
const SILENT: ReadonlySet<string> = new Set(['uid', 'timeZone', 'showWithoutTime']);
const DAY_MINUTES = 1440;
// Shorter texts are cut by people; apps cut at lengths that nobody types by chance.
const LEAST_CUT = 200;
// Of a phone number without its country's code, and of such a code (ITU-T E.164).
const LEAST_NUMBER = 7;
const LONGEST_CODE = 3;

/** What was done to each value of a changed record; rows that say nothing of a write are left out. */
export function tellEffects(change: RecordChange, before: BodyFacts, after: BodyFacts, former: FormerValues): readonly RowEffect[] {
  return change.fields.flatMap((row): RowEffect[] => {
    const property = propertyOfField(row.field);
    if (SILENT.has(property) || isExportLink(row.before ?? row.after)) return [];
    return [{ row, property, ...effectOf(row, property, { before, after, former }) }];
  });
}

/** What stands before the first slash. */
export function propertyOfField(field: string): string {
  const slash = field.indexOf('/');
  return slash === -1 ? field : field.slice(0, slash);
}

interface Around {
  readonly before: BodyFacts;
  readonly after: BodyFacts;
  readonly former: FormerValues;
}

function effectOf(row: FieldRow, property: string, around: Around): Omit<RowEffect, 'row' | 'property'> {
  const { before, after } = row;
  if (row.cosmetic === true) return { effect: 'reformatted' };
  if (after === undefined) return { effect: around.former.get(property)?.has('') === true ? 'older-value' : 'emptied' };
  if (before === undefined) return { effect: 'came' };
  if (TIMES.has(property)) {
    const minutes = minutesBetween(row, around);
    if (minutes !== undefined && isShift(property, minutes)) return { effect: 'shifted', minutes };
  }
  if (before.length >= LEAST_CUT && after.length < before.length && before.startsWith(after.slice(0, Math.max(LEAST_CUT / 2, after.length - 5)))) return { effect: 'cut' };
  return textEffect(before, after, property, around);
}

function textEffect(before: string, after: string, property: string, { before: facts, former }: Around): { readonly effect: Effect; readonly taken?: string } {
  const taken = facts.fields.find((entry) => propertyOfField(entry.field) !== property && entry.text === after && !TIMES.has(propertyOfField(entry.field)))?.field;
  if (taken !== undefined) return { effect: 'other-field', taken: propertyOfField(taken) };
  if (former.get(property)?.has(after) === true) return { effect: 'older-value' };
  if (/^[+-]?\d[.,]\d+E\+?\d+$/i.test(after)) return { effect: 'scientific' };
  if (property === 'phones' ? isSameNumber(digitsOf(before), digitsOf(after)) : nameKey(before) === nameKey(after)) return { effect: 'reformatted' };
  return { effect: isGarbled(before, after) ? 'garbled' : 'changed' };
}

/** Whether two are one number, with and without what is dialled before it: the country's code, or a nought. */
function isSameNumber(one: string, other: string): boolean {
  const [shorter = '', longer = ''] = [one, other].map((digits) => digits.replace(/^0+/, '')).sort((left, right) => left.length - right.length);
  return shorter === longer || (shorter.length >= LEAST_NUMBER && longer.length - shorter.length <= LONGEST_CODE && longer.endsWith(shorter));
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}

// The marks that UTF-8 read in another character set leaves in place of one accented letter.
const GARBLE = /[\u00c2\u00c3\u00e2\u221a\u2020\u00ac\ufffd]/g;

function isGarbled(before: string, after: string): boolean {
  return /[^\u0000-\u007f]/.test(before) && (after.match(GARBLE)?.length ?? 0) > (before.match(GARBLE)?.length ?? 0) && foldText(before) !== foldText(after);
}

/** By how much a time moved: the instants where the records say them, else the days of two dates. */
function minutesBetween(row: FieldRow, { before, after }: Around): number | undefined {
  const [was, is] = [instantOf(before.fields, row.previousField ?? row.field, row.before), instantOf(after.fields, row.field, row.after)];
  if (was === undefined || is === undefined || was.isDate !== is.isDate) return undefined;
  return (is.ms - was.ms) / 60_000;
}

function instantOf(fields: readonly FieldEntry[], field: string, text: string | undefined): { readonly ms: number; readonly isDate: boolean } | undefined {
  const entry = fields.find((one) => one.field === field && one.text === text);
  const value = entry?.key ?? entry?.text ?? text ?? '';
  const date = /^(\d{4}|--)-?(\d\d)-(\d\d)$/.exec(value);
  // A birthday without a year moves within any year.
  if (date !== null) return { ms: Date.parse(`${date[1] === '--' ? '2000' : date[1]}-${date[2]}-${date[3]}T00:00:00Z`), isDate: true };
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?Z?$/.exec(value);
  return time === null ? undefined : { ms: Date.parse(value.endsWith('Z') ? value : `${value}Z`), isDate: false };
}

/** A time zone's mistake: a day for a date, up to a day in whole quarters of an hour for a time. */
function isShift(property: string, minutes: number): boolean {
  if (minutes === 0 || Number.isNaN(minutes)) return false;
  return property === 'anniversaries' ? Math.abs(minutes) === DAY_MINUTES : Math.abs(minutes) <= DAY_MINUTES && minutes % 15 === 0;
}
