import type { Finding, ListedFinding } from '../../../shared/contract/findings.ts';
import type { AnswerRow, AnswerStore } from '../../store/answer-types.ts';
import { explainChanges } from '../explain-changes.ts';
import { stateOfCase } from './case-state.ts';
import type { AnswerMaker, KeptAnswer } from './answer-maker.ts';

const GRAVITY = { critical: 0, warning: 1, info: 2 } as const;
/** Records that one row holds: nobody filters them, and a finding may name hundreds of thousands. */
const ROW_RECORDS = 1000;

/** A finding without its records, and in which rows of the answer those lie. */
interface KeptFinding {
  readonly listed: ListedFinding;
  readonly firstRow: number;
  readonly records: number;
}

/** What happened in the whole case, in the order in which it is explained. */
export const findingsAnswer: AnswerMaker<unknown> = {
  nameOf: (open) => `findings:${stateOfCase(open)}`,
  async make(open, _, { compared }) {
    const findings = await explainChanges(open, {}, compared);
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

/** The findings of a kept answer, the gravest first, without their records. */
export function listedFindings(summary: string): ListedFinding[] {
  const findings = keptFindings(summary).map(({ listed }) => listed);
  return findings.toSorted((left, right) => GRAVITY[left.severity] - GRAVITY[right.severity]);
}

/** The findings of a kept answer as they were explained, with all of their records. */
export function wholeFindings(answers: AnswerStore, kept: KeptAnswer): Finding[] {
  return keptFindings(kept.summary).map(({ listed, firstRow, records }) => ({
    ...listed,
    records: Array.from({ length: Math.ceil(records / ROW_RECORDS) }, (_, row) => JSON.parse(answers.row(kept.id, firstRow + row)?.document ?? '[]') as Finding['records']).flat(),
  }));
}

/** A page of the records of one finding of a kept answer; undefined where it holds no such finding any more. */
export function findingRecords(answers: AnswerStore, kept: KeptAnswer, finding: string, offset: number, limit: number): { records: Finding['records']; total: number } | undefined {
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
