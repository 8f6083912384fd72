import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from '@playwright/test';
import { changeScreen, processMemory, rendererMemory, type ScreenChange, watchBlocks } from '../../e2e/window/measure-page.ts';
import { measureScroll, type ScrollFigures } from '../../e2e/window/measure-scroll.ts';
import { launchBrowser, openPage, serveWindow } from '../../e2e/window/serve-window.ts';
import { type DavServer, startDavServer } from '../../electron/demo/dav-server/start-dav-server.ts';
import { silentLog, systemClock, systemIds } from '../../electron/services/system-ports.ts';
import { openCase } from '../../electron/store/open-case.ts';
import { makeCards } from '../measure/cards.ts';
import { withCleanUp } from '../measure/clean-up.ts';
import { makeWindowCase } from '../measure/make-window-case.ts';
import { inWorkFolder } from '../measure/work-folder.ts';
import { plainFigure } from '../results/figures.ts';
import type { Bench, Figure, Measured, Scale } from '../results/types.ts';

const LARGE = { contacts: 50_000, events: 100_000, changes: 1_000_000 } as const;
const SNAPSHOTS = 20;
const CAPTURED = 5000;
const SECONDS = 5;
const PAGE_FOLDER = join(import.meta.dirname, '..', '..', 'dist/renderer');
const PASSWORD = 'SYNCTRACE_BENCH_PASSWORD';
/** A case that was made before, to try something on it more than once. */
const MADE = process.env['SYNCTRACE_BENCH_CASE'];
const SCREENS = ['overview', 'timeline', 'compare', 'duplicates', 'deleted', 'suspects', 'capture', 'report', 'restore', 'accounts', 'settings', 'home'] as const;
const LONGEST_WORK_MS = 1_200_000;

/** The window on a case as large as it has to bear. */
export const largeWindow: Bench = {
  name: 'large-window',
  title: `The window on a case of ${LARGE.contacts.toLocaleString('en-GB')} contacts, ${LARGE.events.toLocaleString('en-GB')} events, ${SNAPSHOTS} snapshots and ${LARGE.changes.toLocaleString('en-GB')} changes`,
  measure: (scale, say) => {
    if (!existsSync(join(PAGE_FOLDER, 'index.html'))) return Promise.resolve({ skipped: 'the page is not built: npm run build' });
    return inWorkFolder('window', (folder) => measure(folder, scale, say));
  },
};

async function measure(folder: string, scale: Scale, say: (line: string) => void): Promise<Measured> {
  const file = join(folder, 'large.synctrace');
  if (MADE !== undefined) copyFileSync(MADE, file);
  else makeWindowCase(file, { contacts: scale.size(LARGE.contacts), events: scale.size(LARGE.events), snapshots: SNAPSHOTS, changes: scale.size(LARGE.changes) }, say);
  const items = makeCards(scale.size(CAPTURED)).map(({ name, text }) => ({ name, text }));
  const server = await startDavServer({ user: 'bench', password: 'bench', books: [{ path: 'book', name: 'Book', kind: 'contacts', items }] });
  return withCleanUp(
    () => server.close(),
    async () => {
      addAccount(file, server);
      process.env[PASSWORD] = 'bench';
      const browser = await launchBrowser();
      return withCleanUp(
        () => browser.close(),
        async () => ({
          figures: await measureIn(browser, file, say),
          trials: [],
          with: [`Chromium ${browser.version()} without a screen, drawing in software`],
          simulated: [
            'The case is written through the store: small records, a third of them changed in every snapshot, some doubled and some gone. The loopback host as it is started by a person, with one page, a data folder of its own and nothing worked out before.',
            `Captured is an address book of ${items.length} cards from the server that ships with SyncTrace. Memory is all that the page’s process holds, the browser’s own code with it.`,
          ],
        }),
      );
    },
  );
}

function addAccount(file: string, server: DavServer): void {
  const store = openCase(file, { mode: 'write', clock: systemClock, ids: systemIds, log: silentLog });
  store.addSource({ name: 'phone', kind: 'carddav', url: server.contactsHomeUrl, user: 'bench', secretRef: `env:${PASSWORD}` });
  store.close();
}

