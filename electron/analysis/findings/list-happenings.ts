import { compareText } from '../normal-text.ts';
import { followRecords, type PlacedChange } from './follow-records.ts';
import { propertyOfField, tellEffects, type FormerValues } from './tell-effects.ts';
import type { BodyFacts, CaseHistory, Happening, ToldAt } from './types.ts';

const NOTHING: BodyFacts = { fields: [], traces: [] };
const NO_VALUES: FormerValues = new Map();

/** Everything that happened to records, in one order whatever the order of the input. */
export function listHappenings(history: CaseHistory, toldAt: ToldAt = () => undefined): readonly Happening[] {
  const placed = [...followRecords(history)].sort(comparePlaced);
  const former = new Map<string, Map<string, Set<string>>>();
  return placed.map((one) => {
    const { change, step } = one;
    if (change.fields.length === 0) return happeningOf(one, history, toldAt, []);
    const before = change.beforeBody === undefined ? NOTHING : history.factsOf(change.beforeBody);
    const after = change.afterBody === undefined ? NOTHING : history.factsOf(change.afterBody);
    const was = `${step.source.name}\0${change.previousKey ?? change.key}`;
    const rows = tellEffects(change, before, after, former.get(was) ?? NO_VALUES);
    remember(former, was, `${step.source.name}\0${change.key}`, change.fields);
    return happeningOf(one, history, toldAt, rows);
  });
}

/** The same without what became of values: enough to place, to count and to follow records, and several times as fast. */
export function listPlaces(history: CaseHistory): readonly Happening[] {
  return [...followRecords(history)].sort(comparePlaced).map((one) => happeningOf(one, history, () => undefined, []));
}

function happeningOf(one: PlacedChange, history: CaseHistory, toldAt: ToldAt, rows: Happening['rows']): Happening {
  const { change, step } = one;
  const after = change.afterBody === undefined ? NOTHING : history.factsOf(change.afterBody);
  const atMs = change.afterBody === undefined ? undefined : timeWithin(after.modified ?? after.created, one);
  const toldAtMs = change.change === 'removed' ? toldAt(change) : undefined;
  return { source: step.source, step: one.place, from: one.from, to: step.to, change, rows, ...(atMs === undefined ? {} : { atMs }), ...(toldAtMs === undefined ? {} : { toldAtMs }) };
}

function remember(former: Map<string, Map<string, Set<string>>>, was: string, is: string, rows: readonly { readonly field: string; readonly before?: string }[]): void {
  const values = former.get(was) ?? new Map<string, Set<string>>();
  for (const row of rows) {
    const property = propertyOfField(row.field);
    values.set(property, (values.get(property) ?? new Set()).add(row.before ?? ''));
  }
  former.set(is, values);
}

function timeWithin(text: string | undefined, { from, step }: PlacedChange): number | undefined {
  const ms = Date.parse(text ?? '');
  return ms > Date.parse(from.takenAt) && ms <= Date.parse(step.to.takenAt) ? ms : undefined;
}

function comparePlaced(left: PlacedChange, right: PlacedChange): number {
  return (
    compareText(left.step.source.name, right.step.source.name) ||
    left.place - right.place ||
    compareText(left.change.collection, right.change.collection) ||
    compareText(left.change.collectionId, right.change.collectionId) ||
    compareText(left.change.key, right.change.key) ||
    compareText(left.change.change, right.change.change)
  );
}
