import { execFileSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measureScroll } from './measure-scroll.ts';
import { launchBrowser, openPage, serveWindow, type ServedWindow, type WatchedPage } from './serve-window.ts';

const CLI = join(import.meta.dirname, '..', '..', 'bin/synctrace.mjs');
const ROWS = 100_000;

let folder: string;
let browser: Browser;
let served: ServedWindow;
let watched: WatchedPage;
let page: Page;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'synctrace-scroll-'));
  const file = join(folder, 'large.synctrace');
  for (const state of [0, 1]) {
    const path = join(folder, `${state}.vcf`);
    await writeCards(path, state);
    execFileSync(process.execPath, [CLI, '--case', file, 'import', path, '--source', 'large', '--at', `2026-03-0${state + 1}T09:00:00Z`], { stdio: 'ignore', env: { ...process.env, SYNCTRACE_DATA: folder } });
  }
  [browser, served] = await Promise.all([launchBrowser(), serveWindow(['--case', file])]);
  watched = await openPage(browser, served.address);
  page = watched.page;
}, 180_000);
afterAll(async () => {
  await browser.close();
  await served.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function writeCards(path: string, state: number): Promise<void> {
  const stream = createWriteStream(path);
  for (let index = 0; index < ROWS; index += 1) {
    const card = `BEGIN:VCARD\r\nVERSION:3.0\r\nUID:large-${index}\r\nFN:Person Number ${index}\r\nN:${index};Person;;;\r\nEMAIL:p${index}@example.test\r\nTEL;TYPE=CELL:+49 30 ${state}${String(index).padStart(6, '0')}\r\nEND:VCARD\r\n`;
    if (!stream.write(card)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'finish');
}

describe('a hundred thousand differences', () => {
  it('show their first rows within a second of the comparison’s end', async () => {
    // The progress of the comparison goes when it has ended; from then on the rows have a second.
    await page.getByRole('region', { name: 'Compare' }).waitFor({ timeout: 60_000 });
    await page.getByRole('region', { name: 'Compare' }).waitFor({ state: 'detached', timeout: 60_000 });
    const ended = performance.now();
    await page.locator('[data-index="0"]').waitFor();
    const milliseconds = Math.round(performance.now() - ended);
    console.log(`first rows: ${milliseconds} ms after the comparison had ended`);
    expect(milliseconds).toBeLessThan(1000);
  });

  it('scroll from end to end at thirty frames a second or more, and no row is missing at rest', async () => {
    const figures = await measureScroll(page, 5);
    console.log(`scrolling: ${JSON.stringify(figures)}`);
    expect(figures.rows).toBe(ROWS);
    expect(figures.leastFramesPerSecond).toBeGreaterThanOrEqual(30);
    expect(figures.missingAtRest).toBe(0);
  });

  it('are reached at both ends by one key, and filtered within a second', async () => {
    await page.keyboard.press('Control+f');
    await page.keyboard.press('Enter');
    await page.keyboard.press('End');
    await page.locator(`[data-index="${ROWS - 1}"][aria-label^="Changed"]`).waitFor();
    await page.keyboard.press('Home');
    await page.locator('[data-index="0"][aria-label^="Changed"]').waitFor();
    const started = performance.now();
    await page.getByRole('searchbox').fill('Person Number 99999');
    await page.waitForFunction(() => document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') === '2');
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('make no noise', () => {
    expect(watched.faults).toEqual([]);
  });
});
