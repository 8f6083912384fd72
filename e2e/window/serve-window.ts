import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser, Page } from '@playwright/test';
import { launchBrowser } from './launch-browser.ts';

const HOST = join(import.meta.dirname, '..', '..', 'dist/electron/web/host.js');

/** The built loopback host as a user starts it, with a data folder of its own. */
export interface ServedWindow {
  /** The address with its one-time token. */
  readonly address: string;
  /** What it printed before the address. */
  readonly printed: readonly string[];
  readonly dataFolder: string;
  readonly pid: number | undefined;
  stop(): Promise<void>;
}

/** Starts the host and waits for its address. */
export async function serveWindow(args: readonly string[], dataFolder = mkdtempSync(join(tmpdir(), 'synctrace-window-'))): Promise<ServedWindow> {
  const child = spawn(process.execPath, [HOST, ...args], { env: { ...process.env, SYNCTRACE_DATA: dataFolder }, stdio: ['ignore', 'pipe', 'inherit'] });
  const printed: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]+/.exec(line)?.[0];
    if (address === undefined) {
      printed.push(line);
      continue;
    }
    return {
      address,
      printed,
      dataFolder,
      pid: child.pid,
      async stop() {
        if (child.exitCode === null) {
          const ended = once(child, 'exit');
          child.kill('SIGTERM');
          await ended;
        }
        rmSync(dataFolder, { recursive: true, force: true });
      },
    };
  }
  throw new Error(`the host ended without an address: ${printed.join(' ')}`);
}

/** A page on which nothing may go wrong unseen: errors, refused resources and requests to elsewhere are noted. */
export interface WatchedPage {
  readonly page: Page;
  readonly faults: string[];
}

/** Opens an address in a fresh browser profile and notes what should not happen. */
export async function openPage(browser: Browser, address: string, settings: { width?: number; height?: number; dark?: boolean } = {}): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: { width: settings.width ?? 1280, height: settings.height ?? 800 },
    colorScheme: settings.dark === true ? 'dark' : 'light',
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const faults: string[] = [];
  const origin = new URL(address).origin;
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && url.protocol !== 'data:' && url.protocol !== 'blob:') faults.push(`request elsewhere: ${url.origin}`);
  });
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(address);
  return { page, faults };
}

export { launchBrowser };
