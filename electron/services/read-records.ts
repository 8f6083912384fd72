import type { RecordDocument } from '../../shared/contract/records.ts';
import type { RecordKind } from '../../shared/records.ts';
import type { CaseContext } from './case-context.ts';
import { recordDocument } from './documents.ts';

export interface ReadRecordsInput {
  readonly snapshot: string;
  readonly kind?: RecordKind;
  readonly withRaw?: boolean;
  readonly afterKey?: string;
  readonly limit?: number;
}

/** What a snapshot holds, live, deleted and recoverable, one after the other in the order of keys. */
export function* readRecords(context: CaseContext, input: ReadRecordsInput): Generator<RecordDocument> {
  const { store } = context;
  const snapshot = store.resolveSnapshot(input.snapshot);
  const query = {
    ...(input.kind === undefined ? {} : { kind: input.kind }),
    ...(input.afterKey === undefined ? {} : { afterKey: input.afterKey }),
    ...(input.limit === undefined ? {} : { limit: input.limit }),
  };
  for (const version of store.versions(snapshot.id, query)) {
    yield recordDocument(version, store.body(version.bodyId), snapshot.sourceName, input.withRaw ?? false);
  }
}
