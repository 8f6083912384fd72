import { BENCHES } from './benches/index.ts';
import { cleanUpOnSignals } from './measure/clean-up.ts';
import { readOptions } from './read-options.ts';
import { runBench } from './run-bench.ts';
import { printResult } from './results/print-result.ts';
import { publishTrustPage } from './results/publish-trust-page.ts';
import { resultsFile, saveResult } from './results/saved-results.ts';

const options = readOptions(process.argv.slice(2), BENCHES.map((bench) => bench.name));
if ('refused' in options) {
  console.error(options.refused);
  process.exit(2);
}
cleanUpOnSignals();
const chosen = options.names.map((name) => BENCHES.find((bench) => bench.name === name)).filter((bench) => bench !== undefined);
for (const bench of chosen) {
  const result = await runBench(bench, options);
  printResult(bench, result);
  if (!('skipped' in result)) saveResult(result);
}
if (chosen.length > 0) console.log(`\nThe figures stand in ${resultsFile(options.isFullSize)}.`);
if (options.publish) console.log(`Written: ${publishTrustPage()}`);
