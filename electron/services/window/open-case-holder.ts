import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { CaseDocument } from '../../../shared/contract/cases.ts';
import { AppError } from '../../../shared/errors.ts';
import { buildName } from '../answer-thread.ts';
import { createAnswerDesk } from '../answers/answer-desk.ts';
import type { KeptAnswer } from '../answers/answer-maker.ts';
import { type AnswerTask, findAnswer } from '../answers/answer-tasks.ts';
import { type CaseContext, type EnginePorts, timeText } from '../case-context.ts';
import type { CallContext } from '../engine-services.ts';
import { caseDocument, createCaseContext, openCaseContext } from '../engine.ts';
import { safeFileName } from '../safe-file-name.ts';
import type { RecentCases } from './recent-cases.ts';

/** The one case that the window has open. */
export interface OpenCaseHolder {
  /** The open case; throws `case-missing` where there is none. */
  context(): CaseContext;
  current(): CaseDocument | null;
  open(path: string, passphrase: string | undefined): CaseDocument;
  create(title: string, path: string | undefined, passphrase: string | undefined): CaseDocument;
  /** What takes long to work out: from the case where it is kept, else made in a thread of its own, so that nothing waits behind it. */
  answer(task: AnswerTask, call: CallContext): Promise<KeptAnswer>;
  /** Sets where a running task stands, so that a case is not closed under it. */
  run<T>(task: (context: CaseContext) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Opening another case closes the one before it, once what runs on it has ended. */
export function createOpenCaseHolder(ports: EnginePorts, folder: string, recent: RecentCases): OpenCaseHolder {
  let held: CaseContext | null = null;
  let passphrase: string | undefined;
  const desk = createAnswerDesk();
  const build = buildName();
  const running = new Set<Promise<unknown>>();

  const context = (): CaseContext => {
    if (held === null) throw new AppError('case-missing');
    return held;
  };
  const take = (opened: CaseContext, given: string | undefined): CaseDocument => {
    const before = held;
    held = opened;
    passphrase = given;
    void desk.endAll();
    before?.store.close();
    const document = caseDocument(opened.store);
    recent.note(document, timeText(ports.clock.nowMs()));
    return document;
  };
  return {
    context,
    current: () => (held === null ? null : caseDocument(held.store)),
    open(path, given) {
      const wanted = resolve(path);
      if (held !== null && held.store.info().path === wanted) return caseDocument(held.store);
      refuseWhileRunning(running);
      return take(openCaseContext(wanted, 'update', given, ports), given);
    },
    create(title, path, given) {
      refuseWhileRunning(running);
      const wanted = path === undefined ? freePath(folder, title) : resolve(path);
      if (existsSync(wanted)) throw new AppError('case-exists');
      mkdirSync(dirname(wanted), { recursive: true });
      return take(createCaseContext(wanted, given, title, ports), given);
    },
    async answer(task, { signal, report }) {
      const asked = context();
      for (;;) {
        signal.throwIfAborted();
        if (context() !== asked) throw new AppError('cancelled');
        const kept = findAnswer(asked, task, build);
        if (kept !== null) return kept;
        const tell = (done: number, total: number | null): void => report({ phase: 'compare', done, total, fraction: total === null ? 0 : done / Math.max(1, total) });
        tell(0, null);
        await desk.make({ path: asked.store.info().path, passphrase, task, build }, signal, tell);
      }
    },
    async run(task) {
      const promise = task(context());
      running.add(promise);
      try {
        return await promise;
      } finally {
        running.delete(promise);
      }
    },
    async close() {
      await Promise.allSettled([desk.endAll(), ...running]);
      held?.store.close();
      held = null;
    },
  };
}

function refuseWhileRunning(running: ReadonlySet<unknown>): void {
  if (running.size > 0) throw new AppError('case-busy');
}

/** A place in the data folder that is not taken yet, named after the title. */
function freePath(folder: string, title: string): string {
  const stem = safeFileName(title, 'case');
  for (let count = 1; ; count += 1) {
    const path = join(folder, 'cases', `${stem}${count === 1 ? '' : ` ${count}`}.synctrace`);
    if (!existsSync(path)) return path;
  }
}
