import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { launchBrowser, openPage, serveWindow } from '../window/serve-window.ts';

// `npm run screens`: every screen of the practice case, light and dark, at two widths, into docs/screens/.
const FOLDER = join(import.meta.dirname, '..', '..', 'docs/screens');
const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];

mkdirSync(FOLDER, { recursive: true });
const served = await serveWindow(['--practice'], join(tmpdir(), 'SyncTrace'));
const browser = await launchBrowser();
try {
  const { page, faults } = await openPage(browser, served.address);
  await takeAll(page);
  if (faults.length > 0) throw new Error(faults.join('\n'));
} finally {
  await browser.close();
  await served.stop();
}

async function takeAll(page: Page): Promise<void> {
  await page.getByRole('row', { name: /^Added: Contact/ }).first().waitFor();
  await page.keyboard.press('a');
  await page.getByRole('row', { name: /^(Changed|Removed): Contact/ }).nth(4).click();
  // Scripts that only few machines have a font for come a moment later.
  await page.waitForTimeout(2000);
  await take(page, 'compare');

  await page.keyboard.press('Control+u');
  await page.getByRole('region', { name: 'As stored' }).waitFor();
  await take(page, 'compare-stored');
  await page.keyboard.press('Control+u');

  await page.keyboard.press('Control+Shift+x');
  await page.keyboard.press('Control+Shift+x');
  await page.getByRole('row', { name: /^Changed: Contact/ }).first().waitFor();
  await page.keyboard.press('c');
  await page.getByRole('row', { name: /^Removed: Contact/ }).first().waitFor();
  await page.keyboard.press('Control+a');
  await page.getByText('9 ticked').waitFor();
  await page.keyboard.press('Control+r');
  await page.getByRole('button', { name: /^Open Restore/ }).click();
  await page.getByRole('button', { name: 'Check against the server' }).click();
  await page.getByRole('row', { name: /^Create: / }).first().waitFor();
  await take(page, 'restore-plan');

  await page.getByRole('button', { name: /^Apply 9 writes/ }).click();
  await page.getByRole('dialog').waitFor();
  await take(page, 'restore-confirm');
  await page.keyboard.press('Enter');
  await page.getByRole('row', { name: /^Create: .*Verified/ }).first().waitFor();
  await take(page, 'restore-done');

  await page.getByRole('link', { name: /Accounts/ }).click();
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await page.getByText('Reads only what changed').waitFor();
  await take(page, 'accounts');

  await page.getByRole('link', { name: /Capture/ }).click();
  await page.getByRole('button', { name: 'Take a snapshot' }).click();
  await page.getByRole('row', { name: /300/ }).waitFor();
  await take(page, 'capture');

  await page.getByRole('link', { name: /Home/ }).click();
  await page.getByRole('button', { name: 'Verify', exact: true }).click();
  await page.getByText('intact').waitFor();
  await take(page, 'home');

  // A case with a verdict: everybody twice in iCloud.
  await page.getByRole('button', { name: /everybody twice in iCloud/ }).click();
  await page.getByRole('banner').getByText('everybody twice in iCloud').waitFor();
  await page.getByRole('link', { name: /Overview/ }).click();
  await page.getByRole('button', { name: /Critical|Warning/ }).first().waitFor();
  await take(page, 'overview');
  await page.getByRole('link', { name: /Timeline/ }).click();
  await page.getByRole('application').waitFor();
  await take(page, 'timeline');
  await page.getByRole('link', { name: /Duplicates/ }).click();
  await page.getByRole('row', { name: /confidence/ }).first().waitFor();
  await take(page, 'duplicates');
  await page.getByRole('link', { name: /Deleted/ }).click();
  await page.getByRole('group', { name: 'State' }).waitFor();
  await page.getByRole('row', { name: /^Merged: / }).first().waitFor();
  await take(page, 'deleted');
  await page.getByRole('link', { name: /Suspects/ }).click();
  await page.getByRole('row', { name: /First suspect/ }).first().waitFor();
  await take(page, 'suspects');
  await page.getByRole('link', { name: /Report/ }).click();
  await page.getByRole('article').waitFor();
  await take(page, 'report');
  await page.getByRole('link', { name: /Settings/ }).click();
  await page.getByText('Knowledge base').waitFor();
  await take(page, 'settings');

  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await take(page, 'keys');
}

async function take(shown: Page, name: string): Promise<void> {
  for (const { width, height } of SIZES) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await shown.setViewportSize({ width, height });
      await shown.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await shown.waitForTimeout(250);
      await shown.screenshot({ path: join(FOLDER, `${name}-${colorScheme}-${width}.png`) });
    }
  }
  await shown.setViewportSize({ width: 1280, height: 800 });
}
