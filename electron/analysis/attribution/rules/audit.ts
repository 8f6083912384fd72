import type { Incident } from '../../findings/types.ts';
import type { Mark } from '../../knowledge/types.ts';
import { nameKey } from '../../normal-text.ts';
import { appOf, declaredApps } from '../candidates.ts';
import { bearsMark } from '../match-marks.ts';
import { storesOf } from '../stores.ts';
import type { AuditFact, Evidence, Rule, World } from '../types.ts';
import { WEIGHTS } from '../weights.ts';

const OPERATIONS: Readonly<Record<Incident['type'], RegExp>> = {
  'duplicates-introduced': /create|copy|^put|^post/i,
  'records-recreated': /create|delete|^put|^post/i,
  'records-deleted': /delete|purge|^move/i,
  'records-moved': /move|create/i,
  'fields-overwritten': /update|modif|^put|^patch/i,
  'fields-lost': /update|modif|^put|^patch/i,
  'times-shifted': /update|modif|^put|^patch/i,
};
// One row each on so much of the records.
const MOST = 0.6;

/** What audit logs say of the records: who wrote them, by the client's own name. */
export const audit: Rule = {
  kind: 'audit',
  sees: 'rows of an audit or access log that name the records or their names in the window, and which app their client string or application id belongs to; a string that several apps share spreads its weight',
  weigh(incident, world) {
    const rows = rowsFor(incident, world);
    const counts = new Map<string, { readonly apps: readonly string[]; readonly rows: AuditFact[]; readonly records: Set<string> }>();
    for (const [key, row] of rows) {
      const mark = markOf(row, world);
      if (mark === undefined) continue;
      const apps = appsBehind(mark, world);
      const name = apps.join(' ');
      const held = counts.get(name) ?? { apps, rows: [], records: new Set<string>() };
      held.rows.push(row);
      held.records.add(key);
      counts.set(name, held);
    }
    return [...counts.values()].flatMap(({ apps, rows: named, records }) => {
      const share = records.size / incident.records.length;
      return apps.map((app): Evidence => {
        const isAlone = apps.length === 1 && appOf(app, world).class === 'sync-app';
        return {
          app,
          kind: 'audit',
          text: `${named.length} log rows on ${records.size} of ${incident.records.length} records${apps.length > 1 ? `, by a client that ${apps.length} programs write as` : ''}`,
          weight: WEIGHTS.auditRows * share - (apps.length > 1 ? Math.log(apps.length) * share : 0),
          refs: named.slice(0, 20).map(({ id }) => id),
          ...(isAlone && share >= MOST && named.every((row) => isOwn(markOf(row, world), app)) ? { proves: true as const } : {}),
        };
      });
    });
  },
};

/** Whether a client's name is this app's alone: what stands for a family, or for several, proves nothing. */
function isOwn(mark: Mark | undefined, app: string): boolean {
  return mark?.app === app && mark.also.length === 0 && mark.fallback !== true;
}

/** Rows that are about a record of the incident, each with its key. */
function rowsFor(incident: Incident, world: World): readonly (readonly [string, AuditFact])[] {
  const [from, to] = [Date.parse(incident.window.from), Date.parse(incident.window.to)];
  const byItem = new Map<string, string>();
  const byTitle = new Map<string, string[]>();
  for (const { happening: { change } } of incident.records) {
    byItem.set(change.key, change.key);
    if (change.previousKey !== undefined) byItem.set(change.previousKey, change.key);
    const name = nameKey(change.title);
    if (name !== '') byTitle.set(name, [...(byTitle.get(name) ?? []), change.key]);
  }
  const isMailbox = storesOf(incident.source).includes('exchange');
  return world.audit.flatMap((row) => {
    const at = Date.parse(row.at);
    if (at <= from || at > to || !OPERATIONS[incident.type].test(row.operation)) return [];
    if (row.source !== undefined ? row.source !== incident.source.name : !isMailbox && row.item === undefined) return [];
    const byId = row.item === undefined ? undefined : (byItem.get(row.item) ?? byItem.get(row.item.split('/').at(-1) ?? ''));
    const keys = byId !== undefined ? [byId] : (byTitle.get(nameKey(row.subject ?? '')) ?? []);
    return keys.map((key) => [key, row] as const);
  });
}

/** The mark that a row's client bears: its application id, then its string, what says only a family of programs last. */
function markOf(row: AuditFact, { knowledge }: World): Mark | undefined {
  const ids = [row.client ?? '', row.document].flatMap((text) => [...text.matchAll(/app(?:lication)?id["\s:=-]+"?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/gi)].map((found) => found[1] ?? ''));
  const byId = knowledge.clientMarks.find((mark) => mark.on === 'app-id' && ids.some((id) => bearsMark(mark, id)));
  if (byId !== undefined) return byId;
  const bearing = knowledge.clientMarks.filter((mark) => mark.on !== 'app-id' && row.client !== undefined && bearsMark(mark, row.client));
  return bearing.find((mark) => mark.fallback !== true) ?? bearing[0];
}

const FAMILIES: Readonly<Record<string, readonly string[]>> = { 'ews-app': ['ews'], 'graph-app': ['graph', 'rest'], 'outlook-desktop': ['mapi'] };

/**
 * Who may stand behind a client's name: of those that share it the ones that were declared, where any was; of a family those of its
 * protocol. A program that a person works in is that person.
 */
function appsBehind(mark: Mark, world: World): readonly string[] {
  const known = declaredApps(world);
  const protocols = FAMILIES[mark.app] ?? [];
  const family = known.filter((id) => appOf(id, world).protocols.some((protocol) => protocols.includes(protocol)));
  const sharing = [...mark.also, ...family].filter((id) => known.includes(id));
  const own = appOf(mark.app, world);
  const apps = own.class === 'generic' && sharing.length > 0 ? sharing : [mark.app, ...(sharing.length > 0 ? sharing : mark.also)];
  const writers = apps.map((id) => (['client', 'person'].includes(appOf(id, world).class) && appOf(id, world).id !== 'administrator' ? 'user' : id));
  return [...new Set(writers)].filter((id) => id !== 'unknown').sort();
}
