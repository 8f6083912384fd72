import type { Locator, Page } from '@playwright/test';
import { expect, it } from 'vitest';

/**
 * The job from the practice case that is open in a window to its undo, in the same steps whatever shell the window has; `faults` is what
 * went wrong unseen.
 */
export function itDoesTheWholeJob(page: () => Page, faults: () => readonly string[]): void {
  const chip = (name: string): Locator => page().getByRole('button', { name: new RegExp(`^.?\\s?${name}`) });
  const countOf = async (name: string): Promise<number> => Number((await chip(name).innerText()).replace(/\D/g, ''));
  const rowCount = async (): Promise<number> => Number(await page().getByRole('grid').getAttribute('aria-rowcount')) - 1;

  it('opens the practice case, marked as such, with what changed before one’s eyes', async () => {
    await page().getByRole('row', { name: /^Added: Contact/ }).first().waitFor();
    expect(await page().getByText('Practice data').first().isVisible()).toBe(true);
    expect([await countOf('Added'), await countOf('Removed'), await countOf('Changed')]).toEqual([60, 9, 38]);
    expect(await rowCount()).toBe(107);
  });

  it('shows and hides kinds of change, and finds by text', async () => {
    await chip('Added').click();
    await chip('Changed').click();
    await page().waitForFunction(() => document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') === '10');
    expect(await page().getByRole('row', { name: /^Removed: / }).count()).toBe(9);
    await page().getByRole('searchbox').fill('zzz-nobody');
    await page().getByText('No row fits the filter.').waitFor();
    await page().getByRole('searchbox').fill('');
    await page().getByRole('row', { name: /^Removed: / }).first().waitFor();
  });

  it('shows a record in full, field by field and as stored', async () => {
    await page().getByRole('row', { name: /^Removed: / }).first().click();
    const details = page().getByRole('complementary', { name: 'Details' });
    await details.getByRole('listitem').first().waitFor();
    await details.getByRole('button', { name: 'As stored' }).click();
    await details.getByText('BEGIN:VCARD').waitFor();
    await details.getByRole('button', { name: 'Fields' }).click();
  });

  it('plans a removed record, and says that nobody is notified', async () => {
    await page().getByRole('button', { name: 'Add to restore plan' }).click();
    await page().getByRole('button', { name: /^Open Restore/ }).click();
    await page().getByRole('button', { name: 'Check against the server' }).click();
    await page().getByRole('row', { name: /^Create: / }).waitFor();
    expect(await page().getByText('People notified').locator('..').innerText()).toMatch(/People notified\s+0/);
  });

  it('applies the plan and shows each record after it was read back', async () => {
    await page().getByRole('button', { name: /^Apply 1 write/ }).click();
    await page().getByRole('dialog').getByRole('button', { name: 'Apply 1 write' }).click();
    await page().getByRole('row', { name: /^Create: .*Verified/ }).waitFor();
    expect(await page().getByRole('contentinfo').getByText('1 written, 0 skipped, 0 failed').isVisible()).toBe(true);
  });

  it('offers no second application of the same plan', async () => {
    await page().getByRole('button', { name: /^Plan 1/ }).click();
    await page().getByText('This plan has been applied. A second time would write nothing.').waitFor();
    expect(await page().getByRole('button', { name: /^Apply/ }).isDisabled()).toBe(true);
  });

  it('proves by a new snapshot that the record is back', async () => {
    await page().getByRole('link', { name: /Capture/ }).click();
    await page().getByRole('button', { name: 'Take a snapshot' }).click();
    await page().getByRole('row', { name: /292/ }).waitFor();
    await page().getByRole('button', { name: 'Compare with the one before' }).click();
    await page().waitForURL(/compare/);
    // Only removed rows are shown since the filter was set; nothing was removed.
    await page().getByText('No row fits the filter.').waitFor();
    expect([await countOf('Added'), await countOf('Removed'), await countOf('Changed')]).toEqual([1, 0, 0]);
  });

  it('takes the restore back', async () => {
    await page().getByRole('link', { name: /Restore/ }).click();
    await page().getByRole('button', { name: /^What was done/ }).click();
    await page().getByRole('button', { name: 'Undo…' }).click();
    await page().getByRole('dialog').getByRole('button', { name: 'Undo' }).click();
    await page().getByRole('row', { name: /^Delete: .*Verified/ }).waitFor();
    expect(await page().getByRole('cell', { name: 'Undone' }).isVisible()).toBe(true);
  });

  it('tells what happened and who is suspected, with what speaks for it', async () => {
    await page().getByRole('link', { name: /Overview/ }).click();
    await page().getByRole('button', { name: /60 contacts .* are copies/ }).click();
    await page().getByRole('row', { name: /Duplicates came, 60 in phone-book\. First suspect/ }).waitFor();
    const finding = page().getByRole('complementary', { name: 'Finding' });
    await finding.getByText('60 records', { exact: true }).waitFor();
    await finding.getByText('Outlook for iOS').first().waitFor();
    await finding.getByRole('button', { name: 'Show in Compare' }).click();
    await page().waitForURL(/compare/);
  });

  it('shows when it happened, and zooms', async () => {
    await page().getByRole('link', { name: /Timeline/ }).click();
    const chart = page().getByRole('application');
    await chart.getByText(/phone-book, Contacts: .* changes/).waitFor();
    await chart.press('+');
    await page().getByRole('button', { name: 'Show all' }).click();
  });

  it('plans the merge of the copies, and writes nothing by that', async () => {
    await page().getByRole('link', { name: /Duplicates/ }).click();
    await page().getByRole('button', { name: /^Tick \d+ certain groups/ }).click();
    await page().getByRole('button', { name: /^Plan the merge of \d+ groups/ }).click();
    await page().getByRole('row', { name: /^Delete: / }).first().waitFor();
    expect(await page().getByText('People notified').locator('..').innerText()).toMatch(/People notified\s+0/);
  });

  it('says what became of what went', async () => {
    await page().getByRole('link', { name: /Deleted/ }).click();
    await page().getByRole('row', { name: /^Deleted: Contact / }).first().waitFor();
    await page().getByText(/holds it neither under its key nor under its UID/).waitFor();
  });

  it('writes the report that closes the ticket', async () => {
    await page().getByRole('link', { name: /Report/ }).click();
    await page().getByRole('article').getByText(/60 contacts .* are copies/).first().waitFor();
    await page().getByRole('radio', { name: 'the user' }).check();
    await page().getByRole('article').getByText(/For the user/).first().waitFor();
  });

  it('verifies the case', async () => {
    await page().getByRole('link', { name: /Home/ }).click();
    await page().getByRole('button', { name: 'Verify', exact: true }).click();
    await page().getByText('Every stored record and the chain of snapshots are intact.').waitFor();
  });

  it('raised no error, broke no policy and asked nothing of anyone else', () => {
    expect(faults()).toEqual([]);
  });
}
