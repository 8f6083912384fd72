import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const EWS_JAVASCRIPT_API = 'ews-javascript-api@0.15.3';
const EXCHANGELIB = 'exchangelib==5.6.0';

/** A client that is there to be run, until it is removed. */
export interface Installed {
  /** The command line before the address, the user and the password. */
  readonly command: readonly [string, ...string[]];
  remove(): Promise<void>;
}

/** Brings ews-javascript-api into a folder of its own; it is no dependency of this project. */
export async function installEwsJavascriptApi(): Promise<Installed> {
  const folder = await mkdtemp(join(tmpdir(), 'synctrace-client-'));
  await writeFile(join(folder, 'package.json'), '{"private":true}');
  await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', EWS_JAVASCRIPT_API], { cwd: folder });
  const remove = () => rm(folder, { recursive: true, force: true });
  return { command: [process.execPath, join(import.meta.dirname, 'ews-javascript-api-steps.mjs'), folder], remove };
}

/** Finds a Python that has exchangelib (Debian: python3-exchangelib), or brings one into an environment of its own. */
export async function installExchangelib(): Promise<Installed> {
  const steps = join(import.meta.dirname, 'exchangelib_steps.py');
  for (const python of ['/usr/bin/python3', 'python3']) {
    if (await hasExchangelib(python)) return { command: [python, steps], remove: () => Promise.resolve() };
  }
  const folder = await mkdtemp(join(tmpdir(), 'synctrace-client-'));
  const python = join(folder, 'bin/python');
  try {
    await run('python3', ['-m', 'venv', folder]);
    await run(python, ['-m', 'pip', 'install', '--quiet', EXCHANGELIB]);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw new Error('exchangelib is not there and cannot be installed: on Debian `apt-get install python3-exchangelib`, elsewhere `pip install exchangelib`', { cause: error });
  }
  return { command: [python, steps], remove: () => rm(folder, { recursive: true, force: true }) };
}

async function hasExchangelib(python: string): Promise<boolean> {
  return run(python, ['-c', 'import exchangelib']).then(
    () => true,
    () => false,
  );
}
