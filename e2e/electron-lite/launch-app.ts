import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { chooseElectron } from './choose-electron.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** The program that the tests of this run use. */
export const CHOSEN = chooseElectron({ root: ROOT, platform: process.platform, environment: process.env });

/** The built app in its window. */
export interface RunningApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** What went wrong in the page (errors, refused resources, dialogs) and in main (rejections that nobody handles). */
  readonly faults: string[];
}

/** Folders of one user, who starts the app as often as a test wants. */
export interface TestUser {
  readonly folder: string;
  /** Starts the app and waits for its window. */
  launch(...args: readonly string[]): Promise<RunningApp>;
  /** Starts the app beside one that runs, and answers its exit status. */
  launchAgain(...args: readonly string[]): Promise<number>;
  forget(): void;
}

/** A user whose data lies in folders that are new. */
export function newUser(): TestUser {
  const folder = mkdtempSync(join(tmpdir(), 'synctrace-user-'));
  const env = { ...strings(process.env), SYNCTRACE_DATA: join(folder, 'data'), PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}` };
  const argumentsOf = (args: readonly string[]): string[] => [`--user-data-dir=${join(folder, 'user-data')}`, ROOT, ...args];
  return {
    folder,
    async launch(...args) {
      const app = await _electron.launch({ executablePath: CHOSEN.program, args: argumentsOf(args), env, locale: 'en-GB', timezoneId: 'Europe/Berlin' });
      const page = await app.firstWindow();
      const faults: string[] = [];
      watchPage(page, faults);
      watchMain(app, faults);
      return { app, page, faults };
    },
    async launchAgain(...args) {
      const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
      const child = spawn(CHOSEN.program, [...asRoot, ...argumentsOf(args)], { env, stdio: 'ignore' });
      const [status] = (await once(child, 'exit')) as [number | null];
      return status ?? -1;
    },
    forget: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** What main does not handle, and what it uses that the stand-in does not have, is written to its error output. */
function watchMain(app: ElectronApplication, faults: string[]): void {
  createInterface({ input: app.process().stderr ?? Readable.from([]) }).on('line', (line) => /^(Unhandled|Uncaught|ElectronLiteError)/.test(line) && faults.push(`main: ${line}`));
}

function watchPage(page: Page, faults: string[]): void {
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && faults.push(`console: ${message.text()}`));
  page.on('crash', () => faults.push('crash'));
  page.on('dialog', (dialog) => {
    faults.push('dialog');
    void dialog.dismiss();
  });
}

function strings(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
