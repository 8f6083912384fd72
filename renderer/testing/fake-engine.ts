import { ORPCError } from '@orpc/client';
import { CASE_STEPS, type CaseStep } from '../../shared/case-steps.ts';
import type { PracticeId } from '../../shared/practice-ids.ts';
import type { CaseDocument, StepDocument } from '../../shared/contract/cases.ts';
import type { ChangeRow } from '../../shared/contract/changes.ts';
import type { DeclaredApp, DeclaredEvent } from '../../shared/contract/facts.ts';
import type { RestoreDocument } from '../../shared/contract/restore.ts';
import type { SnapshotDocument } from '../../shared/contract/snapshots.ts';
import type { SignInPrompt, SourceDocument } from '../../shared/contract/sources.ts';
import type { ErrorCode, ErrorContext } from '../../shared/errors.ts';
import type { Progress } from '../../shared/progress.ts';
import type { EngineClient } from '../api/engine-client.ts';
import { fakeDetail, fakeRow, fakeSnapshot, fakeSources, fakeSummary } from './fake-data.ts';
import { countDeletions, fakeDeletions } from './fake-deletions.ts';
import { fakeFindingRecords, fakeFindings } from './fake-findings.ts';
import { fakeGroups } from './fake-groups.ts';
import { fakeReport } from './fake-report.ts';
import { fakeTimeline } from './fake-timeline.ts';
import type { PlanDetail } from '../screens/restore/plan-rows.ts';

/** What a test or a preview sets. */
export interface FakeSettings {
  readonly rows?: number;
  readonly open?: boolean;
  /** Rows in place of the generated ones. */
  readonly row?: (position: number) => ChangeRow;
  /** Procedures that fail, by name: `sources.test`. */
  readonly failures?: Readonly<Record<string, { readonly code: ErrorCode; readonly context?: ErrorContext }>>;
  readonly snapshots?: readonly SnapshotDocument[];
  /** What a capture waits for between two values of progress. */
  readonly pause?: (signal: AbortSignal | undefined) => Promise<void>;
  /** What an administrator would have to run for the first record of a plan. */
  readonly command?: string;
  /** Secrets that stand in the case. */
  readonly secrets?: readonly { readonly kind: string; readonly place: string }[];
}

export interface FakeEngine {
  readonly client: EngineClient;
  /** The procedures called, with what they were given. */
  readonly calls: { readonly name: string; readonly input: unknown }[];
}

interface Options {
  readonly signal?: AbortSignal;
}
type PageInput = Parameters<EngineClient['changes']['page']>[0];

