import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/index.ts';
import type { GivenBytes } from '../../shared/contract/snapshots.ts';
import type { Clock, Log } from '../core/ports.ts';
import type { CallContext, EngineServices, GivenFile } from '../services/engine-services.ts';
import { streamPrompts } from './stream-prompts.ts';
import { streamTask } from './stream-task.ts';
import { isWireFailure, toWireFailure } from './wire-failure.ts';

/** The contract around the engine: each procedure is a thin call, and every failure crosses as a WireError. */
export function createRouter(services: EngineServices, clock: Clock, log: Log) {
  const guarded = implement(contract).use(async ({ next, path }) => {
    try {
      return await next();
    } catch (thrown) {
      throw isWireFailure(thrown) ? thrown : toWireFailure(thrown, path.join('.'), log);
    }
  });
  const never = new AbortController().signal;
  const context = (signal: AbortSignal | undefined): CallContext => ({ signal: signal ?? never, report() {} });

  async function* long<Result>(procedure: string, signal: AbortSignal | undefined, run: (context: CallContext) => Promise<Result>) {
    try {
      return yield* streamTask(run, signal ?? never, clock);
    } catch (thrown) {
      throw toWireFailure(thrown, procedure, log);
    }
  }

  async function* prompting<Prompt, Result>(procedure: string, run: (tell: (prompt: Prompt) => void) => Promise<Result>) {
    try {
      return yield* streamPrompts(run);
    } catch (thrown) {
      throw toWireFailure(thrown, procedure, log);
    }
  }

  return guarded.router({
    app: {
      info: guarded.app.info.handler(() => services.app.info()),
    },
    cases: {
      recent: guarded.cases.recent.handler(() => services.cases.recent()),
      current: guarded.cases.current.handler(() => services.cases.current()),
      open: guarded.cases.open.handler(({ input }) => services.cases.open(input)),
      create: guarded.cases.create.handler(({ input }) => services.cases.create(input)),
      openPractice: guarded.cases.openPractice.handler(({ input }) => services.cases.openPractice(input)),
      forget: guarded.cases.forget.handler(({ input }) => services.cases.forget(input)),
      close: guarded.cases.close.handler(() => services.cases.close()),
      steps: guarded.cases.steps.handler(() => services.cases.steps()),
      markStep: guarded.cases.markStep.handler(({ input }) => services.cases.markStep(input)),
      verify: guarded.cases.verify.handler(({ signal }) => long('cases.verify', signal, (call) => services.cases.verify(call))),
    },
    sources: {
      list: guarded.sources.list.handler(() => services.sources.list()),
      add: guarded.sources.add.handler(({ input, signal }) => services.sources.add(input, context(signal))),
      giveSecret: guarded.sources.giveSecret.handler(({ input }) => services.sources.giveSecret(input)),
      signIn: guarded.sources.signIn.handler(({ input, signal }) => prompting('sources.signIn', (tell) => services.sources.signIn(input, tell, signal ?? never))),
      test: guarded.sources.test.handler(({ input, signal }) => services.sources.test(input, context(signal))),
      remove: guarded.sources.remove.handler(({ input }) => services.sources.remove(input)),
    },
    snapshots: {
      list: guarded.snapshots.list.handler(({ input }) => services.snapshots.list(input)),
      take: guarded.snapshots.take.handler(({ input, signal }) => long('snapshots.take', signal, (call) => services.snapshots.take(input, call))),
      problems: guarded.snapshots.problems.handler(({ input }) => services.snapshots.problems(input)),
      recognise: guarded.snapshots.recognise.handler(async ({ input }) => services.snapshots.recognise({ files: await readGiven(input.files) })),
      importFiles: guarded.snapshots.importFiles.handler(({ input, signal }) =>
        long('snapshots.importFiles', signal, async (call) => services.snapshots.importFiles({ ...input, files: await readGiven(input.files) }, call)),
      ),
      records: guarded.snapshots.records.handler(({ input }) => services.snapshots.records(input)),
    },
    changes: {
      compare: guarded.changes.compare.handler(({ input, signal }) => long('changes.compare', signal, (call) => services.changes.compare(input, call))),
      page: guarded.changes.page.handler(({ input }) => services.changes.page(input)),
      detail: guarded.changes.detail.handler(({ input }) => services.changes.detail(input)),
    },
    duplicates: {
      callDifferent: guarded.duplicates.callDifferent.handler(({ input }) => services.duplicates.callDifferent(input)),
      uncallDifferent: guarded.duplicates.uncallDifferent.handler(({ input }) => services.duplicates.uncallDifferent(input)),
      find: guarded.duplicates.find.handler(({ input, signal }) => long('duplicates.find', signal, (call) => services.duplicates.find(input, call))),
    },
    deletions: {
      judge: guarded.deletions.judge.handler(({ signal }) => long('deletions.judge', signal, (call) => services.deletions.judge(call))),
      page: guarded.deletions.page.handler(({ input }) => services.deletions.page(input)),
    },
    timeline: {
      read: guarded.timeline.read.handler(({ input, signal }) => long('timeline.read', signal, (call) => services.timeline.read(input, call))),
    },
    facts: {
      list: guarded.facts.list.handler(() => services.facts.list()),
      knownApps: guarded.facts.knownApps.handler(() => services.facts.knownApps()),
      addApp: guarded.facts.addApp.handler(({ input }) => services.facts.addApp(input)),
      removeApp: guarded.facts.removeApp.handler(({ input }) => services.facts.removeApp(input)),
      addEvent: guarded.facts.addEvent.handler(({ input }) => services.facts.addEvent(input)),
    },
    logs: {
      importFiles: guarded.logs.importFiles.handler(({ input, signal }) =>
        long('logs.importFiles', signal, async (call) => services.logs.importFiles({ ...input, files: await readGiven(input.files) }, call)),
      ),
    },
    findings: {
      explain: guarded.findings.explain.handler(({ signal }) => long('findings.explain', signal, (call) => services.findings.explain(call))),
      records: guarded.findings.records.handler(({ input }) => services.findings.records(input)),
    },
    restore: {
      plan: guarded.restore.plan.handler(({ input, signal }) => services.restore.plan(input, context(signal))),
      planMerge: guarded.restore.planMerge.handler(({ input, signal }) => services.restore.planMerge(input, context(signal))),
      planDetail: guarded.restore.planDetail.handler(({ input }) => services.restore.planDetail(input)),
      plans: guarded.restore.plans.handler(() => services.restore.plans()),
      apply: guarded.restore.apply.handler(({ input, signal }) => long('restore.apply', signal, (call) => services.restore.apply(input, call))),
      undo: guarded.restore.undo.handler(({ input, signal }) => long('restore.undo', signal, (call) => services.restore.undo(input, call))),
      resume: guarded.restore.resume.handler(({ signal }) => long('restore.resume', signal, (call) => services.restore.resume(call))),
      list: guarded.restore.list.handler(() => services.restore.list()),
      results: guarded.restore.results.handler(({ input }) => services.restore.results(input)),
    },
    report: {
      preview: guarded.report.preview.handler(({ input }) => services.report.preview(input)),
      make: guarded.report.make.handler(({ input }) => services.report.make(input)),
    },
  });
}

export type EngineRouter = ReturnType<typeof createRouter>;

async function readGiven(files: readonly { readonly name: string; readonly bytes: GivenBytes }[]): Promise<GivenFile[]> {
  const read: GivenFile[] = [];
  for (const { name, bytes } of files) read.push({ name, bytes: new Uint8Array(await bytes.arrayBuffer()) });
  return read;
}
