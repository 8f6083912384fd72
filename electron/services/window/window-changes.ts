import { type ChangeDetail, type ChangeKind, type ChangeRow, changeSchema, summarySchema } from '../../../shared/contract/changes.ts';
import { AppError } from '../../../shared/errors.ts';
import { fieldLabel } from '../../../shared/messages/fields-en.ts';
import type { BodyId } from '../../../shared/records.ts';
import type { RecordChange } from '../../analysis/diff/types.ts';
import type { AnswerRow, AnswerRowFull } from '../../store/answer-types.ts';
import type { CaseContext } from '../case-context.ts';
import { changeDocument, compare } from '../compare-snapshots.ts';
import { rawText, snapshotDocument } from '../documents.ts';
import type { EngineServices } from '../engine-services.ts';
import type { OpenCaseHolder } from './open-case-holder.ts';

/** Raised when comparing answers otherwise than before, so that answers kept in a case are made anew. */
const ANALYSIS_VERSION = 1;

/** Compare as the window pages it: worked out once for a pair of snapshots, kept in the case, read page by page. */
export function createWindowChanges(holder: OpenCaseHolder): EngineServices['changes'] {
  return {
    compare: (input) => holder.run(async (context) => comparePair(context, input.from, input.to)),
    async page({ comparison, ...query }) {
      const { answers } = holder.context().store;
      const filter = {
        // Cosmetic changes are shown only where they are asked for.
        changes: query.changes ?? ['added', 'removed', 'modified', 'moved', 'recreated'],
        ...(query.kinds === undefined ? {} : { kinds: query.kinds }),
        ...(query.text === undefined || query.text === '' ? {} : { text: query.text }),
      };
      const order = { ...(query.sort === undefined ? {} : { sort: query.sort }), ...(query.descending === undefined ? {} : { descending: query.descending }) };
      const rows = answers.page(comparison, { ...filter, ...order, offset: query.offset, limit: query.limit });
      return { rows: rows.map(toRow), total: answers.count(comparison, filter) };
    },
    detail: async ({ comparison, position }) => detailOf(holder.context(), comparison, position),
  };
}

function comparePair(context: CaseContext, fromReference: string, toReference: string): Awaited<ReturnType<EngineServices['changes']['compare']>> {
  const { store } = context;
  const from = store.resolveSnapshot(fromReference);
  const to = store.resolveSnapshot(toReference);
  const ends = { from: snapshotDocument(from), to: snapshotDocument(to) };
  const name = `diff:${from.id}:${to.id}:${ANALYSIS_VERSION}`;
  const kept = store.answers.find(name);
  if (kept !== null) return { comparison: kept.id, ...ends, summary: summarySchema.parse(JSON.parse(kept.summary)) };
  const { comparison } = compare(context, from.id, to.id);
  const saved = store.answers.save(name, JSON.stringify(comparison.summary), answerRows(comparison.changes));
  return { comparison: saved.id, ...ends, summary: { ...comparison.summary } };
}

interface KeptDocument {
  readonly change: ReturnType<typeof changeDocument>;
  readonly beforeBody?: number;
  readonly afterBody?: number;
}

function* answerRows(changes: readonly RecordChange[]): Generator<AnswerRow> {
  for (const change of changes) {
    const document: KeptDocument = {
      change: changeDocument(change),
      ...(change.beforeBody === undefined ? {} : { beforeBody: change.beforeBody }),
      ...(change.afterBody === undefined ? {} : { afterBody: change.afterBody }),
    };
    yield {
      change: change.change,
      kind: change.kind,
      title: change.title,
      key: change.key,
      collection: change.collection,
      fields: [...new Set(document.change.fields.map((field) => field.label))].join(', '),
      document: JSON.stringify(document),
    };
  }
}

function documentOf(row: AnswerRowFull): KeptDocument {
  const { change, beforeBody, afterBody } = JSON.parse(row.document) as KeptDocument;
  return { change: changeSchema.parse(change), ...(beforeBody === undefined ? {} : { beforeBody }), ...(afterBody === undefined ? {} : { afterBody }) };
}

function toRow(row: AnswerRowFull): ChangeRow {
  return { ...documentOf(row).change, change: row.change as ChangeKind, position: row.position };
}

function detailOf(context: CaseContext, comparison: number, position: number): ChangeDetail {
  const { store } = context;
  const row = store.answers.row(comparison, position);
  if (row === null) throw new AppError('record-unknown', { context: { key: position } });
  const { change, beforeBody, afterBody } = documentOf(row);
  const before = beforeBody === undefined ? undefined : store.body(beforeBody as BodyId);
  const after = afterBody === undefined ? undefined : store.body(afterBody as BodyId);
  const changed = new Set(change.fields.map((field) => field.field));
  const unchanged = (after ?? before)?.fields.filter((entry) => !changed.has(entry.field)) ?? [];
  return {
    ...change,
    position,
    unchangedFields: unchanged.map((entry) => ({ field: entry.field, label: fieldLabel(entry.field), text: entry.text })),
    ...(before === undefined ? {} : { rawBefore: rawText(before.raw) }),
    ...(after === undefined ? {} : { rawAfter: rawText(after.raw) }),
  };
}
