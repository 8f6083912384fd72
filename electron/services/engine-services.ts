import type { CaseStep } from '../../shared/case-steps.ts';
import type { CaseDocument, RecentCase, StepDocument } from '../../shared/contract/cases.ts';
import type { ChangeDetail, ChangeKind, ChangeRow, DiffSummary } from '../../shared/contract/changes.ts';
import type { Deletion, DeletionState } from '../../shared/contract/deletions.ts';
import type { DuplicateGroup } from '../../shared/contract/duplicates.ts';
import type { DeclaredApp, DeclaredEvent } from '../../shared/contract/facts.ts';
import type { Finding, ListedFinding } from '../../shared/contract/findings.ts';
import type { ImportedLogs } from '../../shared/contract/logs.ts';
import type { Problem, RecordDocument } from '../../shared/contract/records.ts';
import type { REPORT_TEXTS, ReportOptions, ReportPage } from '../../shared/contract/report.ts';
import type { PlanDocument, PlanInput, RestoreDocument, StepResult } from '../../shared/contract/restore.ts';
import type { SnapshotDocument } from '../../shared/contract/snapshots.ts';
import type { SignInPrompt, SourceDocument } from '../../shared/contract/sources.ts';
import type { EventType } from '../../shared/event-types.ts';
import type { Timeline } from '../../shared/contract/timeline.ts';
import type { PracticeId } from '../../shared/practice-ids.ts';
import type { Progress } from '../../shared/progress.ts';
import type { RecordKind } from '../../shared/records.ts';
import type { Access } from './sign-in/scopes.ts';

/** What goes with every call: how to stop it, and where its progress goes. */
export interface CallContext {
  readonly signal: AbortSignal;
  readonly report: (progress: Progress) => void;
}

/** Of a call that nobody stops and nobody watches. */
export const UNSEEN: CallContext = { signal: new AbortController().signal, report() {} };

export interface Ok {
  readonly ok: true;
}

export interface CapabilitiesDocument {
  readonly canWrite: boolean;
  readonly incremental: boolean;
  readonly scheduling: string;
  readonly product: string;
  readonly notCaptured: string[];
  readonly collections: { id: string; name: string; kinds: string[] }[];
}

export interface NewAccountInput {
  readonly name: string;
  readonly kind: 'carddav' | 'caldav' | 'graph' | 'ews';
  readonly url: string;
  readonly user: string;
  readonly password?: string | undefined;
  readonly bearer?: boolean | undefined;
  readonly mailbox?: string | undefined;
  readonly ca?: string | undefined;
  readonly clientId?: string | undefined;
  readonly tenant?: string | undefined;
  readonly allowHosts?: string[] | undefined;
}

export interface GivenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface VerifyReport {
  ok: boolean;
  problems: { code: string; snapshot?: string | undefined; source?: string | undefined; key?: string | undefined; message: string }[];
}

/**
 * The engine as the window sees it, procedure by procedure as in `shared/contract`. One case is open at a time; a call that needs one
 * without there being one fails with `case-missing`. Failures are AppErrors; a cancelled call rejects with its signal's reason.
 */
