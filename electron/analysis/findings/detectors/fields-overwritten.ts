import { consolidate } from '../consolidate.ts';
import { groupActs, type Act } from '../group-records.ts';
import { writtenRows } from '../lost-and-written.ts';
import type { Detector, Effect, Happening, RowEffect } from '../types.ts';

// The same value in so many records, and in so much of those that a field was written in, was not typed.
const LEAST_SAME = 5;
const MOST_OF = 0.6;
// Shorter endings are alike by chance.
const LEAST_ADDED = 4;
// A few values written another way are how a program shows them.
const LEAST_REFORMATTED = 5;

/** Values that were written over. */
export const fieldsOverwritten: Detector = {
  type: 'fields-overwritten',
  sees: 'fields written in many records: the same value everywhere, another field’s value, an older value, the same value in another form; and single edits',
  detect: ({ happenings, hadBefore }) => {
    const same = valuesEverywhere(happenings);
    const acts = happenings.flatMap((happening): Act[] => {
      const byPattern = Map.groupBy(writtenRows(happening), (row) => patternOf(happening, row, same));
      const strongest = [...byPattern.keys()].sort((left, right) => rankOf(left) - rankOf(right));
      // What went of a property that was written belongs to the writing.
      return strongest.map((pattern) => ({ type: 'fields-overwritten', pattern, record: { happening, rows: byPattern.get(pattern) ?? [] } }));
    });
    return consolidate(groupActs(acts), hadBefore).filter(({ pattern, records }) => (pattern !== 'reformatted' || records.length >= LEAST_REFORMATTED) && !records.every(isOnlyForm));
  },
};

const STRENGTH: readonly string[] = ['other-field', 'older-value', 'same-value', 'scientific', 'garbled', 'changed', 'reformatted'];

function rankOf(pattern: string): number {
  return STRENGTH.indexOf(pattern.split(':')[0] ?? '');
}

function patternOf(happening: Happening, row: RowEffect, same: ReadonlySet<string>): string {
  const leading = row.effect === 'emptied' ? leadingRow(happening, row.property) : row;
  if (leading.effect === 'other-field') return `other-field:${leading.property}`;
  if (leading.effect === 'older-value') return 'older-value';
  if (same.has(valueName(happening, leading))) return `same-value:${leading.property}`;
  // A time that moved alone was changed, and so was a field that held nothing before.
  return CHANGED.has(leading.effect) ? `changed:${leading.property}` : `${leading.effect}:${leading.property}`;
}

const CHANGED: ReadonlySet<Effect> = new Set(['shifted', 'came', 'emptied']);

function leadingRow(happening: Happening, property: string): RowEffect {
  const rows = happening.rows.filter((row) => row.property === property && row.effect !== 'emptied');
  const [first] = rows.toSorted((left, right) => rankOf(left.effect) - rankOf(right.effect));
  return first ?? { row: { field: property }, property, effect: 'changed' };
}

function valuesEverywhere(happenings: readonly Happening[]): ReadonlySet<string> {
  const values = new Map<string, number>();
  const properties = new Map<string, number>();
  const add = (map: Map<string, number>, key: string): void => void map.set(key, (map.get(key) ?? 0) + 1);
  for (const happening of happenings) {
    for (const row of happening.rows) {
      if (row.row.after === undefined || row.effect === 'reformatted') continue;
      add(values, valueName(happening, row));
      add(properties, placeName(happening, row));
    }
  }
  const names = [...values].filter(([name, count]) => count >= LEAST_SAME && count >= MOST_OF * (properties.get(name.split('\0').slice(0, 4).join('\0')) ?? Infinity));
  return new Set(names.map(([name]) => name));
}

function placeName(happening: Happening, { property }: RowEffect): string {
  return [happening.source.name, happening.step, happening.change.collectionId, property].join('\0');
}

function valueName(happening: Happening, row: RowEffect): string {
  return `${placeName(happening, row)}\0${textWritten(row)}`;
}

/** What was written: where it was put behind what stood there, that alone. */
function textWritten({ row: { before = '', after = '' } }: RowEffect): string {
  const added = before !== '' && after.startsWith(before) ? after.slice(before.length).trim() : '';
  return added.length >= LEAST_ADDED ? added : after;
}

/** Whether nothing but the form of values changed, in too few records for a fingerprint. */
function isOnlyForm({ rows }: { readonly rows: readonly RowEffect[] }, _index: number, all: readonly unknown[]): boolean {
  return all.length < LEAST_REFORMATTED && rows.every(({ effect }) => effect === 'reformatted');
}
