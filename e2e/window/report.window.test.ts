import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PAYLOADS } from './hostile-payloads.ts';
import { findBrowser, launchBrowser } from './launch-browser.ts';

const CLI = join(import.meta.dirname, '..', '..', 'bin/synctrace.mjs');
const AUDIENCES = ['user', 'colleague', 'vendor'] as const;

let folder: string;
let browser: Browser;
let cli: (...parameters: string[]) => void;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'synctrace-report-'));
  const program = await findBrowser();
  const environment = { ...process.env, ...program?.environment, ...(program === null ? {} : { SYNCTRACE_BROWSER: program.executablePath }), SYNCTRACE_DATA: folder };
  cli = (...parameters) => void execFileSync(process.execPath, [CLI, '--case', join(folder, 'hostile.synctrace'), ...parameters], { stdio: ['ignore', 'ignore', 'inherit'], env: environment });
  cli('case', 'create', '--title', `Case ${PAYLOADS[1] ?? ''}`);
  const groups = [PAYLOADS, PAYLOADS.slice(0, 40)];
  for (const [state, payloads] of groups.entries()) {
    const path = join(folder, `${state}.vcf`);
    writeFileSync(path, payloads.map((payload, place) => cardOf(payload, place, state)).join(''));
    cli('import', path, '--source', 'x"><svg onload=window.hit=1>', '--label', '</td><script>window.hit=1</script>', '--at', `2026-03-0${state + 1}T09:00:00Z`);
  }
  cli('app', 'add', '<img src=x onerror=window.hit=1>', '--device', '</title><script>window.hit=1</script>', '--note', PAYLOADS[0] ?? '');
  for (const audience of AUDIENCES) cli('report', '--for', audience, '--out', join(folder, `${audience}.html`));
  cli('report', '--out', join(folder, 'report.pdf'));
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

function cardOf(payload: string, place: number, state: number): string {
  const text = payload.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll(',', '\\,').replaceAll(';', '\\;');
  return ['BEGIN:VCARD', 'VERSION:3.0', `UID:hostile-${place}`, `FN:${text}`, `N:${text};${text};;;`, `ORG:${text}`, `TITLE:${text} ${state}`, `NOTE:${text}`, `X-HOSTILE:${text}`, 'END:VCARD', ''].join('\r\n');
}

describe('a report of hostile text', () => {
  it.each(AUDIENCES)('runs nothing, asks for nothing and keeps its layout, for the %s', async (audience) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme });
      const asked: string[] = [];
      const address = pathToFileURL(join(folder, `${audience}.html`)).href;
      page.on('request', (request) => void asked.push(request.url()));
      const refused: string[] = [];
      page.on('console', (message) => void refused.push(message.text()));
      await page.goto(address);
      await page.mouse.move(200, 300);
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => 'hit' in window)).toBe(false);
      expect(asked).toEqual([address]);
      // A style sheet that its own policy refused would be told here.
      expect(refused).toEqual([]);
      expect(await page.evaluate(() => getComputedStyle(document.body).maxWidth)).not.toBe('none');
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
      expect(await page.locator('script, iframe, object, embed, base, link, form, img, svg, video, input').count()).toBe(0);
      expect(await page.locator('style').count()).toBe(1);
      expect(await page.evaluate(() => Math.max(...[...document.querySelectorAll('tr, li')].map((row) => row.getBoundingClientRect().height)))).toBeLessThan(600);
      await page.close();
    }
  });

  it('prints as a PDF', () => {
    const pdf = readFileSync(join(folder, 'report.pdf'));
    expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    expect(pdf.subarray(-8).toString('latin1')).toContain('%%EOF');
    expect(pdf.includes('/JavaScript')).toBe(false);
  });
});
