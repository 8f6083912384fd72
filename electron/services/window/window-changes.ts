import { type ChangeDetail, type ChangeKind, type ChangeRow, changeSchema, summarySchema } from '../../../shared/contract/changes.ts';
import { AppError } from '../../../shared/errors.ts';
import { fieldLabel } from '../../../shared/messages/fields-en.ts';
import type { BodyId } from '../../../shared/records.ts';
import type { AnswerRowFull } from '../../store/answer-types.ts';
import type { KeptChange } from '../answers/comparison-answer.ts';
import type { CaseContext } from '../case-context.ts';
import { rawText, snapshotDocument } from '../documents.ts';
import type { EngineServices } from '../engine-services.ts';
import type { OpenCaseHolder } from './open-case-holder.ts';

/** Compare as the window pages it: worked out once for a pair of snapshots, kept in the case, read page by page. */
export function createWindowChanges(holder: OpenCaseHolder): EngineServices['changes'] {
  return {
    async compare({ from, to }, call) {
      const kept = await holder.answer({ of: 'comparison', from, to }, call);
      const { store } = holder.context();
      const ends = { from: snapshotDocument(store.resolveSnapshot(from)), to: snapshotDocument(store.resolveSnapshot(to)) };
      return { comparison: kept.id, ...ends, summary: summarySchema.parse(JSON.parse(kept.summary)) };
    },
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

function documentOf(row: AnswerRowFull): KeptChange {
  const { change, beforeBody, afterBody } = JSON.parse(row.document) as KeptChange;
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
