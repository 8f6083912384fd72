import { runTests } from '../measure/run-tests.ts';
import type { Bench, Trials } from '../results/types.ts';

/** How often a capture or a restore was cut off and ended right all the same. */
export const cutOff: Bench = {
  name: 'cut-off',
  title: 'Capture and restore cut off at every moment, then finished',
  measure: async (scale, say) => {
    if (!scale.isFullSize) return { skipped: 'npm test runs a small part of it' };
    say('cutting at every request, answer and statement, then killing processes: some minutes');
    const run = await runTests('cut-off');
    const failed = run.tests.filter((test) => test.status === 'failed').length;
    const trials = [
      // The runs stop at the first that ends wrong, and then print no count.
      told(run.printed, /(\d+) of \1 cut-off runs ended right/, 'cut off in one process, at a request, an answer or a statement'),
      told(run.printed, /(\d+) of \1 processes that were killed left everything right/, 'killed with SIGKILL at a random moment'),
    ].filter((trial) => trial !== null);
    if (failed > 0) trials.push({ what: 'kinds of runs that ended wrong', trials: run.tests.length, failures: failed });
    return {
      figures: [],
      trials,
      with: ['the case file on a real disk'],
      simulated: ['The server is the practice server that ships with SyncTrace, over real HTTP. In one process a cut is an exception at that point, not a power loss.'],
    };
  },
};

function told(printed: string, pattern: RegExp, what: string): Trials | null {
  const count = pattern.exec(printed)?.[1];
  return count === undefined ? null : { what, trials: Number(count), failures: 0 };
}