async function measureIn(browser: Browser, file: string, say: (line: string) => void): Promise<readonly Figure[]> {
  let startedMs = performance.now();
  const served = await serveWindow(['--case', file]);
  const hostMs = performance.now() - startedMs;
  return withCleanUp(
    () => served.stop(),
    async () => {
      startedMs = performance.now();
      const { page } = await openPage(browser, served.address);
      await page.getByRole('region', { name: 'Compare' }).or(page.locator('[data-index="0"]')).first().waitFor();
      const paintMs = performance.now() - startedMs;
      const loadBytes = await firstLoad(page);
      say(`the host was there after ${Math.round(hostMs)} ms, the page showed something after ${Math.round(paintMs)} ms`);
      const cold = await changeScreens(page, 0, say);
      const worked = await waitForAnswers(page, say);
      const warm = await changeScreens(page, 10_000, say);
      const scrolled = [await scroll(page, 'compare'), await scroll(page, 'deleted'), await scroll(page, 'duplicates')];
      for (const figures of scrolled) say(JSON.stringify(figures));
      const blocks = await captureAndWatch(page);
      say(`blocked while capturing, ms: ${blocks.map(Math.round).join(', ') || 'never for 50'}`);
      const memory = await rendererMemory(browser);
      const engine = served.pid === undefined ? null : processMemory(served.pid);
      return [
        plainFigure('the host has opened the case and tells its address', 'ms', [hostMs], null),
        plainFigure('the page shows the case, from its address', 'ms', [paintMs], { atMost: 1500 }),
        screensFigure('longest change to another screen while the engine works', cold.map(({ shownMs }) => shownMs)),
        screensFigure('longest change to another screen when all is worked out', warm.map(({ shownMs }) => shownMs)),
        screensFigure('longest until such a screen is filled', warm.map(({ filledMs }) => filledMs ?? Infinity)),
        plainFigure('longest that an answer was worked out', 'ms', [Math.max(...worked)], null),
        plainFigure('main thread blocked longest while a capture runs', 'ms', [Math.max(0, ...blocks)], { atMost: 100 }),
        plainFigure('frames in the slowest second of scrolling', 'frames/s', scrolled.map(({ leastFramesPerSecond }) => leastFramesPerSecond), { atLeast: 50 }),
        plainFigure('frames on average', 'frames/s', scrolled.map(({ meanFramesPerSecond }) => meanFramesPerSecond), null),
        plainFigure('rows missing when the list rests', 'count', scrolled.map(({ missingAtRest }) => missingAtRest), { atMost: 0 }),
        ...(memory === null ? [] : [plainFigure('memory of the page’s process, at the end', 'bytes', [memory.bytes], { atMost: 400e6 }), plainFigure('memory of the page’s process, at most', 'bytes', [memory.peakBytes], null)]),
        ...(engine === null ? [] : [plainFigure('memory of the host with its engine, at most', 'bytes', [engine.peakBytes], null)]),
        plainFigure('first load of the page, gzip', 'bytes', [loadBytes], { atMost: 250_000 }),
      ];
    },
  );
}

function screensFigure(what: string, values: readonly number[]): Figure {
  return plainFigure(what, 'ms', [Math.max(...values)], { atMost: 300 });
}

/** What the page had asked for by then, each file packed. */
async function firstLoad(page: Page): Promise<number> {
  const names = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname));
  const files = ['/index.html', ...names].map((name) => join(PAGE_FOLDER, name)).filter((path) => existsSync(path));
  return [...new Set(files)].reduce((sum, path) => sum + gzipSync(readFileSync(path)).byteLength, 0);
}

async function changeScreens(page: Page, longestMs: number, say: (line: string) => void): Promise<readonly ScreenChange[]> {
  const changes: ScreenChange[] = [];
  for (const screen of SCREENS) {
    const change = await changeScreen(page, screen, longestMs);
    changes.push(change);
    say(`${screen}: shown after ${Math.round(change.shownMs)} ms, ${change.filledMs === null ? 'still working' : `filled after ${Math.round(change.filledMs)} ms`}`);
  }
  return changes;
}

/** Waits on each screen that needs an answer of the whole case until it is there. */
async function waitForAnswers(page: Page, say: (line: string) => void): Promise<readonly number[]> {
  const waits: number[] = [];
  for (const screen of ['compare', 'duplicates', 'timeline', 'deleted', 'suspects', 'report']) {
    const { filledMs } = await changeScreen(page, screen, LONGEST_WORK_MS);
    if (filledMs === null) throw new Error(`${screen} was not filled`);
    waits.push(filledMs);
    say(`${screen}: waited ${Math.round(filledMs)} ms more for its answer`);
  }
  return waits;
}

async function scroll(page: Page, screen: string): Promise<ScrollFigures> {
  await changeScreen(page, 'settings', 0);
  await changeScreen(page, screen, 10_000);
  await page.locator('main [role=grid] [data-index="0"]').waitFor();
  return measureScroll(page, SECONDS);
}

/** Captures the account and goes through the screens meanwhile. */
async function captureAndWatch(page: Page): Promise<readonly number[]> {
  await changeScreen(page, 'capture', 0);
  const stop = await watchBlocks(page);
  await page.locator('main form button[type=submit]').click();
  await page.locator('main header section.card').waitFor();
  await page.locator('main header section.card').waitFor({ state: 'detached', timeout: LONGEST_WORK_MS });
  return stop();
}
