import { afterEach, describe, expect, it, vi } from 'vitest';
import { mountWindow, type MountedWindow } from '../../testing/mount-window.ts';
import { useDuplicates } from './duplicates-store.ts';

let mounted: MountedWindow;
afterEach(() => {
  mounted.window.unmount();
  document.body.innerHTML = '';
  vi.restoreAllMocks();
});

async function openDuplicates(): Promise<MountedWindow> {
  mounted = await mountWindow();
  await mounted.go('duplicates');
  await mounted.see('Amara Lindqvist');
  return mounted;
}

describe('Duplicates', () => {
  it('looks in the newest snapshot by itself and says a sentence for every group', async () => {
    const { engine } = await openDuplicates();
    expect(engine.calls.find(({ name }) => name === 'duplicates.find')?.input).toEqual({ snapshot: 'b', across: false });
    expect(document.querySelector('[role=row][data-index="0"]')?.getAttribute('aria-label')).toBe('Copy with losses: 2 records like Amara Lindqvist, confidence 99 %. same e-mail address; same name');
  });

  it('never rounds a confidence up to certainty', async () => {
    await openDuplicates();
    expect(document.querySelector('[role=row][data-index="0"]')?.textContent).toContain('99 %');
  });

  it('shows the original, what a copy lacks, and what perhaps belongs to the group', async () => {
    const { see } = await openDuplicates();
    await see('probably the original');
    await see('Photo');
    await see('Perhaps the same too');
    await see('41 %');
  });

  it('hides a kind, and counts what is left', async () => {
    const { button, see } = await openDuplicates();
    await see('2 groups · 3 records more than needed');
    await button(/^Copy with losses/).click();
    await see('1 group · 2 records more than needed');
    expect(useDuplicates().shown.map(({ id }) => id)).toEqual(['g2']);
  });

  it('plans the group that is looked at once the ticked one is kept apart', async () => {
    await openDuplicates();
    const duplicates = useDuplicates();
    duplicates.toggle(duplicates.group);
    expect(duplicates.toMerge).toEqual(['g1']);
    await duplicates.keepApart();
    await vi.waitFor(() => expect([duplicates.ticked.size, duplicates.toMerge]).toEqual([0, ['g2']]));
  });

  it('keeps a group apart with U, and takes that back with Ctrl+Z', async () => {
    const { engine, press, see } = await openDuplicates();
    await press('u');
    await see('2 records are kept apart from now on');
    expect(useDuplicates().shown.map(({ id }) => id)).toEqual(['g2']);
    await press('z', { ctrlKey: true });
    await vi.waitFor(() => expect(useDuplicates().shown.map(({ id }) => id)).toEqual(['g1', 'g2']));
    const given = { snapshot: 'b', across: false, records: ['0.vcf', '0-copy.vcf'].map((key) => ({ source: 'phone', key })) };
    expect(engine.calls.filter(({ name }) => /allDifferent$/.test(name)).map(({ name, input }) => [name, input])).toEqual([['duplicates.callDifferent', given], ['duplicates.uncallDifferent', given]]);
  });

  it('plans the merge of the ticked groups, and shows the plan before anything is written', async () => {
    const { button, engine, press, see } = await openDuplicates();
    await button('Tick 1 certain group').click();
    await see('1 group ticked');
    await press('m', { ctrlKey: true });
    await see('People notified');
    expect(engine.calls.find(({ name }) => name === 'restore.planMerge')?.input).toEqual({ snapshot: 'b', groups: ['g1'] });
    expect(engine.calls.some(({ name }) => name === 'restore.apply')).toBe(false);
  });
});
