import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, openPage, serveWindow, type ServedWindow } from './serve-window.ts';

let browser: Browser;
let served: ServedWindow;
let page: Page;

beforeAll(async () => {
  [browser, served] = await Promise.all([launchBrowser(), serveWindow(['--practice'])]);
  ({ page } = await openPage(browser, served.address));
  await page.evaluate(() => {
    for (const kind of ['mousedown', 'pointerdown', 'touchstart']) window.addEventListener(kind, () => document.body.setAttribute('data-pointer', 'used'), true);
  });
});
afterAll(async () => {
  await browser.close();
  await served.stop();
});

/** What has the focus, as a screen reader names it. */
function focused(): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '';
  });
}

async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

describe('the whole job by keyboard alone', () => {
  it('starts in the list, with one sentence for its row', async () => {
    await page.getByRole('row', { name: /^Added: Contact/ }).first().waitFor();
    await expect.poll(focused).toMatch(/^(Added|Changed|Removed): Contact/);
  });

  it('hides kinds by letter, walks the rows and keeps the focus on them', async () => {
    await press('a', 'c');
    await page.waitForFunction(() => document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') === '10');
    await press('Control+f', 'Enter');
    await expect.poll(focused).toMatch(/^Removed: Contact/);
    const first = await focused();
    await press('ArrowDown');
    await expect.poll(focused).not.toBe(first);
    await press('F7', 'Shift+F7', 'Home');
    await expect.poll(focused).toBe(first);
    await press('End');
    await expect.poll(focused).not.toBe(first);
    await press('Home');
  });

  it('goes into the details, from field to field, and back to the same row', async () => {
    await expect.poll(focused).toMatch(/^Removed: Contact/);
    const row = await focused();
    await press('Enter');
    await expect.poll(focused).toMatch(/: (was|now) /);
    const field = await focused();
    await press('Alt+F7');
    await expect.poll(focused).not.toBe(field);
    await press('Escape');
    await expect.poll(focused).toBe(row);
  });

  it('ticks two rows and adds them to the plan', async () => {
    await press('Space', 'ArrowDown', 'Space');
    await page.getByText('2 ticked').waitFor();
    await press('Control+r');
    await page.getByText('2 records added to the restore plan').first().waitFor();
  });

  it('makes the plan, applies it and takes it back', async () => {
    await press('Control+0');
    await page.getByText('Picked in Compare').or(page.getByRole('button', { name: 'Check against the server' })).first().waitFor();
    await press('Control+k');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('check against');
    await press('Enter');
    await page.getByRole('row', { name: /^Create: / }).first().waitFor();
    await press('Control+Enter');
    await page.getByRole('dialog').waitFor();
    await press('Enter');
    await page.getByRole('row', { name: /^Create: .*Verified/ }).first().waitFor();
    await press('Control+k');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('undo the');
    await press('Enter');
    await page.getByRole('dialog', { name: 'Undo this restore?' }).waitFor();
    await press('Enter');
    await page.getByRole('row', { name: /^Delete: .*Verified/ }).first().waitFor();
  });

  it('shows every key on ?', async () => {
    await press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await press('Escape');
  });

  it('reaches every control of every screen by Tab, each with a name and a visible focus', async () => {
    for (const screen of '1234567890') {
      await press(`Control+${screen}`);
      await page.waitForTimeout(200);
      const unreached = await page.evaluate(() => {
        const controls = [...document.querySelectorAll<HTMLElement>('button, a[href], input:not([type=file]), select, textarea, [role=grid]')].filter((element) => element.offsetParent !== null && !element.hasAttribute('disabled'));
        return controls
          .filter((element) => element.getAttribute('role') !== 'grid' && element.tabIndex < 0)
          .map((element) => element.outerHTML.slice(0, 120));
      });
      expect(unreached).toEqual([]);
      const stops: string[] = [];
      // From the first control on, wherever the screen put the focus.
      await page.evaluate(() => document.querySelector<HTMLElement>('a[href="#content"]')?.focus());
      for (let count = 0; count < 60; count += 1) {
        await press('Tab');
        const stop = await page.evaluate(() => {
          const element = document.activeElement as HTMLElement | null;
          if (element === null || element === document.body) return 'outside';
          const style = getComputedStyle(element);
          const labels = 'labels' in element ? [...((element as HTMLInputElement).labels ?? [])].map((label) => label.textContent).join('') : '';
          const name = element.getAttribute('aria-label') ?? (labels !== '' ? labels : element.textContent?.trim() !== '' ? element.textContent : (element.title ?? ''));
          const visible = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
          return `${name?.trim().slice(0, 40) ?? ''}|${visible ? 'seen' : `unseen ${element.outerHTML.slice(0, 100)}`}`;
        });
        if (stop === 'outside') break;
        stops.push(stop);
      }
      expect(stops.length).toBeGreaterThan(3);
      expect(stops.filter((stop) => !stop.endsWith('|seen') || stop.startsWith('|'))).toEqual([]);
    }
  });

  it('used no pointer', async () => {
    expect(await page.evaluate(() => document.body.getAttribute('data-pointer'))).toBeNull();
  });
});
