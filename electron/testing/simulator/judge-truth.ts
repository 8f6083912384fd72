import type { Deed } from '../../demo/world/store.ts';
import type { Stage } from '../../demo/world/stage.ts';
import type { ToldIncident } from './scene.ts';
import type { TrueIncident } from './types.ts';

/** What of an incident can be seen in the case: its records that stand in the snapshots, and whether its origin shows; null where nothing can. */
export function judgeIncident(stage: Stage, incident: ToldIncident, toldByLogs: ReadonlySet<Deed>): TrueIncident | null {
  const { store, type, app, isBenign = false } = incident;
  const outcomes = incident.outcomes.filter(({ keys }) => keys.length > 0);
  const fromMs = Math.min(...outcomes.map((outcome) => outcome.fromMs));
  const toMs = Math.max(...outcomes.map((outcome) => outcome.toMs));
  const pictures = stage.pictures.filter((picture) => picture.store === store.name);
  const before = pictures.filter(({ atMs }) => atMs <= fromMs).at(-1);
  const after = pictures.filter(({ atMs }) => atMs > fromMs);
  const isSeen = (key: string): boolean => {
    const stoodAfter = after.some(({ keys }) => keys.has(key));
    if (type === 'records-deleted') return pictures.some(({ atMs, keys }) => atMs <= toMs && keys.has(key)) && after.at(-1)?.keys.has(key) === false;
    if (type === 'duplicates-introduced' || type === 'records-recreated' || type === 'records-moved') return stoodAfter;
    return before?.keys.has(key) === true && stoodAfter;
  };
  const keys = [...new Set(outcomes.flatMap((outcome) => outcome.keys))].filter(isSeen);
  if (keys.length === 0) return null;
  return { type, source: store.name, app, keys, window: { from: time(fromMs), to: time(toMs) }, isBenign, isStrong: countShown(incident, keys, toldByLogs) * 2 > keys.length };
}

/** Records at which a mark or a log row of the origin alone stands. */
function countShown({ store, app }: ToldIncident, keys: readonly string[], toldByLogs: ReadonlySet<Deed>): number {
  const shown = new Set<string>();
  for (const { key, createdBy, modifiedBy } of store.items) {
    if ([createdBy, modifiedBy].some((writer) => writer.id === app && writer.hasOwnMarks)) shown.add(key);
  }
  const keyOfUid = new Map(store.items.map(({ uid, key }) => [uid, key]));
  for (const deed of store.deeds) {
    const signs = store.kind === 'exchange' ? deed.app.mailbox : deed.app.dav;
    if (deed.app.id !== app || signs?.isItsOwn !== true || !toldByLogs.has(deed)) continue;
    shown.add(deed.key);
    shown.add(keyOfUid.get(deed.uid) ?? deed.key);
  }
  return keys.filter((key) => shown.has(key)).length;
}

function time(ms: number): string {
  return new Date(ms).toISOString();
}
