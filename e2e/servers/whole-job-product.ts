import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import type { DiffDocument } from '../../shared/contract/changes.ts';
import type { DuplicateGroup } from '../../shared/contract/duplicates.ts';
import type { PlanDocument, RestoreDocument } from '../../shared/contract/restore.ts';
import type { SnapshotDocument } from '../../shared/contract/snapshots.ts';
import { compareSnapshots } from '../../electron/services/compare-snapshots.ts';
import { snapshotDocument } from '../../electron/services/documents.ts';
import { createCaseContext, createPorts, createSessionVault } from '../../electron/services/engine.ts';
import { findDuplicates } from '../../electron/services/find-duplicates.ts';
import { applyPlan, planRestore, resumeRestores, undoRestore } from '../../electron/services/restore-records.ts';
import { envReference } from '../../electron/services/secrets.ts';
import { addSource } from '../../electron/services/sources.ts';
import { takeSnapshots } from '../../electron/services/take-snapshot.ts';
import { verifyCase } from '../../electron/services/verify-case.ts';
import type { DavProtocol } from '../../electron/testing/dav-harness.ts';

export interface ProductAccount {
  readonly protocol: DavProtocol;
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

/** The product as its user has it; every answer is the document of CLI.md. */
export interface Product {
  snapshot(label: string, full?: boolean): Promise<SnapshotDocument>;
  diff(from: string, to: string): Promise<DiffDocument>;
  duplicates(snapshot: string): Promise<readonly DuplicateGroup[]>;
  plan(what: 'removed' | 'changed', from: string, to: string): Promise<PlanDocument>;
  planRecords(from: string, keys: readonly string[]): Promise<PlanDocument>;
  apply(plan: string): Promise<RestoreDocument>;
  undo(restore: string): Promise<RestoreDocument>;
  resume(): Promise<readonly RestoreDocument[]>;
  verify(): Promise<boolean>;
  close(): void;
}

export const SOURCE = 'desk';
const VARIABLE = 'WHOLE_JOB_PASSWORD';
const NEVER = new AbortController().signal;

/** The product by its services, in this process. */
export function servicesProduct(casePath: string, account: ProductAccount): Product {
  const ports = createPorts(createSessionVault({ [VARIABLE]: account.password }), () => Promise.reject(new Error('there is no practice server here')));
  const context = createCaseContext(casePath, undefined, 'Whole job', ports);
  addSource(context, { name: SOURCE, kind: account.protocol, url: account.url, user: account.user, secretRef: envReference(VARIABLE) });
  const silent = (): void => {};
  return {
    async snapshot(label, full = false) {
      const [row] = await takeSnapshots(context, { sources: [SOURCE], label, full }, NEVER, silent);
      if (row === undefined) throw new Error('no snapshot was taken');
      return snapshotDocument(row);
    },
    diff: async (from, to) => compareSnapshots(context, { from, to }),
    duplicates: async (snapshot) => findDuplicates(context, { snapshot, across: false }),
    plan: (what, from, until) => planRestore(context, { what, from, until }, NEVER),
    planRecords: (from, keys) => planRestore(context, { what: 'records', from, keys: [...keys] }, NEVER),
    apply: (plan) => applyPlan(context, plan, NEVER, silent),
    undo: (restore) => undoRestore(context, restore, NEVER, silent),
    resume: () => resumeRestores(context, NEVER, silent),
    verify: async () => verifyCase(context, NEVER).ok,
    close: () => context.store.close(),
  };
}

/** The product by its command line, a process for each command; what a command answers and how it ends must agree. */
export async function commandLineProduct(casePath: string, account: ProductAccount): Promise<Product> {
  const run = (...parameters: readonly string[]) => runCommand(casePath, { [VARIABLE]: account.password }, parameters);
  const added = await run('source', 'add', SOURCE, '--kind', account.protocol, '--url', account.url, '--user', account.user, '--password-env', VARIABLE);
  expect(added, 'source add').toMatchObject({ status: 0, document: { source: { name: SOURCE, kind: account.protocol, user: account.user } } });

  async function ask<T>(name: string, statusOf: (answer: T) => number, ...parameters: readonly string[]): Promise<T> {
    const { status, document } = await run(...parameters);
    const answer = (document as Record<string, T>)[name];
    if (answer === undefined) throw new Error(`${parameters.join(' ')}: ${JSON.stringify(document)}`);
    expect(status, parameters.join(' ')).toBe(statusOf(answer));
    return answer;
  }
  const applied = new Set<string>();
  const isClean = (restore: RestoreDocument) => restore.failed.length === 0 && restore.verified;
  return {
    async snapshot(label, full = false) {
      const [row] = await ask<SnapshotDocument[]>('snapshots', (rows) => (rows.every(({ complete }) => complete) ? 0 : 3), 'snapshot', SOURCE, '--label', label, ...(full ? ['--full'] : []));
      if (row === undefined) throw new Error('no snapshot was taken');
      return row;
    },
    async diff(from, to) {
      const { status, document } = await run('diff', from, to);
      expect(status, `diff ${from} ${to}`).toBe(0);
      return document as DiffDocument;
    },
    duplicates: (snapshot) => ask<DuplicateGroup[]>('groups', () => 0, 'duplicates', snapshot),
    plan: (what, from, to) => ask<PlanDocument>('plan', () => 0, 'restore', 'plan', `--${what}`, from, to),
    planRecords: (from, keys) => ask<PlanDocument>('plan', () => 0, 'restore', 'plan', '--from', from, ...keys.flatMap((key) => ['--records', key])),
    async apply(plan) {
      // CLI.md: a plan already applied writes nothing and ends 0, whatever became of it at first.
      const isAgain = applied.has(plan);
      applied.add(plan);
      return ask<RestoreDocument>('restore', (restore) => (isAgain || isClean(restore) ? 0 : 3), 'restore', 'apply', plan);
    },
    undo: (restore) => ask<RestoreDocument>('restore', (undone) => (isClean(undone) ? 0 : 3), 'restore', 'undo', restore),
    resume: () => ask<RestoreDocument[]>('restores', (restores) => (restores.every(isClean) ? 0 : 3), 'restore', 'resume'),
    async verify() {
      const { status, document } = await run('case', 'verify');
      return status === 0 && (document as { ok: boolean }).ok;
    },
    close() {},
  };
}

const PROGRAM = join(import.meta.dirname, '../../electron/cli/main.ts');

/** One command with `--json`; throws where standard output is not exactly one JSON document. */
async function runCommand(casePath: string, environment: Readonly<Record<string, string>>, parameters: readonly string[]): Promise<{ status: number; document: unknown }> {
  const options = { env: { ...process.env, ...environment }, maxBuffer: 64 * 1024 * 1024 };
  const ended = await promisify(execFile)(process.execPath, [PROGRAM, '--case', casePath, ...parameters, '--json'], options).then(
    ({ stdout }) => ({ status: 0, stdout }),
    (error: { code: number; stdout: string }) => ({ status: error.code, stdout: error.stdout }),
  );
  return { status: ended.status, document: JSON.parse(ended.stdout) };
}
