import type { FindingType } from '../../../shared/contract/findings.ts';
import type { FieldEntry, RecordKind, Trace } from '../../../shared/records.ts';
import type { FieldRow, RecordChange } from '../diff/types.ts';

/** A source as findings see it. */
export interface CaseSource {
  readonly name: string;
  /** carddav, caldav, graph, ews, file. */
  readonly kind: string;
  readonly label?: string;
  /** Whose account it is, where that is known. */
  readonly user?: string;
}

export interface SnapshotFacts {
  readonly id: string;
  /** RFC 3339 in UTC. */
  readonly takenAt: string;
  /** Live records. */
  readonly counts: Readonly<Record<RecordKind, number>>;
}

/** From one complete snapshot of a source to its next. */
export interface Step {
  readonly source: CaseSource;
  readonly from: SnapshotFacts;
  readonly to: SnapshotFacts;
  readonly changes: readonly RecordChange[];
}

/** What a body says, its bytes left out. */
export interface BodyFacts {
  readonly fields: readonly FieldEntry[];
  readonly traces: readonly Trace[];
  readonly created?: string | undefined;
  readonly modified?: string | undefined;
}

export interface LiveRecord {
  readonly key: string;
  readonly kind: RecordKind;
  readonly title: string;
  readonly uid?: string;
  readonly collection: string;
  readonly body: number;
  readonly canonicalHash: string;
}

/** A case as findings are looked for in it. Bodies are read only where a record changed or copies are looked for. */
export interface CaseHistory {
  /** Of each source in the order of time. */
  readonly steps: readonly Step[];
  factsOf(body: number): BodyFacts;
  /** The live records of a snapshot. */
  liveIn(snapshot: string): Iterable<LiveRecord>;
}

/** What happened to one record, and between which snapshots. */
export interface Happening {
  readonly source: CaseSource;
  /** Place of the later snapshot among those of its source. */
  readonly step: number;
  readonly from: SnapshotFacts;
  readonly to: SnapshotFacts;
  readonly change: RecordChange;
  /** Rows of its fields, each with what was done. */
  readonly rows: readonly RowEffect[];
  /** When the record says it was written, where that lies in the window. */
  readonly atMs?: number;
  /** Of a removed record: when a log says that it was. */
  readonly toldAtMs?: number;
}

export type Effect = 'shifted' | 'emptied' | 'cut' | 'other-field' | 'older-value' | 'reformatted' | 'garbled' | 'scientific' | 'changed' | 'came';

/** One value that differs, and how. */
export interface RowEffect {
  readonly row: FieldRow;
  /** The property: what stands before the first slash of the field. */
  readonly property: string;
  readonly effect: Effect;
  /** Of `other-field`: the property whose value it is. */
  readonly taken?: string;
  /** Of `shifted`: by how many minutes. */
  readonly minutes?: number;
}

/** A record of an incident. */
export interface IncidentRecord {
  readonly happening: Happening;
  /** Rows that belong to the incident. */
  readonly rows: readonly RowEffect[];
  /** Of a copy: what it copies. */
  readonly original?: LiveRecord;
}

/** Changes that are one act. */
export interface Incident {
  readonly type: FindingType;
  /** The fingerprint: what was done, in a word. */
  readonly pattern: string;
  readonly source: CaseSource;
  readonly collection: string;
  readonly kind: RecordKind;
  /** Properties concerned, sorted. */
  readonly properties: readonly string[];
  readonly steps: readonly number[];
  readonly window: { readonly from: string; readonly to: string };
  /** In the order of their keys. */
  readonly records: readonly IncidentRecord[];
  /** When its records say they were written, sorted; empty where they do not say. */
  readonly times: readonly number[];
}

/** Whether a record had a value in one of the fields before it was changed. */
export type HadBefore = (happening: Happening, fields: ReadonlySet<string>) => boolean;

/** When a log says that a record was removed. */
export type ToldAt = (change: RecordChange) => number | undefined;

/** What detectors look at. */
export interface View {
  readonly happenings: readonly Happening[];
  /** Added records that are copies, with what they copy. */
  readonly copies: ReadonlyMap<Happening, LiveRecord>;
  /** Removed records that stand on in another. */
  readonly survivors: ReadonlySet<Happening>;
  readonly hadBefore: HadBefore;
}

/** Looks for one type of incident. */
export interface Detector {
  readonly type: FindingType;
  /** One sentence: what it sees. */
  readonly sees: string;
  detect(view: View): readonly Incident[];
}
