import type { OpenCase } from '../case-context.ts';
import { loadDeclared } from '../case-folder/declared.ts';
import { sha256Hex } from '../system-ports.ts';

/** All that is read out of a case, in a word: another where a snapshot, a log, a row of one or a declared fact came, or an account is another. */
export function stateOfCase(open: OpenCase): string {
  const { store } = open;
  const sources = store.sources().map(({ name, kind, label, user, mailbox }) => [name, kind, label, user, mailbox]);
  return sha256Hex(Buffer.from(JSON.stringify([store.snapshots().map(({ id }) => id), sources, store.audit.count(), store.audit.logs().length, loadDeclared(open)])));
}
