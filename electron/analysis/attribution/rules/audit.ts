import type { Incident } from '../../findings/types.ts';
import type { Mark } from '../../knowledge/types.ts';
import { nameKey } from '../../normal-text.ts';
import { isDoneByHand } from '../by-hand.ts';
import { appOf, declaredApps } from '../candidates.ts';
import { noteCoverage } from '../coverage.ts';
import { folderKeepers } from '../folder-keepers.ts';
import { formsOfItem, formsOfRecord } from '../item-forms.ts';
import { indexRecords } from '../join-audit.ts';
import { bearsMark } from '../match-marks.ts';
import { canWrite } from '../stores.ts';
import { rowOwners } from '../row-owners.ts';
import type { AuditFact, Evidence, Rule, World } from '../types.ts';
import { WEIGHTS } from '../weights.ts';
import { isBurst, writersBehind } from '../writers-behind.ts';

const OPERATIONS: Readonly<Record<Incident['type'], RegExp>> = {
  // What an access log answers 201 is new, 200 or 204 was there.
  'duplicates-introduced': /create|copy|^put(?! 20[04])|^post/i,
  'records-recreated': /create|delete|^put(?! 20[04])|^post/i,
  'records-deleted': /delete|purge|^move/i,
  'records-moved': /move|create/i,
  'fields-overwritten': /update|modif|^put|^patch/i,
  'fields-lost': /update|modif|^put|^patch/i,
  'times-shifted': /update|modif|^put|^patch/i,
};
// One row each on so much of the records.
const MOST = 0.6;
// Logs cut their times to the second.
const SECOND = 1000;

/** What audit logs say of the records: who wrote them, by the client's own name. */
export const audit: Rule = {
  kind: 'audit',
  sees: 'rows of an audit or access log that name the records or their names in the window, and which app their client string or application id belongs to; a string that several apps share spreads its weight',
  weigh(incident, world) {
    // Another rule asks as well, and logs are long.
    const held = memo(world).weighed.get(incident) ?? weighRows(incident, world);
    memo(world).weighed.set(incident, held);
    return held;
  },
};

function weighRows(incident: Incident, world: World): readonly Evidence[] {
  const counts = new Map<string, Written>();
  for (const [key, row] of rowsFor(incident, world)) {
    const mark = memo(world).markOf(row);
    // A client that the knowledge base lacks is somebody, and not one of the suspects.
    const apps = writersOf(row, mark, incident, world);
    if (apps.length === 0) continue;
    const name = apps.join(' ');
    const held = counts.get(name) ?? { apps, rows: [], records: new Set<string>(), isOwn: true };
    held.rows.push(row);
    held.records.add(key);
    held.isOwn &&= isOwn(mark, apps);
    counts.set(name, held);
  }
  return [...[...counts.values()].flatMap((written) => written.apps.map((app) => evidenceOf(app, written, incident, world))), ...notAmong([...counts.values()], incident, world), ...noteCoverage(incident, new Set([...counts.values()].flatMap(({ records }) => [...records])).size, world)];
}

function writersOf({ client = '', isByAdministrator }: AuditFact, mark: Mark | undefined, incident: Incident, world: World): readonly string[] {
  // Services act with an administrator's rights as well; a person does by PowerShell.
  if (mark?.app === 'powershell-script' && isByAdministrator !== false) return isByAdministrator === true ? ['administrator'] : ['administrator', 'powershell-script'];
  if (mark !== undefined) return withPerson(appsBehind(mark, incident, world), incident, world);
  return client === '' ? [] : ['unknown', ...withoutName(incident, world)].sort();
}

/** Apps of the account that write here and whose name in a log nobody knows. */
function withoutName(incident: Incident, world: World): readonly string[] {
  return declaredApps(world).filter((id) => {
    const app = appOf(id, world);
    return !['person', 'unknown', 'server'].includes(app.class) && !hasOwnName(id, world) && isAble(id, incident, world);
  });
}

/** Whether it can write such records here at all. */
function isAble(id: string, incident: Incident, world: World): boolean {
  const app = appOf(id, world);
  return app.kinds.includes(incident.kind) && canWrite(app, incident.source, world.inventory.filter((entry) => entry.app === id));
}

function hasOwnName(id: string, { knowledge }: World): boolean {
  return knowledge.clientMarks.some((mark) => mark.app === id && mark.fallback !== true);
}

/** Apps of the account that a log which names a writer for most of the records does not name at all. */
function notAmong(all: readonly Written[], incident: Incident, world: World): readonly Evidence[] {
  const named = all.filter(({ apps }) => !apps.includes('unknown'));
  const records = new Set(named.flatMap((written) => [...written.records]));
  if (records.size < MOST * incident.records.length) return [];
  const writers = new Set(all.flatMap(({ apps }) => apps));
  const refs = named.flatMap(({ rows }) => rows.slice(0, 5).map(({ id }) => id));
  return declaredApps(world)
    .filter((app) => !writers.has(app))
    .map((app): Evidence => ({ app, kind: 'audit', text: `the log names who wrote ${records.size} of ${incident.records.length} records, and not this one`, weight: (WEIGHTS.rowsOfOthers * records.size) / incident.records.length, refs }));
}

