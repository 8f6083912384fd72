import type { OpenCase } from '../case-context.ts';
import { loadDeclared } from '../case-folder/declared.ts';

/** All that is read out of a case, in a word: another where a snapshot, a log row or a declared fact came. */
export function stateOfCase(context: OpenCase): string {
  const { store } = context;
  return JSON.stringify([store.info().path, store.snapshots().map(({ id }) => id), store.audit.count(), loadDeclared(context)]);
}
