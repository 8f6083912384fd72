import { afterEach, describe, expect, it, vi } from 'vitest';
import { mountWindow, type MountedWindow } from '../../testing/mount-window.ts';
import { useBasket } from '../../state/basket-store.ts';
import { useCompare } from './compare-store.ts';

let mounted: MountedWindow;
afterEach(() => {
  mounted.window.unmount();
  document.body.innerHTML = '';
  vi.restoreAllMocks();
});

async function openCompare(rows = 120): Promise<MountedWindow> {
  mounted = await mountWindow({ rows });
  await mounted.go('compare');
  await mounted.see('Amara Lindqvist 0');
  return mounted;
}

function rowNames(): string[] {
  return [...document.querySelectorAll('[role=row][data-index]')].map((row) => row.getAttribute('aria-label') ?? '');
}

describe('Compare', () => {
  it('compares the likely pair by itself and says a sentence for every row', async () => {
    const { engine } = await openCompare();
    expect(engine.calls.find(({ name }) => name === 'changes.compare')?.input).toEqual({ from: 'a', to: 'b' });
    expect(rowNames()[3]).toBe('Changed: Contact Dmitri Lindqvist 3. Phone, mobile: was +49 30 555 00003, now +49 30 777 00003');
  });

  it('asks for cosmetic rows only when they are wanted', async () => {
    const { press } = await openCompare();
    const compare = useCompare();
    expect(compare.total).toBe(108);
    await press('o');
    await vi.waitFor(() => expect(compare.total).toBe(120));
    expect(rowNames().some((name) => name.startsWith('Cosmetic'))).toBe(true);
  });

  it('never asks for more than a thousand rows at once', async () => {
    const { engine, press } = await openCompare(5000);
    await press('a', { ctrlKey: true });
    await vi.waitFor(() => expect(document.body.textContent).toContain('4,500 ticked'));
    const limits = engine.calls.filter(({ name }) => name === 'changes.page').map(({ input }) => (input as { limit: number }).limit);
    expect(Math.max(...limits)).toBe(1000);
  });

  it('keeps its place when kinds are hidden and when everything is read anew', async () => {
    const { press } = await openCompare(1000);
    const compare = useCompare();
    compare.active = 500;
    await vi.waitFor(() => expect(compare.activeRow).toBeDefined());
    const place = compare.activeRow?.position ?? 0;
    await press('a');
    await vi.waitFor(() => expect(compare.total).toBe(700));
    await vi.waitFor(() => expect(compare.activeRow?.position).toBeGreaterThanOrEqual(place));
    const kept = compare.activeRow?.position;
    expect((kept ?? 0) - place).toBeLessThan(5);
    await press('F5');
    await vi.waitFor(() => expect(compare.isComparing).toBe(false));
    await vi.waitFor(() => expect(compare.activeRow?.position).toBe(kept));
  });

  it('steps over cosmetic rows with F7', async () => {
    const { press } = await openCompare();
    const compare = useCompare();
    await press('o');
    await vi.waitFor(() => expect(compare.total).toBe(120));
    compare.active = 5;
    await press('F7');
    expect(compare.active).toBe(7);
    await press('F7', { shiftKey: true });
    expect(compare.active).toBe(5);
  });

  it('puts into the restore plan what has something to put back, and says what it left out', async () => {
    const { press, see } = await openCompare(10);
    await press('a', { ctrlKey: true });
    await see('9 ticked');
    await press('r', { ctrlKey: true });
    await see('7 records added to the restore plan; 2 rows have nothing to put back and were left out');
    expect([...(useBasket().groups[0]?.records.keys() ?? [])]).toEqual(['0.vcf', '3.vcf', '4.vcf', '5.vcf', '7.vcf', '8.vcf', '9.vcf']);
  });

  it('shows in the details what a field was and is, with equal fields folded and counted', async () => {
    const { press, see } = await openCompare();
    for (let count = 0; count < 3; count += 1) await press('F7');
    await see('2 equal fields');
    const marks = [...document.querySelectorAll('del, ins')].map((mark) => mark.textContent);
    expect(marks).toEqual(['555', '777']);
    await press('u', { ctrlKey: true });
    await see('TEL;TYPE=cell:+49 30 555 00003');
  });

  it('shows why two snapshots cannot be compared', async () => {
    mounted = await mountWindow({ failures: { 'changes.compare': { code: 'snapshot-incomplete' } } });
    await mounted.go('compare');
    await mounted.see('That snapshot is incomplete and proves no deletion.');
    await mounted.see('Take a complete one.');
  });
});