export interface EngineServices {
  readonly app: {
    info(): Promise<{ version: string; secrets: 'keychain' | 'session'; dataFolder: string }>;
  };
  readonly cases: {
    recent(): Promise<RecentCase[]>;
    current(): Promise<CaseDocument | null>;
    open(input: { path: string; passphrase?: string | undefined }): Promise<CaseDocument>;
    create(input: { title: string; path?: string | undefined; passphrase?: string | undefined }): Promise<CaseDocument>;
    openPractice(input?: { id?: PracticeId | undefined }): Promise<CaseDocument>;
    forget(input: { path: string }): Promise<Ok>;
    close(): Promise<Ok>;
    steps(): Promise<StepDocument[]>;
    markStep(input: { step: CaseStep; done: boolean }): Promise<StepDocument[]>;
    verify(context: CallContext): Promise<VerifyReport>;
  };
  readonly sources: {
    list(): Promise<SourceDocument[]>;
    add(input: NewAccountInput, context: CallContext): Promise<SourceDocument>;
    giveSecret(input: { name: string; password: string }): Promise<SourceDocument>;
    signIn(input: { name: string; access: Access; how: 'browser' | 'device-code' }, tell: (prompt: SignInPrompt) => void, signal: AbortSignal): Promise<SourceDocument>;
    test(input: { name: string }, context: CallContext): Promise<{ ok: true; capabilities: CapabilitiesDocument }>;
    remove(input: { name: string }): Promise<Ok>;
  };
  readonly snapshots: {
    list(input: { source?: string | undefined }): Promise<SnapshotDocument[]>;
    take(input: { sources: string[]; label?: string | undefined; full?: boolean | undefined }, context: CallContext): Promise<{ snapshots: SnapshotDocument[] }>;
    problems(input: { snapshot: string }): Promise<Problem[]>;
    recognise(input: { files: GivenFile[] }): Promise<{ name: string; kind: string; records: number; problems: number }[]>;
    importFiles(
      input: { files: GivenFile[]; source: string; at?: string | undefined; label?: string | undefined },
      context: CallContext,
    ): Promise<{ snapshots: SnapshotDocument[]; problems: Problem[] }>;
    records(input: { snapshot: string; kind?: RecordKind | undefined; afterKey?: string | undefined; limit: number }): Promise<{ records: RecordDocument[]; total: number }>;
  };
  readonly changes: {
    compare(
      input: { from: string; to: string },
      context: CallContext,
    ): Promise<{ comparison: number; from: SnapshotDocument; to: SnapshotDocument; summary: DiffSummary }>;
    page(input: {
      comparison: number;
      changes?: ChangeKind[] | undefined;
      kinds?: RecordKind[] | undefined;
      text?: string | undefined;
      sort?: 'position' | 'title' | 'change' | 'kind' | 'collection' | undefined;
      descending?: boolean | undefined;
      offset: number;
      limit: number;
    }): Promise<{ rows: ChangeRow[]; total: number }>;
    detail(input: { comparison: number; position: number }): Promise<ChangeDetail>;
  };
  readonly duplicates: {
    callDifferent(input: { snapshot: string; across: boolean; records: { source: string; key: string }[] }): Promise<Ok>;
    uncallDifferent(input: { snapshot: string; across: boolean; records: { source: string; key: string }[] }): Promise<Ok>;
    find(input: { snapshot: string; across?: boolean | undefined }, context: CallContext): Promise<{ groups: DuplicateGroup[] }>;
  };
  readonly deletions: {
    judge(context: CallContext): Promise<{ counts: Record<DeletionState, number>; notJudged: { source: string; snapshots: number }[] }>;
    page(input: { states: DeletionState[]; text: string; offset: number; limit: number }): Promise<{ rows: Deletion[]; total: number }>;
  };
  readonly timeline: {
    read(input: { bins: number; from?: string | undefined; to?: string | undefined }, context: CallContext): Promise<Timeline>;
  };
  readonly facts: {
    list(): Promise<{ apps: DeclaredApp[]; events: DeclaredEvent[] }>;
    knownApps(): Promise<{ app: string; name: string; stores: string[] }[]>;
    addApp(input: DeclaredApp): Promise<DeclaredApp>;
    removeApp(app: DeclaredApp): Promise<{ removed: number }>;
    addEvent(input: DeclaredEvent & { type: EventType }): Promise<DeclaredEvent>;
  };
  readonly logs: {
    importFiles(
      input: { files: GivenFile[]; source?: string | undefined; zone?: string | undefined; dates?: 'day-first' | 'month-first' | undefined },
      context: CallContext,
    ): Promise<ImportedLogs>;
  };
  readonly findings: {
    explain(context: CallContext): Promise<{ findings: ListedFinding[] }>;
    records(input: { finding: string; offset: number; limit: number }): Promise<{ records: Finding['records']; total: number }>;
  };
  readonly restore: {
    plan(input: PlanInput, context: CallContext): Promise<PlanDocument>;
    planMerge(input: { snapshot: string; groups?: string[] | undefined }, context: CallContext): Promise<PlanDocument>;
    planDetail(input: { plan: string }): Promise<PlanDetail>;
    plans(): Promise<PlanDocument[]>;
    apply(input: { plan: string }, context: CallContext): Promise<RestoreDocument>;
    undo(input: { restore: string }, context: CallContext): Promise<RestoreDocument>;
    resume(context: CallContext): Promise<{ restores: RestoreDocument[] }>;
    list(): Promise<RestoreDocument[]>;
    results(input: { restore: string }): Promise<StepResult[]>;
  };
  readonly report: {
    preview(input: ReportOptions): Promise<{ page: ReportPage | null; secrets: { kind: string; place: string }[] }>;
    make(input: ReportOptions & { format: (typeof REPORT_TEXTS)[number] }): Promise<{ name: string; mediaType: string; text: string }>;
  };
  /** Ends what runs and closes the case; afterwards the case file stands alone. */
  close(): Promise<void>;
}

export type PlanDetail = Omit<PlanDocument, 'steps'> & {
  steps: (PlanDocument['steps'][number] & { fields: { field: string; label: string; before?: string | undefined; after?: string | undefined }[] })[];
};
