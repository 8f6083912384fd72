import type { Finding, ListedFinding } from '../../../shared/contract/findings.ts';
import type { AnswerRow, AnswerStore } from '../../store/answer-types.ts';
import { explainChanges } from '../explain-changes.ts';
import { stateOfCase } from './case-state.ts';
import type { AnswerMaker } from './answer-maker.ts';

const GRAVITY = { critical: 0, warning: 1, info: 2 } as const;
/** Records that one row holds: nobody filters them, and a finding may name hundreds of thousands. */
const ROW_RECORDS = 1000;

/** A finding without its records, and in which rows of the answer those lie. */
interface KeptFinding {
  readonly listed: ListedFinding;
  readonly firstRow: number;
  readonly records: number;
}

/** What happened in the whole case, the gravest first. */
export const findingsAnswer: AnswerMaker<unknown> = {
  nameOf: (open) => `findings:${stateOfCase(open)}`,
  async make(open) {
    const findings = (await explainChanges(open, {})).toSorted((left, right) => GRAVITY[left.severity] - GRAVITY[right.severity]);
    let firstRow = 0;
    const kept = findings.map(({ records, ...listed }): KeptFinding => {
      const one = { listed, firstRow, records: records.length };
      firstRow += Math.ceil(records.length / ROW_RECORDS);
      return one;
    });
    return { summary: JSON.stringify(kept), rows: rowsOf(findings) };
  },
};

function* rowsOf(findings: readonly Finding[]): Generator<AnswerRow> {
  for (const { id, records } of findings) {
    for (let first = 0; first < records.length; first += ROW_RECORDS) {
      yield { change: id, kind: 'contact', title: '', key: '', collection: '', fields: '', document: JSON.stringify(records.slice(first, first + ROW_RECORDS)) };
    }
  }
}

/** The findings of a kept answer, without their records. */
export function listedFindings(summary: string): ListedFinding[] {
  return keptFindings(summary).map(({ listed }) => listed);
}

/** A page of the records of one finding of a kept answer; undefined where it holds no such finding any more. */
export function findingRecords(answers: AnswerStore, kept: { readonly id: number; readonly summary: string }, finding: string, offset: number, limit: number): { records: Finding['records']; total: number } | undefined {
  const found = keptFindings(kept.summary).find(({ listed }) => listed.id === finding);
  if (found === undefined) return undefined;
  const end = Math.min(found.records, offset + limit);
  const records: Finding['records'] = [];
  for (let at = offset; at < end; ) {
    const row = Math.floor(at / ROW_RECORDS);
    const document = answers.row(kept.id, found.firstRow + row)?.document;
    // Newer answers took its place.
    if (document === undefined) return undefined;
    const held = JSON.parse(document) as Finding['records'];
    records.push(...held.slice(at - row * ROW_RECORDS, end - row * ROW_RECORDS));
    at = (row + 1) * ROW_RECORDS;
  }
  return { records, total: found.records };
}

function keptFindings(summary: string): readonly KeptFinding[] {
  return JSON.parse(summary) as readonly KeptFinding[];
}
