import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inWorkFolder } from './work-folder.ts';

const ROOT = join(import.meta.dirname, '..', '..');

export interface TestResult {
  readonly name: string;
  readonly status: string;
}

export interface TestRun {
  readonly tests: readonly TestResult[];
  /** What the tests printed. */
  readonly printed: string;
}

interface Report {
  readonly testResults: readonly { readonly name: string; readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[] }[];
}

/** Runs one of Vitest's projects in a process of its own and answers what became of each test; failed ones are results, too. */
export function runTests(project: string, environment: Readonly<Record<string, string>> = {}): Promise<TestRun> {
  return inWorkFolder('tests', async (folder) => {
    const file = join(folder, 'report.json');
    const args = [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', '--project', project, '--reporter', 'default', '--reporter', 'json', '--outputFile', file];
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NO_COLOR: '1', ...environment } });
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString('utf8');
    });
    await new Promise<void>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', () => resolve());
    });
    const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
    const tests = report.testResults.flatMap((suite) => {
      // A file that could not even be loaded has no tests: that is a failure.
      if (suite.assertionResults.length === 0) return [{ name: suite.name, status: 'failed' }];
      return suite.assertionResults.map((test) => ({ name: test.fullName, status: test.status }));
    });
    return { tests, printed };
  });
}

/** How many of some tests ran, and how many of those failed. */
export function countTests(tests: readonly TestResult[]): { readonly trials: number; readonly failures: number } {
  const ran = tests.filter((test) => test.status === 'passed' || test.status === 'failed');
  return { trials: ran.length, failures: ran.filter((test) => test.status === 'failed').length };
}
