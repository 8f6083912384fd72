import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AppError } from '../../../shared/errors.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'microsoft-edge-stable', 'brave-browser'];
const PLACES: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`),
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((variable) => {
    const root = process.env[variable];
    return root === undefined ? [] : [join(root, 'Microsoft', 'Edge', 'Application', 'msedge.exe'), join(root, 'Google', 'Chrome', 'Application', 'chrome.exe'), join(root, 'Chromium', 'Application', 'chrome.exe')];
  }),
};

/** The browser that prints: the one named by SYNCTRACE_BROWSER, else one of the usual names; null where there is none. */
export function findPrinter(environment: Readonly<Record<string, string | undefined>>): string | null {
  const named = environment['SYNCTRACE_BROWSER'];
  if (named !== undefined && named !== '') return isProgram(named) ? named : null;
  const folders = (environment['PATH'] ?? '').split(delimiter).filter(isAbsolute);
  return [...(PLACES[process.platform] ?? []), ...folders.flatMap((folder) => NAMES.map((name) => join(folder, name)))].find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return existsSync(path);
  } catch {
    // Not there, or not ours to run: the next place is looked at.
    return false;
  }
}

// A long report on a slow machine.
const LONGEST_MS = 120_000;

/** Prints a document that stands alone, by a browser with a profile of its own which is gone afterwards; answers the PDF’s bytes. */
export async function printPdf(browser: string, html: string, signal: AbortSignal): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'synctrace-print-'));
  try {
    const page = join(folder, 'report.html');
    const pdf = join(folder, 'report.pdf');
    writeFileSync(page, html, { mode: 0o600 });
    await run(browser, [...SWITCHES, ...sandbox(), `--user-data-dir=${join(folder, 'profile')}`, `--print-to-pdf=${pdf}`, pathToFileURL(page).href], signal);
    if (!existsSync(pdf)) throw new AppError('print-failed');
    return readFileSync(pdf);
  } finally {
    // The browser’s helpers may still be writing their last.
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

const SWITCHES = ['--headless=new', '--no-pdf-header-footer', '--disable-gpu', '--no-first-run', '--no-default-browser-check', '--disable-extensions', '--disable-sync', '--disable-background-networking', '--disable-component-update', '--password-store=basic', '--use-mock-keychain', '--proxy-server=127.0.0.1:9', '--host-resolver-rules=MAP * ~NOTFOUND'];

/** Chromium starts no sandbox for root. The page has no scripts and may load nothing. */
function sandbox(): readonly string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

async function run(program: string, parameters: readonly string[], signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  await new Promise<void>((done, fail) => {
    const child = spawn(program, parameters, { stdio: 'ignore', timeout: LONGEST_MS, killSignal: 'SIGKILL', signal });
    child.once('error', (error) => fail(signal.aborted ? signal.reason : new AppError('print-failed', { cause: error })));
    child.once('exit', (status) => (status === 0 ? done() : fail(new AppError('print-failed', { context: { status: status ?? -1 } }))));
  });
}