interface Written {
  readonly apps: readonly string[];
  readonly rows: AuditFact[];
  readonly records: Set<string>;
  /** All rows bear a name that is the app's alone. */
  isOwn: boolean;
}

function evidenceOf(app: string, { apps, rows, records, isOwn }: Written, incident: Incident, world: World): Evidence {
  const share = records.size / incident.records.length;
  const { class: kind, stores } = appOf(app, world);
  // What a person did on a device, or another app there, comes in the log as what carried it.
  const isWriter = isOwn && kind === 'sync-app' && !stores.includes('device');
  const whose = apps.includes('unknown') ? ', by a client that the knowledge base lacks' : apps.length > 1 ? `, by a client that may stand for ${apps.length} of the suspects` : '';
  return {
    app,
    kind: 'audit',
    text: `${rows.length} log row${rows.length === 1 ? '' : 's'} on ${records.size} of ${incident.records.length} records${whose}: ${rowsText(rows)}`,
    weight: ((apps.includes('unknown') ? WEIGHTS.unknownRows : WEIGHTS.auditRows) - Math.log(apps.length)) * share,
    refs: rows.slice(0, 20).map(({ id }) => id),
    ...(isWriter && share >= MOST ? { proves: true as const } : {}),
  };
}

// A client's string may be as long as a page.
const SHOWN = 80;

/** What the rows say: the operations, the client as the log names it, and from when to when. */
function rowsText(rows: readonly AuditFact[]): string {
  const operations = [...new Set(rows.map(({ operation }) => operation))].sort();
  const clients = [...new Set(rows.flatMap(({ client }) => client ?? []))].sort();
  const client = clients[0] === undefined ? '' : ` by “${clients[0].length > SHOWN ? `${clients[0].slice(0, SHOWN)}…` : clients[0]}”${clients.length > 1 ? ` and ${clients.length - 1} more` : ''}`;
  const [first, last] = [rows[0]?.at ?? '', rows.at(-1)?.at ?? ''];
  return `${operations.join(', ')}${client}, ${first === last ? `at ${first}` : `from ${first} to ${last}`}`;
}

/** What people do themselves may have been done on the device that an app writes for. */
function withPerson(apps: readonly string[], incident: Incident, world: World): readonly string[] {
  if (incident.type === 'records-recreated') return [...new Set([...apps, 'user'])].sort();
  const isCarrier = isDoneByHand(incident) && !(isEditOfMany(incident) && isBurst(incident, world)) && apps.some((app) => appOf(app, world).class === 'sync-app' && appOf(app, world).stores.includes('device'));
  return isCarrier ? [...new Set([...apps, 'user'])].sort() : apps;
}

/** Whether fields of many were emptied or given what nobody types anew: on a device each would have to be opened. */
function isEditOfMany({ type, pattern }: Incident): boolean {
  return type === 'fields-lost' || (type === 'fields-overwritten' && ['same-value', 'older-value', 'emptied'].includes(pattern.split(' ')[0] ?? ''));
}

/** Whether a client's name is this app's alone: what stands for a family, or for several, proves nothing. */
function isOwn(mark: Mark | undefined, apps: readonly string[]): boolean {
  return apps.length === 1 && mark?.app === apps[0] && mark?.also.length === 0 && mark.fallback !== true;
}

/** Rows that are about a record of the incident, each with its key: a row counts for one record, however many bear the name it gives. */
function rowsFor(incident: Incident, world: World): readonly (readonly [string, AuditFact])[] {
  const [from, to] = [Date.parse(incident.window.from), Date.parse(incident.window.to)];
  const index = indexRecords(incident.records.map(({ happening: { change } }) => ({ ...change, source: incident.source.name })), memo(world).foldersOf(incident.source.name));
  const counted = new Map<string, number>();
  let others: ReadonlySet<string> | undefined;
  return world.audit.flatMap((row) => {
    const at = Date.parse(row.at);
    if (at + SECOND <= from || at > to || !OPERATIONS[incident.type].test(row.operation)) return [];
    const ownership = memo(world).ownerOf(row, incident.source);
    if (ownership === 'no') return [];
    const [byId] = index.byId(row);
    if (byId !== undefined) return [[byId.key, row] as const];
    const named = ownership === 'yes' ? index.byName(row) : [];
    if (named.length === 0) return [];
    others ??= formsAround(incident, world);
    if (row.item !== undefined && formsOfItem(row.item).some((form) => others?.has(form))) return [];
    const writer = `${row.client ?? ''}\0${memo(world).nameOf(row)}`;
    const place = counted.get(writer) ?? 0;
    counted.set(writer, place + 1);
    const key = named[place % named.length]?.key;
    return key === undefined ? [] : [[key, row] as const];
  });
}

