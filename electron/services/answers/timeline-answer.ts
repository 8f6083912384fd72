import { CHANGE_KINDS } from '../../../shared/change-kinds.ts';
import { type Lane, placeChanges } from '../../analysis/timeline/place-changes.ts';
import { readHistory } from '../case-history.ts';
import type { AnswerMaker } from './answer-maker.ts';
import { stateOfCase } from './case-state.ts';

/** A lane with its dated changes as numbers in threes: milliseconds after the one before, kind of change, count. A million of them are read in a blink. */
type KeptLane = Omit<Lane, 'dated'> & { readonly dated: readonly number[] };

/** The changes of the whole case placed in time. */
export const timelineAnswer: AnswerMaker<unknown> = {
  nameOf: (open) => `timeline:${stateOfCase(open)}`,
  async make(open, _, { compared }) {
    const lanes = open.store.readTogether(() => placeChanges(readHistory(open, (_source, snapshots) => snapshots, compared).history));
    return { summary: JSON.stringify(lanes.map(pack)), rows: [] };
  },
};

/** The lanes of a kept answer. */
export function keptLanes(summary: string): readonly Lane[] {
  return (JSON.parse(summary) as readonly KeptLane[]).map(unpack);
}

function pack({ dated, ...lane }: Lane): KeptLane {
  let before = 0;
  const numbers: number[] = [];
  for (const { atMs, change, count } of dated) {
    numbers.push(atMs - before, CHANGE_KINDS.indexOf(change), count);
    before = atMs;
  }
  return { ...lane, dated: numbers };
}

function unpack({ dated, ...lane }: KeptLane): Lane {
  let atMs = 0;
  const changes: Lane['dated'][number][] = [];
  for (let index = 0; index + 2 < dated.length; index += 3) {
    atMs += dated[index] ?? 0;
    const change = CHANGE_KINDS[dated[index + 1] ?? 0];
    if (change !== undefined) changes.push({ atMs, change, count: dated[index + 2] ?? 0 });
  }
  return { ...lane, dated: changes };
}
