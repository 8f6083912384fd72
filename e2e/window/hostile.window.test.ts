import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCREENS } from '../../shared/commands.ts';
import { PAYLOADS } from './hostile-payloads.ts';
import { launchBrowser, openPage, serveWindow, type ServedWindow, type WatchedPage } from './serve-window.ts';

const CLI = join(import.meta.dirname, '..', '..', 'bin/synctrace.mjs');

let folder: string;
let browser: Browser;
let served: ServedWindow;
let watched: WatchedPage;
let page: Page;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'synctrace-hostile-'));
  const file = join(folder, 'hostile.synctrace');
  const cli = (...args: string[]): void => void execFileSync(process.execPath, [CLI, '--case', file, ...args], { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, SYNCTRACE_DATA: folder } });
  cli('case', 'create', '--title', `Case ${PAYLOADS[1]}`);
  for (const [index, label] of ['<img src=x onerror=window.hit=1>', '</option><script>window.hit=1</script>'].entries()) {
    const path = join(folder, `${index}.vcf`);
    writeFileSync(path, PAYLOADS.map((payload, place) => cardOf(payload, place, index)).join(''));
    cli('import', path, '--source', 'x"><svg onload=window.hit=1>', '--label', label, '--at', `2026-03-0${index + 1}T09:00:00Z`);
  }
  [browser, served] = await Promise.all([launchBrowser(), serveWindow(['--case', file])]);
  watched = await openPage(browser, served.address);
  page = watched.page;
  await page.getByRole('row', { name: /^(Added|Changed|Removed)/ }).first().waitFor();
});
afterAll(async () => {
  await browser.close();
  await served.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A card with the payload in every field that a person can write into; the second state has it in other words. */
function cardOf(payload: string, place: number, state: number): string {
  const text = payload.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll(',', '\\,').replaceAll(';', '\\;');
  const lines = [`UID:hostile-${place}`, `FN:${text}`, `N:${text};${text};;;`, `ORG:${text}`, `TITLE:${text} ${state}`, `NOTE:${text}`, `EMAIL:${place}@example.test`, `TEL;TYPE=CELL:+49 30 ${state}${place}`, `ADR:;;${text};Berlin;;10115;`, `URL:${payload.startsWith('javascript') ? payload : 'https://example.test/'}`, `X-HOSTILE:${text}`];
  return ['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD', ''].join('\r\n');
}

/** Nothing ran, nothing was asked of anyone, nothing hangs out of the window. */
async function expectHarmless(): Promise<void> {
  expect(await page.evaluate(() => 'hit' in window)).toBe(false);
  expect(watched.faults).toEqual([]);
  const spills = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth || document.documentElement.scrollHeight > window.innerHeight);
  expect(spills).toBe(false);
  expect(await page.locator('main iframe, main object, main embed, main script, main base, main meta, main link, main form[action], main style').count()).toBe(0);
}

describe('hostile text', () => {
  it('comes in two hundred forms and more', () => {
    expect(PAYLOADS.length).toBeGreaterThanOrEqual(200);
  });

  it.each(SCREENS)('is text on the screen %s', async (screen) => {
    await page.evaluate((name) => (location.hash = `/${name}`), screen);
    await page.waitForTimeout(400);
    await expectHarmless();
    expect(await page.locator('header').first().innerText()).toContain('Case Ada');
  });

  it('is text in every row, its details and its stored form', async () => {
    await page.evaluate(() => (location.hash = '/compare'));
    await page.getByRole('row', { name: /^Changed/ }).first().waitFor();
    await page.getByRole('row', { name: /^Changed/ }).first().click();
    const rows = Number(await page.getByRole('grid').getAttribute('aria-rowcount')) - 1;
    expect(rows).toBe(PAYLOADS.length);
    await page.keyboard.press('Home');
    for (let row = 0; row < rows; row += 1) {
      if (row % 20 === 0) await page.keyboard.press('Control+u');
      await page.keyboard.press('ArrowDown');
      if (row % 10 === 0) await page.waitForTimeout(120);
    }
    await expectHarmless();
  });

  it('keeps rows at their height and sentences short', async () => {
    const tallest = await page.evaluate(() => Math.max(...[...document.querySelectorAll('[data-index]')].map((row) => row.getBoundingClientRect().height)));
    expect(tallest).toBe(28);
    const longest = await page.evaluate(() => Math.max(...[...document.querySelectorAll('[data-index]')].map((row) => row.getAttribute('aria-label')?.length ?? 0)));
    expect(longest).toBeLessThan(1200);
  });

  it('is text in the names of files that are dropped', async () => {
    await page.evaluate(() => (location.hash = '/home'));
    await page.locator('input[type=file]').setInputFiles([
      { name: '<img src=x onerror=window.hit=1>.vcf', mimeType: 'text/vcard', buffer: Buffer.from(cardOf('Dropped', 1, 1)) },
      { name: '\u202Efcv.exe', mimeType: 'text/plain', buffer: Buffer.from('nothing') },
    ]);
    await page.getByText('What was recognised').waitFor();
    await page.getByRole('cell', { name: /onerror/ }).waitFor();
    await expectHarmless();
  });

  it('is text in a restore plan', async () => {
    await page.evaluate(() => (location.hash = '/compare'));
    await page.getByRole('row', { name: /^Changed/ }).first().waitFor();
    await page.keyboard.press('Control+a');
    await page.getByText(/\d+ ticked/).waitFor();
    await page.keyboard.press('Control+r');
    await page.evaluate(() => (location.hash = '/restore'));
    await page.getByRole('button', { name: 'Check against the server' }).waitFor();
    await expectHarmless();
  });
});
