import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { buildStaleParts } from './build-parts.ts';
import { chooseShell, hasDisplay } from './choose-shell.ts';
import { electronBinary, fetchElectron } from './electron-binary.ts';
import { PARTS } from './freshness.mjs';
import { runProgram } from './run-program.ts';

// `npm start [-- --case FILE] [--web]`: opens the product, on the first run with the practice case in it.
const root = join(import.meta.dirname, '..');
const given = absoluteCase(process.argv.slice(2));
/** A window that ends with an error this soon never came up. */
const STARTED_AFTER_MS = 10_000;

await buildStaleParts(root, PARTS);
const shellArguments = [...given.filter((argument) => argument !== '--web'), ...firstRunArguments()];
const machine = { platform: process.platform, environment: process.env, electronBinary: findElectron() };
const choice = chooseShell(machine, given);
process.exitCode = choice.shell === 'window' && machine.electronBinary !== null ? await openWindow(machine.electronBinary) : await serve(choice.because);

/** npm runs scripts in the checkout; a path that was given means the folder where npm was called. */
function absoluteCase(arguments_: readonly string[]): string[] {
  const calledIn = process.env['INIT_CWD'] ?? process.cwd();
  return arguments_.map((argument, index) => (arguments_[index - 1] === '--case' ? resolve(calledIn, argument) : argument));
}

/** The practice case is shown once, unless a case is named. */
function firstRunArguments(): string[] {
  const marker = join(root, 'node_modules/.cache/synctrace/practised');
  if (given.includes('--case') || existsSync(marker)) return [];
  mkdirSync(join(marker, '..'), { recursive: true });
  writeFileSync(marker, '');
  return ['--practice'];
}

function findElectron(): string | null {
  const installed = electronBinary(root);
  if (installed !== null || given.includes('--web')) return installed;
  if (!hasDisplay({ platform: process.platform, environment: process.env, electronBinary: null })) return null;
  console.log('Fetching Electron, once (about 110 MB) …');
  return fetchElectron(root);
}

async function openWindow(program: string): Promise<number> {
  console.log(`Opening SyncTrace in its window: ${choice.because}.`);
  const started = performance.now();
  // Chromium refuses to run as root with its sandbox on.
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const status = await runProgram(program, [...asRoot, root, ...shellArguments]);
  const interrupted = status === 130 || status === 143;
  if (status === 0 || interrupted || performance.now() - started > STARTED_AFTER_MS) return status;
  return serve('the window did not come up');
}

function serve(because: string): Promise<number> {
  console.log(`Opening SyncTrace on loopback, for a browser: ${because}.`);
  const open = hasDisplay(machine) ? ['--open'] : [];
  return runProgram(process.execPath, [join(root, 'dist/electron/web/host.js'), ...shellArguments, ...open]);
}
