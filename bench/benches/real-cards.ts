import { countTests, runTests } from '../measure/run-tests.ts';
import type { Bench } from '../results/types.ts';

/** Every file of a folder of vCards as people really have them. */
export const realCards: Bench = {
  name: 'real-cards',
  title: 'Real vCards: read or quarantined, in time, and out again byte for byte',
  measure: async () => {
    const folder = process.env['SYNCTRACE_CORPORA'];
    if (folder === undefined) return { skipped: 'SYNCTRACE_CORPORA names no folder of real vCards' };
    const { tests } = await runTests('corpora');
    const files = tests.filter((test) => /\.vcf:/i.test(test.name));
    return {
      figures: [],
      trials: [{ what: 'files, each of whose cards was read or quarantined within 2 s and exported byte for byte', ...countTests(files) }],
      with: ['vCards of real devices and programs, which are not part of this repository'],
      simulated: [],
    };
  },
};