/** What the records that stand in the snapshots around an incident are called: a row that names one of them is not about a namesake. */
function formsAround({ records }: Incident, world: World): ReadonlySet<string> {
  const snapshots = new Set(records.flatMap(({ happening }) => [happening.from.id, happening.to.id]));
  return new Set([...snapshots].flatMap((id) => [...world.history.liveIn(id)].flatMap(({ key }) => memo(world).formsOf(key))));
}

interface RowMemo {
  readonly weighed: WeakMap<Incident, readonly Evidence[]>;
  nameOf(row: AuditFact): string;
  formsOf(key: string): readonly string[];
  ownerOf: ReturnType<typeof rowOwners>;
  /** Of what changed in a source. */
  foldersOf(source: string): ReadonlySet<string>;
  markOf(row: AuditFact): Mark | undefined;
}

const memos = new WeakMap<World, RowMemo>();

/** What rows say, read once though every incident asks. */
function memo(world: World): RowMemo {
  const held = memos.get(world);
  if (held !== undefined) return held;
  const names = new Map<string, string>();
  const marks = new Map<string, Mark | undefined>();
  const clients = new Map<AuditFact, string>();
  const forms = new Map<string, readonly string[]>();
  const made: RowMemo = {
    weighed: new WeakMap(),
    ownerOf: rowOwners(world.sources, new Set(world.audit.flatMap(({ mailbox = [] }) => mailbox))),
    foldersOf: (name) => new Set(world.happenings.flatMap(({ source, change }) => (source.name === name ? [change.collection, change.previousCollection ?? change.collection] : []))),
    formsOf(key) {
      const held = forms.get(key) ?? formsOfRecord(key);
      forms.set(key, held);
      return held;
    },
    nameOf({ subject = '' }) {
      const name = names.get(subject) ?? nameKey(subject);
      names.set(subject, name);
      return name;
    },
    markOf(row) {
      const held = clients.get(row);
      if (held !== undefined) return marks.get(held);
      const ids = row.appIds;
      const client = [row.client ?? '', ...ids].join('\0');
      clients.set(row, client);
      if (!marks.has(client)) marks.set(client, markOf(row.client, ids, world));
      return marks.get(client);
    },
  };
  memos.set(world, made);
  return made;
}

/** The mark that a row's client bears: its application id, then its string, what says only a family of programs last. */
function markOf(client: string | undefined, ids: readonly string[], { knowledge }: World): Mark | undefined {
  const byId = knowledge.clientMarks.filter((mark) => mark.on === 'app-id' && ids.some((id) => bearsMark(mark, id)));
  // A row names the resource as well, which is Graph for whoever uses it.
  const [first] = byId;
  const bearing = knowledge.clientMarks.filter((mark) => mark.on !== 'app-id' && client !== undefined && bearsMark(mark, client));
  // One id may be that of several programs; the string then tells which.
  const told = first === undefined || first.also.length === 0 ? undefined : bearing.find((mark) => mark.fallback !== true && mark.also.length === 0 && [first.app, ...first.also].includes(mark.app));
  if (first !== undefined) return told ?? byId.find(({ app }) => !(app in FAMILIES)) ?? first;
  return bearing.find((mark) => mark.fallback !== true) ?? bearing[0];
}

const FAMILIES: Readonly<Record<string, readonly string[]>> = { 'ews-app': ['ews'], 'graph-app': ['graph', 'rest'], 'outlook-desktop': ['mapi'] };

/**
 * Who may stand behind a client's name: of those that share it the ones that were declared, where any was; of a family those of its
 * protocol.
 */
function appsBehind(mark: Mark, incident: Incident, world: World): readonly string[] {
  const known = declaredApps(world);
  const protocols = FAMILIES[mark.app] ?? [];
  const family = [...new Set([...known, ...folderKeepers(incident, world)])].filter((id) => appOf(id, world).protocols.some((protocol) => protocols.includes(protocol)) && !hasOwnName(id, world));
  const sharing = [...mark.also.filter((id) => known.includes(id)), ...family];
  const own = appOf(mark.app, world);
  const able = sharing.filter((id) => isAble(id, incident, world));
  const apps = own.class === 'generic' && able.length > 0 ? able : [mark.app, ...(able.length > 0 ? able : mark.also)];
  const writers = apps.flatMap((id) => writersBehind(id, incident, world));
  return [...new Set(writers)].filter((id) => id !== 'unknown').sort();
}