/** An engine in the page itself, of generated data: for component tests and the preview, never for the product. */
export function createFakeEngine({ rows = 120, open = true, row = fakeRow, failures = {}, snapshots: given, pause = async () => {}, command, secrets = [] }: FakeSettings = {}): FakeEngine {
  const calls: { name: string; input: unknown }[] = [];
  const document: CaseDocument = { path: '/cases/48213.synctrace', title: '48213 · contacts doubled', createdAt: '2026-03-01T08:55:00Z', encrypted: false, bytes: 1_400_000, sources: 2, snapshots: 2, records: 480, headHash: 'b3'.repeat(32), practice: true };
  let current: CaseDocument | null = open ? document : null;
  const snapshots = [...(given ?? [fakeSnapshot('a', '2026-03-01T09:00:00Z', { label: 'before' }), fakeSnapshot('b', '2026-03-02T09:00:00Z', { label: 'after', changes: fakeSummary(rows) })])];
  const plans: PlanDetail[] = [];
  const sources = [...fakeSources];
  let steps: StepDocument[] = CASE_STEPS.map((step) => (step === 'intake' || step === 'evidence' ? { step, at: '2026-03-01T09:00:00Z' } : { step }));
  const restores: RestoreDocument[] = [];
  const facts: { readonly apps: DeclaredApp[]; readonly events: DeclaredEvent[] } = { apps: [], events: [] };

  /** Notes the call, then fails or answers as told. */
  function call<Result>(name: string, answer: (input: never, options: Options) => Result | Promise<Result>) {
    return async (input?: unknown, options: Options = {}): Promise<Result> => {
      calls.push({ name, input });
      const failure = failures[name];
      if (failure !== undefined) throw new ORPCError(failure.code, { status: 400, data: { code: failure.code, context: failure.context ?? {} } });
      return await answer(input as never, options);
    };
  }

  async function* long<Result>(phases: readonly Progress['phase'][], result: () => Result, signal: AbortSignal | undefined): AsyncGenerator<Progress, Result, void> {
    for (const [index, phase] of phases.entries()) {
      for (let done = 0; done <= 240; done += 60) {
        await pause(signal);
        signal?.throwIfAborted();
        yield { phase, done, total: 240, fraction: (index + done / 240) / phases.length, source: 'phone' };
      }
    }
    return result();
  }

  function page({ changes, text = '', offset, limit }: PageInput) {
    const needle = text.toLowerCase();
    const fits = (candidate: ChangeRow): boolean => (changes === undefined || changes.includes(candidate.change)) && (needle === '' || candidate.title.toLowerCase().includes(needle));
    const fitting: ChangeRow[] = [];
    for (let position = 0; position < rows; position += 1) {
      const candidate = row(position);
      if (fits(candidate)) fitting.push(candidate);
    }
    return { rows: fitting.slice(offset, offset + limit), total: fitting.length };
  }

  function plan({ keys = [] }: { keys?: string[] }): PlanDetail {
    const steps = keys.map((key): PlanDetail['steps'][number] => ({ op: 'create', key, title: row(Number.parseInt(key, 10)).title, reason: 'was removed and is not there again', fields: row(Number.parseInt(key, 10)).fields.map(({ field, label, before }) => ({ field, label, ...(before === undefined ? {} : { after: before }) })) }));
    const [first, ...others] = steps;
    const reviewed = command === undefined || first === undefined ? steps : [{ ...first, op: 'manual' as const, fields: [], command }, ...others];
    const made: PlanDetail = { id: `plan-${plans.length + 1}`, to: 'phone', createdAt: '2026-03-02T10:00:00Z', notifies: 0, steps: reviewed, conflicts: [] };
    plans.push(made);
    return made;
  }

  function restored(planId: string, undoOf?: string): RestoreDocument {
    const applied = plans.find((other) => other.id === planId)?.steps.length ?? 0;
    const made: RestoreDocument = { id: `restore-${restores.length + 1}`, plan: planId, applied, skipped: 0, failed: [], verified: true, startedAt: `2026-03-02T10:0${restores.length}:00Z`, finishedAt: '2026-03-02T10:09:00Z', ...(undoOf === undefined ? {} : { undoOf }) };
    const undone = restores.findIndex((other) => other.id === undoOf);
    if (undone >= 0) restores[undone] = { ...restores[undone]!, undoneBy: made.id };
    restores.push(made);
    return made;
  }

  function added(source: SourceDocument): SourceDocument {
    sources.push({ ...source, id: `s${sources.length + 1}` });
    return sources.at(-1)!;
  }

  /** Tells what there is to do, and waits as a person would. */
  async function* signIn(name: string, how: 'browser' | 'device-code', signal: AbortSignal | undefined): AsyncGenerator<SignInPrompt, SourceDocument, void> {
    const address = 'https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize?client_id=app-1';
    yield how === 'browser' ? { how, address } : { how, address: 'https://login.microsoftonline.com/device', code: 'ABCD-EFGH' };
    await pause(signal);
    signal?.throwIfAborted();
    return sources.find((source) => source.name === name)!;
  }

  const client = {
    app: { info: call('app.info', () => ({ version: '0.1.0', secrets: 'session', dataFolder: '/data' })) },
    cases: {
      recent: call('cases.recent', () => (open ? [{ path: document.path, title: document.title, openedAt: '2026-03-02T09:30:00Z', exists: true, encrypted: false, practice: true }] : [])),
      current: call('cases.current', () => current),
      open: call('cases.open', () => (current = document)),
      openPractice: call('cases.openPractice', (input?: { id?: PracticeId }) => (current = { ...document, ...(input?.id === undefined ? {} : { practiceId: input.id }) })),
      create: call('cases.create', ({ title }: { title: string }) => (current = { ...document, title, practice: false })),
      forget: call('cases.forget', () => ({ ok: true })),
      close: call('cases.close', () => ((current = null), { ok: true })),
      steps: call('cases.steps', () => steps),
      markStep: call('cases.markStep', ({ step, done }: { step: CaseStep; done: boolean }) => (steps = steps.map((one) => (one.step !== step ? one : done ? { step, at: '2026-03-02T11:00:00Z', by: 'ines' } : { step })))),
      verify: call('cases.verify', (_: never, { signal }) => long(['check'], () => ({ ok: true, problems: [] }), signal)),
    },
    sources: {
      list: call('sources.list', () => sources),
      add: call('sources.add', ({ name, kind, password }: SourceDocument & { password?: string }) => added({ ...fakeSources[0]!, name, kind, signsIn: kind === 'graph' && password === undefined, takesToken: kind === 'graph' })),
      signIn: call('sources.signIn', ({ name, how }: { name: string; how: 'browser' | 'device-code' }, { signal }) => signIn(name, how, signal)),
      giveSecret: call('sources.giveSecret', () => fakeSources[0]!),
      test: call('sources.test', () => ({ ok: true, capabilities: { canWrite: true, incremental: true, scheduling: 'none', product: 'Example DAV 3.1', notCaptured: ['carddav-no-deleted'], collections: [{ id: 'c', name: 'Contacts', kinds: ['contact'] }] } })),
      remove: call('sources.remove', () => ({ ok: true })),
    },
    snapshots: {
      list: call('snapshots.list', () => snapshots),
      take: call('snapshots.take', (_: never, { signal }) =>
        long(['list', 'download', 'store'], () => {
          const taken = fakeSnapshot(`n${snapshots.length}`, `2026-03-03T09:0${snapshots.length % 10}:00Z`);
          snapshots.push(taken);
          return { snapshots: [taken] };
        }, signal),
      ),
      problems: call('snapshots.problems', () => []),
      recognise: call('snapshots.recognise', ({ files }: { files: { name: string }[] }) => files.map(({ name }) => ({ name, kind: /log/.test(name) ? 'log' : 'vcard', records: 12, problems: 1 }))),
      importFiles: call('snapshots.importFiles', (_: never, { signal }) => long(['read', 'store'], () => ({ snapshots: [fakeSnapshot('i', '2026-02-01T09:00:00Z')], problems: [] }), signal)),
      records: call('snapshots.records', () => ({ records: [], total: 0 })),
    },
    changes: {
      compare: call('changes.compare', (_: never, { signal }) => long(['compare'], () => ({ comparison: 1, from: snapshots[0]!, to: snapshots[1]!, summary: fakeSummary(rows) }), signal)),
      page: call('changes.page', page),
      detail: call('changes.detail', ({ position }: { position: number }) => ({ ...fakeDetail(position), ...row(position) })),
    },
    duplicates: { callDifferent: call('duplicates.callDifferent', () => ({ ok: true })), uncallDifferent: call('duplicates.uncallDifferent', () => ({ ok: true })), find: call('duplicates.find', (_: never, { signal }) => long(['compare'], () => ({ groups: fakeGroups }), signal)) },
    deletions: {
      judge: call('deletions.judge', (_: never, { signal }) => long(['compare'], () => ({ counts: countDeletions(), notJudged: [{ source: 'phone', snapshots: 1 }] }), signal)),
      page: call('deletions.page', ({ states, text, offset, limit }: Parameters<EngineClient['deletions']['page']>[0]) => pageOf(fakeDeletions.filter((row) => states.includes(row.state) && row.title.toLowerCase().includes(text.toLowerCase())), offset, limit)),
    },
    logs: { importFiles: call('logs.importFiles', (_: never, { signal }) => long(['read'], () => ({ events: 12, matched: 9, added: 12, passedOver: { reads: 3, failed: 0, other: 0 }, skipped: [], skippedCount: 1, coverage: [], warnings: [] }), signal)) },
    facts: {
      list: call('facts.list', () => ({ apps: facts.apps, events: facts.events })),
      knownApps: call('facts.knownApps', () => [{ app: 'outlook-mobile-ios', name: 'Outlook for iOS', stores: ['icloud'] }]),
      addApp: call('facts.addApp', (app: DeclaredApp) => (facts.apps.push(app), app)),
      removeApp: call('facts.removeApp', (app: DeclaredApp) => ({ removed: facts.apps.splice(facts.apps.findIndex((one) => JSON.stringify(one) === JSON.stringify(app)), 1).length })),
      addEvent: call('facts.addEvent', (event: DeclaredEvent) => (facts.events.push(event), event)),
    },
    timeline: { read: call('timeline.read', ({ bins }: { bins: number }, { signal }) => long(['compare'], () => fakeTimeline(bins), signal)) },
    findings: {
      explain: call('findings.explain', (_: never, { signal }) => long(['compare'], () => ({ findings: fakeFindings }), signal)),
      records: call('findings.records', ({ offset, limit }: { offset: number; limit: number }) => ({ records: fakeFindingRecords.slice(offset, offset + limit), total: fakeFindingRecords.length })),
    },
    report: {
      preview: call('report.preview', ({ redact }: { redact: boolean }) => (secrets.length > 0 && !redact ? { page: null, secrets } : { page: fakeReport, secrets: [] })),
      make: call('report.make', ({ format }: { format: string }) => ({ name: `report.${format}`, mediaType: 'text/plain', text: 'A report' })),
    },
    restore: {
      plan: call('restore.plan', plan),
      planMerge: call('restore.planMerge', ({ groups = [] }: { groups?: string[] }) => plan({ keys: groups.map((_, index) => `${index}.vcf`) })),
      planDetail: call('restore.planDetail', ({ plan: id }: { plan: string }) => plans.find((other) => other.id === id)!),
      plans: call('restore.plans', () => plans),
      apply: call('restore.apply', ({ plan: id }: { plan: string }, { signal }) => long(['write', 'verify'], () => restored(id), signal)),
      undo: call('restore.undo', ({ restore: id }: { restore: string }, { signal }) => long(['write', 'verify'], () => restored(restores.find((other) => other.id === id)?.plan ?? '', id), signal)),
      resume: call('restore.resume', (_: never, { signal }) => long(['write'], () => ({ restores: [] }), signal)),
      list: call('restore.list', () => restores),
      results: call('restore.results', ({ restore: id }: { restore: string }) => (plans.find((other) => other.id === restores.find((done) => done.id === id)?.plan)?.steps ?? []).map(({ op, key, title, reason }) => ({ op, key, title, reason, state: 'verified' }))),
    },
  };
  return { client: client as unknown as EngineClient, calls };
}

function pageOf<Row>(all: readonly Row[], offset: number, limit: number): { readonly rows: readonly Row[]; readonly total: number } {
  return { rows: all.slice(offset, offset + limit), total: all.length };
}
