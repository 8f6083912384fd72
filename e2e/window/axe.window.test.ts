import axe from 'axe-core';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCREENS } from '../../shared/commands.ts';
import { launchBrowser, openPage, serveWindow, type ServedWindow } from './serve-window.ts';

const AXE = axe.source;
const LOOKS = ['light', 'dark'] as const;

/** What axe finds on the page as it stands, of what counts: `rule: where`. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe: runner } = globalThis as unknown as { readonly axe: Pick<typeof axe, 'run'> };
    const { violations: found } = await runner.run();
    return found
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} (${failureSummary?.split('\n')[1]?.trim() ?? ''})`));
  });
}

async function show(page: Page, screen: string): Promise<void> {
  await page.evaluate((name) => (location.hash = `/${name}`), screen);
  await page.waitForTimeout(500);
}

describe.each([
  { state: 'without a case', args: [] as string[] },
  { state: 'with the practice case', args: ['--practice'] },
])('a window $state', ({ args }) => {
  let browser: Browser;
  let served: ServedWindow;
  beforeAll(async () => {
    [browser, served] = await Promise.all([launchBrowser(), serveWindow(args)]);
  });
  afterAll(async () => {
    await browser.close();
    await served.stop();
  });

  it('has nothing serious or critical for axe on any screen, light or dark', async () => {
    const { page, faults } = await openPage(browser, served.address);
    await page.getByRole('navigation').waitFor();
    const found: string[] = [];
    for (const screen of SCREENS) {
      await show(page, screen);
      for (const look of LOOKS) {
        await page.emulateMedia({ colorScheme: look });
        found.push(...(await violations(page)).map((violation) => `${screen}, ${look}: ${violation}`));
      }
    }
    expect(found).toEqual([]);
    expect(faults).toEqual([]);
    // What is wrong would have been told.
    await page.evaluate(() => document.querySelector('main')?.append(document.createElement('button')));
    expect(await violations(page)).toEqual([expect.stringContaining('button-name')]);
  });
});
