import { join } from 'node:path';
import { makeLargeCase } from '../measure/make-large-case.ts';
import { withSynctrace, type Synctrace } from '../measure/with-synctrace.ts';
import { inWorkFolder } from '../measure/work-folder.ts';
import { plainFigure } from '../results/figures.ts';
import type { Bench, Measured, Scale } from '../results/types.ts';

const LARGE = { records: 50_000, snapshots: 20, auditRows: 200_000 } as const;

/** How long a verdict over a large case takes, from the command line. */
export const findings: Bench = {
  name: 'findings',
  title: `Findings over ${LARGE.records.toLocaleString('en-GB')} records, ${LARGE.snapshots} snapshots and ${LARGE.auditRows.toLocaleString('en-GB')} audit rows`,
  measure: (scale, say) => withSynctrace((synctrace) => inWorkFolder('findings', (folder) => measure(folder, synctrace, scale, say))),
};

async function measure(folder: string, synctrace: Synctrace, scale: Scale, say: (line: string) => void): Promise<Measured> {
  const file = join(folder, 'case.synctrace');
  const large = { records: scale.size(LARGE.records), snapshots: LARGE.snapshots, auditRows: scale.size(LARGE.auditRows) };
  say(`capturing ${large.records} records ${large.snapshots} times`);
  await makeLargeCase(file, large, say);
  const answer = (await synctrace.ask(['--case', file, 'findings'])) as { readonly findings: readonly { readonly type: string; readonly count: number }[] };
  say(answer.findings.map(({ type, count }) => `${count} ${type}`).join(', '));
  const runs = [];
  for (let run = 0; run < scale.pairs(3); run += 1) runs.push(await synctrace.run(['--case', file, 'findings', '--json']));
  const [plain, ...others] = await answersInAnyOrder(folder, synctrace, scale, file, say);
  const peaks = runs.flatMap(({ peakBytes }) => peakBytes ?? []);
  return {
    figures: [
      plainFigure('synctrace findings --json', 'ms', runs.map(({ wallMs }) => wallMs), { atMost: 15_000 }),
      ...(peaks.length === 0 ? [] : [plainFigure('memory of synctrace findings --json', 'bytes', peaks, { atMost: 1024 ** 3 })]),
    ],
    trials: [{ what: 'cases whose records and rows came in another order, for another answer than byte for byte the same', trials: others.length, failures: others.filter((one) => one !== plain).length }],
    with: [],
    simulated: ['The book is generated and captured day after day: people edit it, a phone doubles a part, a sync writes companies over names and deletes some; the log names records in turn.'],
  };
}

/** The whole answer of the case at full size, in the order in which it happened and shuffled. */
async function answersInAnyOrder(folder: string, synctrace: Synctrace, scale: Scale, file: string, say: (line: string) => void): Promise<readonly string[]> {
  const answerOf = async (path: string): Promise<string> => JSON.stringify(await synctrace.ask(['--case', path, 'findings']));
  const large = { records: scale.size(LARGE.records), snapshots: LARGE.snapshots, auditRows: scale.size(LARGE.auditRows) };
  say('the same case in another order');
  const shuffled = join(folder, 'shuffled.synctrace');
  await makeLargeCase(shuffled, { ...large, shuffled: 1 }, say);
  return [await answerOf(file), await answerOf(shuffled)];
}
