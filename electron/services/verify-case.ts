import type { VerifyProblem } from '../store/types.ts';
import type { CaseContext } from './case-context.ts';
import type { VerifyReport } from './engine-services.ts';

const WORDS: Readonly<Record<VerifyProblem['code'], string>> = {
  'body-damaged': 'The stored bytes of a record are damaged.',
  'chain-broken': 'A snapshot does not follow the one before it: the chain is broken there.',
  'snapshot-damaged': 'A snapshot’s contents are not those its manifest names.',
  'database-damaged': 'The database itself is damaged.',
};

/** Checks every stored record and the chain of snapshots; names what is damaged. */
export function verifyCase(context: CaseContext, signal: AbortSignal): VerifyReport {
  const problems: VerifyReport['problems'] = [];
  for (const problem of context.store.verify()) {
    signal.throwIfAborted();
    problems.push({
      code: problem.code,
      message: WORDS[problem.code],
      ...(problem.snapshotId === undefined ? {} : { snapshot: problem.snapshotId }),
      ...(problem.source === undefined ? {} : { source: problem.source }),
      ...(problem.key === undefined ? {} : { key: problem.key }),
    });
  }
  return { ok: problems.length === 0, problems };
}
