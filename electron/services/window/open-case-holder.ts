import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { CaseDocument } from '../../../shared/contract/cases.ts';
import { AppError } from '../../../shared/errors.ts';
import { type CaseContext, type EnginePorts, timeText } from '../case-context.ts';
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
  /** Sets where a running task stands, so that a case is not closed under it. */
  run<T>(task: (context: CaseContext) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Opening another case closes the one before it, once what runs on it has ended. */
export function createOpenCaseHolder(ports: EnginePorts, folder: string, recent: RecentCases): OpenCaseHolder {
  let held: CaseContext | null = null;
  const running = new Set<Promise<unknown>>();

  const context = (): CaseContext => {
    if (held === null) throw new AppError('case-missing');
    return held;
  };
  const take = (opened: CaseContext): CaseDocument => {
    const before = held;
    held = opened;
    before?.store.close();
    const document = caseDocument(opened.store);
    recent.note(document, timeText(ports.clock.nowMs()));
    return document;
  };
  return {
    context,
    current: () => (held === null ? null : caseDocument(held.store)),
    open(path, passphrase) {
      const wanted = resolve(path);
      if (held !== null && held.store.info().path === wanted) return caseDocument(held.store);
      refuseWhileRunning(running);
      return take(openCaseContext(wanted, 'update', passphrase, ports));
    },
    create(title, path, passphrase) {
      refuseWhileRunning(running);
      const wanted = path === undefined ? freePath(folder, title) : resolve(path);
      if (existsSync(wanted)) throw new AppError('case-exists');
      mkdirSync(dirname(wanted), { recursive: true });
      return take(createCaseContext(wanted, passphrase, title, ports));
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
      await Promise.allSettled(running);
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
