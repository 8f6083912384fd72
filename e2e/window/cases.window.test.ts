import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, openPage, serveWindow, type ServedWindow, type WatchedPage } from './serve-window.ts';

let browser: Browser;
let served: ServedWindow;
let watched: WatchedPage;
let page: Page;

beforeAll(async () => {
  [browser, served] = await Promise.all([launchBrowser(), serveWindow([])]);
  watched = await openPage(browser, served.address);
  page = watched.page;
});
afterAll(async () => {
  await browser.close();
  await served.stop();
});

function card(uid: string, name: string, phone: string): string {
  return `BEGIN:VCARD\r\nVERSION:3.0\r\nUID:${uid}\r\nFN:${name}\r\nN:${name};;;;\r\nTEL:${phone}\r\nEND:VCARD\r\n`;
}

async function give(name: string, text: string, at: string): Promise<void> {
  await page.getByRole('link', { name: /Home/ }).click();
  await page.locator('input[type=file]').setInputFiles([{ name, mimeType: 'text/vcard', buffer: Buffer.from(text) }]);
  await page.getByRole('cell', { name }).waitFor();
  await page.getByLabel('State as of').fill(at);
}

async function command(name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
}

describe('a case of one’s own', () => {
  it('is made from dropped files, with a passphrase that has to be given twice', async () => {
    await page.locator('input[type=file]').setInputFiles([{ name: 'before.vcf', mimeType: 'text/vcard', buffer: Buffer.from(card('a', 'Amara', '1') + card('b', 'Bjørn', '2')) }]);
    await page.getByRole('row', { name: /before\.vcf vCard 2 0/ }).waitFor();
    await page.getByText('A case is needed to read files into.').waitFor();
    await page.getByRole('button', { name: 'New case' }).last().click();
    await page.getByLabel('Title').fill('Ticket 4711');
    await page.getByLabel('Passphrase', { exact: true }).fill('canary-passphrase');
    await page.getByLabel('Passphrase again').fill('canary-passphrasf');
    await page.getByText('The two are different.').waitFor();
    expect(await page.getByRole('button', { name: 'Create' }).isDisabled()).toBe(true);
    await page.getByLabel('Passphrase again').fill('canary-passphrase');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('button', { name: 'Read 1 file' }).waitFor();
  });

  it('takes the files as a snapshot', async () => {
    await page.getByLabel('State as of').fill('2026-03-01T09:00:00');
    await page.getByRole('button', { name: 'Read 1 file' }).click();
    await page.getByRole('row', { name: /1 Mar 2026.*Contacts 2/ }).waitFor();
    await page.getByText('Every record was read.').waitFor();
  });

  it('names what in a file could not be read, keeps the rest, and counts nothing as removed', async () => {
    await give('after.vcf', `${card('a', 'Amara', '9')}BEGIN:VCARD\r\nVERSION:3.0\r\nFN:cut`, '2026-03-02T09:00:00');
    await page.getByRole('button', { name: 'Read 1 file' }).click();
    await page.getByRole('row', { name: /2 Mar 2026/ }).waitFor();
    await page.getByText('An incomplete snapshot never proves a deletion.').waitFor();
    await page.getByText('1 record could not be read; its bytes are kept').waitFor();
    await page.getByRole('button', { name: 'Compare with the one before' }).click();
    await page.getByText('The later snapshot is incomplete: what is absent from it is not counted as removed.').waitFor();
    await page.getByRole('row', { name: /^Changed: Contact Amara/ }).waitFor();
    expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe('2');
  });

  it('is closed, and opened again with its passphrase alone', async () => {
    await command('close the case');
    await page.getByRole('heading', { name: 'Cases', exact: true }).waitFor();
    await page.getByText('No case open').waitFor();
    await page.getByRole('button', { name: 'Ticket 4711' }).click();
    await page.getByText('This case is encrypted.').waitFor();
    await page.getByLabel('Passphrase').fill('wrong');
    await page.getByRole('button', { name: 'Unlock' }).click();
    await page.getByRole('dialog').getByText('The case is encrypted, and the passphrase is missing or wrong.').waitFor();
    await page.getByLabel('Passphrase').fill('canary-passphrase');
    await page.getByRole('button', { name: 'Unlock' }).click();
    await page.getByRole('row', { name: /^Changed: Contact Amara/ }).waitFor();
  });

  it('swaps before and after', async () => {
    await page.getByRole('button', { name: 'Swap before and after' }).click();
    await page.getByRole('row', { name: /^Changed: Contact Amara.*was 9, now 1/ }).waitFor();
  });

  it('is taken from the list of recent cases without being touched', async () => {
    await command('close the case');
    await page.getByRole('button', { name: 'Take from the list' }).click();
    await page.getByText('No case yet. Create one, or open the practice case.').waitFor();
  });

  it('leaves no passphrase behind in the page', async () => {
    const kept = await page.evaluate(() => document.documentElement.outerHTML + JSON.stringify({ ...localStorage }) + location.href);
    expect(kept).not.toContain('canary');
    expect(watched.faults).toEqual([]);
  });
});
