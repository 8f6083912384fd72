import type { FieldEntry } from '../../../shared/records.ts';
import { keyOf } from '../diff/field-diff.ts';
import { nameKey } from '../normal-text.ts';
import { exportedItem, isExportLink } from '../exported-item.ts';
import type { CaseHistory, Happening } from './types.ts';

/**
 * Removed records that nothing of is gone: a record of the same name stands afterwards that holds each of their values, or one made from the
 * same mailbox item came in their place.
 */
export function findSurvivors(happenings: readonly Happening[], history: CaseHistory): ReadonlySet<Happening> {
  const survivors = new Set<Happening>();
  const again = new Set(happenings.flatMap(({ source, change }) => (change.change === 'recreated' ? itemNames(source.name, history, change.afterBody) : [])));
  const gone = happenings.filter(({ change }) => change.change === 'removed');
  for (const removed of Map.groupBy(gone, ({ to }) => to.id).values()) {
    const wanted = new Set(removed.map(({ change }) => nameKey(change.title)));
    const [first] = removed;
    const standing = first === undefined ? [] : [...history.liveIn(first.to.id)].filter(({ title }) => wanted.has(nameKey(title)));
    const byName = Map.groupBy(standing, ({ title, kind }) => `${kind}${nameKey(title)}`);
    for (const happening of removed) {
      const { kind, title, beforeBody } = happening.change;
      const same = byName.get(`${kind}${nameKey(title)}`) ?? [];
      const values = valuesOf(history.factsOf(beforeBody ?? -1).fields);
      const isHeld = nameKey(title) !== '' && values.length > 1 && same.some(({ body }) => holdsAll(new Set(valuesOf(history.factsOf(body).fields)), values));
      if (isHeld || itemNames(happening.source.name, history, beforeBody).some((name) => again.has(name))) survivors.add(happening);
    }
  }
  return survivors;
}

function itemNames(source: string, history: CaseHistory, body: number | undefined): readonly string[] {
  const item = body === undefined ? undefined : exportedItem(history.factsOf(body).traces);
  return item === undefined ? [] : [`${source}\0${item}`];
}

function valuesOf(fields: readonly FieldEntry[]): readonly string[] {
  return fields.filter(({ text }) => !isExportLink(text)).map((entry) => `${entry.field}\0${keyOf(entry)}`);
}

function holdsAll(held: ReadonlySet<string>, values: readonly string[]): boolean {
  return values.every((value) => held.has(value));
}
