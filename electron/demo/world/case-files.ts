import type { SeededRandom } from '../seeded-random.ts';
import { isAudited, type AuditPlace } from './logs/audited.ts';
import { accessLog } from './logs/access-log.ts';
import { calendarLogCsv } from './logs/calendar-log-csv.ts';
import { mailboxAuditCsv } from './logs/mailbox-audit-csv.ts';
import { purviewCsv, purviewJson } from './logs/purview.ts';
import type { Stage } from './stage.ts';
import type { Deed, Store } from './store.ts';
import type { SyncApp } from './sync-app.ts';

export type LogFormat = 'purview-csv' | 'purview-json' | 'mailbox-audit' | 'none';

export interface LogChoices {
  readonly mailbox: LogFormat;
  readonly place: AuditPlace;
  /** Whether the calendar's own log was asked for. */
  readonly hasCalendarLog: boolean;
  readonly hasAccessLog: boolean;
  /** Service accounts are left out of auditing, as products ask for it. */
  readonly isServiceBypassed: boolean;
  /** Of ten rows, how many are missing. */
  readonly missing: number;
  readonly readers: readonly { readonly app: SyncApp; readonly atMs: number }[];
}

export interface CaseFiles {
  readonly files: ReadonlyMap<string, string>;
  /** Deeds that the logs of the case tell of. */
  readonly told: ReadonlySet<Deed>;
}

const OWNER = 'robin.sample@example.test';

/** The case folder of what was played: manifest, snapshots, and the logs that were to be had. */
export function writeCaseFiles(stage: Stage, title: string, logs: LogChoices): CaseFiles {
  const files = new Map<string, string>();
  const audit: string[] = [];
  const told = new Set<Deed>();
  for (const picture of stage.pictures) for (const [path, text] of picture.files) files.set(path, text);
  const seen = stage.stores.filter(({ name }) => stage.pictures.some(({ store }) => store === name));
  for (const store of seen) {
    for (const [path, { text, deeds }] of logsOf(store, logs, stage.random)) {
      files.set(path, text);
      audit.push(path);
      for (const deed of deeds) told.add(deed);
    }
  }
  const manifest = {
    format: 'synctrace-case/1',
    title,
    sources: seen.map(({ name, kind, itemKinds }) => ({ name, kind: kind === 'exchange' ? 'graph' : itemKinds.includes('contact') ? 'carddav' : 'caldav', label: LABELS[kind] })),
    snapshots: stage.pictures.map(({ store, atMs, path, label }) => ({ source: store, takenAt: new Date(atMs).toISOString(), path, ...(label === undefined ? {} : { label }) })),
    apps: stage.apps,
    events: stage.events,
    audit,
  };
  files.set('manifest.json', `${JSON.stringify(manifest, null, 2)}\n`);
  return { files, told };
}

const LABELS = { exchange: 'Exchange Online', icloud: 'iCloud', google: 'Google', nextcloud: 'Nextcloud', davserver: 'Company DAV server' } as const;

type Logs = Map<string, { readonly text: string; readonly deeds: readonly Deed[] }>;

function logsOf(store: Store, logs: LogChoices, random: SeededRandom): Logs {
  const out: Logs = new Map();
  const kept = (deeds: readonly Deed[]): readonly Deed[] => deeds.filter(() => !random.chance(logs.missing / 10)).toSorted((left, right) => left.atMs - right.atMs);
  if (store.kind === 'exchange') {
    const mailbox = { owner: OWNER, guid: random.uuid(), organization: random.uuid() };
    const deeds = kept(store.deeds.filter((deed) => isAudited(deed, logs.place) && !(logs.isServiceBypassed && deed.app.mailbox?.logon === 'service' && deed.app.id !== 'exchange-system')));
    // A search that finds nothing gives no file.
    if (deeds.length > 0) {
      if (logs.mailbox === 'purview-csv') out.set(`audit/${store.name}-purview.csv`, { text: purviewCsv(deeds, mailbox, random), deeds });
      if (logs.mailbox === 'purview-json') out.set(`audit/${store.name}-purview.json`, { text: purviewJson(deeds, mailbox, random), deeds });
      if (logs.mailbox === 'mailbox-audit') out.set(`audit/${store.name}-mailbox-audit.csv`, { text: mailboxAuditCsv(deeds, mailbox, random), deeds });
    }
    const events = kept(store.deeds.filter(({ kind, app }) => kind === 'event' && app.mailbox !== undefined));
    if (logs.hasCalendarLog && events.length > 0) out.set(`audit/${store.name}-calendar.csv`, { text: calendarLogCsv(events, OWNER), deeds: events });
  } else if (logs.hasAccessLog && (store.kind === 'nextcloud' || store.kind === 'davserver')) {
    // iCloud and Google hand out no access log.
    const deeds = kept(store.deeds.filter(({ app }) => app.dav !== undefined));
    const readers = logs.readers.filter(({ app }) => app.dav !== undefined && app.stores.includes(store.kind));
    out.set(`audit/${store.name}-access.log`, { text: accessLog(store, deeds, readers, random), deeds });
  }
  return out;
}
