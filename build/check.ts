import { spawnSync } from 'node:child_process';

/** The checks of `npm run check`, each also a script of its own. */
const CHECKS = ['types', 'lint', 'layers', 'dead-code', 'lockfile'];

// Every check runs, whatever the ones before it said: one run shows everything that is wrong.
const failed: string[] = [];
for (const check of CHECKS) {
  const started = performance.now();
  const { status } = spawnSync('npm', ['run', '--silent', `check:${check}`], { stdio: 'inherit', shell: process.platform === 'win32' });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'}  ${check} (${seconds} s)`);
  if (status !== 0) failed.push(check);
}
if (failed.length > 0) {
  console.error(`Failed: ${failed.join(', ')}`);
  process.exitCode = 1;
}
