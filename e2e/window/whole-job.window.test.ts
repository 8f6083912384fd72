import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, openPage, serveWindow, type ServedWindow, type WatchedPage } from './serve-window.ts';
import { itDoesTheWholeJob } from './whole-job-steps.ts';

let browser: Browser;
let served: ServedWindow;
let watched: WatchedPage;
let page: Page;

beforeAll(async () => {
  [browser, served] = await Promise.all([launchBrowser(), serveWindow(['--practice'])]);
  watched = await openPage(browser, served.address);
  page = watched.page;
});
afterAll(async () => {
  await browser.close();
  await served.stop();
});

describe('the whole job in a window', () => {
  it('prints the practice case and its address', () => {
    expect(served.printed.join('\n')).toMatch(/Practice case .*generated data[\s\S]*before[\s\S]*after: \d+ records: \+60 added, −9 removed, ~38 changed/);
  });

  itDoesTheWholeJob(
    () => page,
    () => watched.faults,
  );
});

describe('the address', () => {
  it('lets no second browser in', async () => {
    const other = await openPage(browser, served.address);
    await other.page.getByText('This address has been used already').waitFor();
    expect(other.page.url()).not.toContain('token');
  });

  it('lets the same browser load the page anew', async () => {
    await page.reload();
    await page.getByText('Practice data').first().waitFor();
  });
});
