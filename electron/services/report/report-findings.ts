import type { Finding } from '../../../shared/contract/findings.ts';
import type { ReportFinding, ReportRestore, ReportSample } from '../../../shared/contract/report.ts';
import { fieldLabel } from '../../../shared/messages/fields-en.ts';
import type { BodyId } from '../../../shared/records.ts';
import { diffFields } from '../../analysis/diff/field-diff.ts';
import type { StoredAuditRow } from '../../store/audit-types.ts';
import type { CaseStore, SnapshotRow, Version } from '../../store/types.ts';
import { compareRows } from '../case-history.ts';
import { present } from './present.ts';

// As many as show what was done; the others are named in the annex and in the JSON form.
const SAMPLES = 20;
const LOG_ROWS = 50;
const TRACES = 8;
// Of so many named records every field is looked through for secrets.
const LOOKED_THROUGH = 2000;

/** A field of a record that a report names, wherever it shows it or not. */
export interface NamedText {
  readonly source: string;
  readonly key: string;
  readonly label: string;
  readonly text: string;
}

export interface DescribedFinding {
  readonly finding: ReportFinding;
  readonly texts: readonly NamedText[];
}

/** A finding as a report tells it: with what its first records were and are, and the log rows that its evidence rests on. */
export function describeForReport(store: CaseStore, finding: Finding, restores: readonly ReportRestore[], publicSources: ReadonlySet<string>): DescribedFinding {
  const sides = sidesOf(store, finding);
  const rests = new Set(finding.suspects.flatMap(({ evidence }) => evidence.flatMap(({ refs }) => refs)));
  const rows = store.audit.rows(rests);
  const { records, ...told } = finding;
  return {
    finding: {
      ...told,
      samples: records.slice(0, SAMPLES).map((record) => sampleOf(store, record, sides)),
      more: records.slice(SAMPLES).map(({ source, key, title }) => ({ source, key, title })),
      logRows: rows.slice(0, LOG_ROWS).map(logRow),
      logRowsInAll: rows.length,
      publicRefs: [...rests].filter((ref) => publicSources.has(ref)),
      ownRestores: restores.filter((restore) => restore.source === finding.source && restore.applied > 0 && restore.startedAt <= finding.window.to && (restore.finishedAt ?? restore.startedAt) >= finding.window.from).map(({ id }) => id),
    },
    texts: records.slice(0, LOOKED_THROUGH).flatMap((record) => textsOf(store, record, sides)),
  };
}

interface Sides {
  readonly before: ReadonlyMap<string, Version>;
  readonly after: ReadonlyMap<string, Version>;
}

/** The finding's records as the snapshots at both ends of its window hold them. */
function sidesOf(store: CaseStore, { source, window, records }: Finding): Sides {
  const rows = store.snapshots(source).filter(({ complete }) => complete).toSorted(compareRows);
  const before = rows.findLast(({ takenAt }) => Date.parse(takenAt) <= Date.parse(window.from)) ?? rows[0];
  const after = rows.find(({ takenAt }) => Date.parse(takenAt) >= Date.parse(window.to)) ?? rows.at(-1);
  const keys = records.map(({ key }) => key);
  return {
    before: versionsOf(store, before, records.flatMap(({ key, previousKey }) => [key, ...(previousKey === undefined ? [] : [previousKey])])),
    after: versionsOf(store, after, keys),
  };
}

function versionsOf(store: CaseStore, row: SnapshotRow | undefined, keys: readonly string[]): ReadonlyMap<string, Version> {
  return row === undefined ? new Map() : new Map([...store.versions(row.id, { keys })].map((version) => [version.key, version]));
}

type Named = Finding['records'][number];

function bodiesOf({ key, previousKey }: Named, { before, after }: Sides): { readonly was: Version | undefined; readonly is: Version | undefined } {
  return { was: before.get(previousKey ?? key), is: after.get(key) };
}

function sampleOf(store: CaseStore, record: Named, sides: Sides): ReportSample {
  const { was, is } = bodiesOf(record, sides);
  const version = is ?? was;
  const { source, key, previousKey, title } = record;
  const base = { source, key, title, ...present({ previousKey }) };
  if (version === undefined) return { ...base, fields: [], traces: [] };
  const { created, modified } = store.body(version.bodyId);
  const rows = was === undefined || is === undefined ? [] : diffFields(store.fields(was.bodyId), store.fields(is.bodyId)).filter(({ cosmetic }) => cosmetic !== true);
  return {
    ...base,
    kind: version.kind,
    ...present({ uid: version.uid, created, modified }),
    fields: rows.map(({ field, before, after }) => ({ field, label: fieldLabel(field), ...present({ before, after }) })),
    traces: store.traces(version.bodyId).slice(0, TRACES).map(({ namespace, name, value }) => ({ namespace, name, value })),
  };
}

function textsOf(store: CaseStore, record: Named, sides: Sides): readonly NamedText[] {
  const { was, is } = bodiesOf(record, sides);
  const bodies = [...new Set([was?.bodyId, is?.bodyId].filter((body): body is BodyId => body !== undefined))];
  return bodies.flatMap((body) => store.fields(body).map(({ field, text }) => ({ source: record.source, key: record.key, label: fieldLabel(field), text })));
}

function logRow({ id, at, operation, client, actor, item, subject }: StoredAuditRow): ReportFinding['logRows'][number] {
  return { id, at, operation, ...present({ client, actor, item, subject }) };
}
