import { accessSync, constants, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AppError } from '../../../shared/errors.ts';
import { openBrowserPipe } from './browser-pipe.ts';

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
    return statSync(path).isFile();
  } catch {
    // Not there, or not ours to run: the next place is looked at.
    return false;
  }
}

// A long report on a slow machine.
const LONGEST_MS = 120_000;

/** Prints a document that stands alone, by a browser with a profile of its own which is gone afterwards; answers the PDF’s bytes. */
export async function printPdf(browser: string, html: string, signal: AbortSignal): Promise<Uint8Array> {
  signal.throwIfAborted();
  const folder = mkdtempSync(join(tmpdir(), 'synctrace-print-'));
  try {
    const page = join(folder, 'report.html');
    writeFileSync(page, html, { mode: 0o600 });
    return await printPage(browser, pathToFileURL(page).href, join(folder, 'profile'), signal);
  } finally {
    // The browser’s helpers may still be writing their last.
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

async function printPage(browser: string, url: string, profile: string, signal: AbortSignal): Promise<Uint8Array> {
  const pipe = openBrowserPipe(browser, [...SWITCHES, ...sandbox(), `--user-data-dir=${profile}`], LONGEST_MS, signal);
  try {
    const { targetId } = await pipe.call('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await pipe.call('Target.attachToTarget', { targetId, flatten: true });
    const session = String(sessionId);
    await pipe.call('Page.enable', {}, session);
    const [, { errorText }] = await Promise.all([pipe.event('Page.loadEventFired'), pipe.call('Page.navigate', { url }, session)]);
    if (errorText !== undefined) throw new AppError('print-failed');
    const { data } = await pipe.call('Page.printToPDF', { printBackground: true, preferCSSPageSize: true, generateTaggedPDF: true, generateDocumentOutline: true }, session);
    return Buffer.from(String(data), 'base64');
  } finally {
    await pipe.end();
  }
}

const SWITCHES = ['--headless=new', '--disable-gpu', '--no-first-run', '--no-default-browser-check', '--disable-extensions', '--disable-sync', '--disable-background-networking', '--disable-component-update', '--password-store=basic', '--use-mock-keychain', '--proxy-server=127.0.0.1:9', '--host-resolver-rules=MAP * ~NOTFOUND'];

/** Chromium starts no sandbox for root. The page has no scripts and may load nothing. */
function sandbox(): readonly string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}
