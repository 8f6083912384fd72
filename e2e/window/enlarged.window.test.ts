import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, openPage, serveWindow, type ServedWindow, type WatchedPage } from './serve-window.ts';

/** What is left of a window of 1280 × 800 that is enlarged to 200 % (WCAG 2.2, 1.4.4). */
const ENLARGED = { width: 640, height: 400 };
let browser: Browser;
let served: ServedWindow;
let watched: WatchedPage;
let page: Page;

beforeAll(async () => {
  [browser, served] = await Promise.all([launchBrowser(), serveWindow(['--practice'])]);
  watched = await openPage(browser, served.address, ENLARGED);
  page = watched.page;
});
afterAll(async () => {
  await browser.close();
  await served.stop();
});

describe('a window enlarged to 200 %', () => {
  it('shows the list of Compare and, under it, the chosen record', async () => {
    const row = page.getByRole('row', { name: /^Added: Contact/ }).first();
    // A click is refused where something else lies over the row.
    await row.click();
    const details = page.getByRole('complementary', { name: 'Details' });
    await details.getByRole('button', { name: 'As stored' }).click();
    await row.click();
    const [list, beside] = [await page.getByRole('grid').boundingBox(), await details.boundingBox()];
    expect(beside?.y).toBeGreaterThanOrEqual((list?.y ?? 0) + (list?.height ?? 0));
  });

  it('reaches the button that adds an account, and all of the form', async () => {
    await page.getByRole('link', { name: /Accounts/ }).click();
    await page.getByRole('button', { name: 'Add an account' }).click();
    await page.getByLabel('An Exchange Server').check();
    await page.getByRole('button', { name: 'Add and test' }).click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(ENLARGED.width);
    expect(watched.faults).toEqual([]);
  });
});
