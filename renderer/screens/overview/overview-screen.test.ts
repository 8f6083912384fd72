import { afterEach, describe, expect, it, vi } from 'vitest';
import { fakeSnapshot } from '../../testing/fake-data.ts';
import { mountWindow, type MountedWindow } from '../../testing/mount-window.ts';
import { useSuspects } from '../suspects/suspects-store.ts';

let mounted: MountedWindow;
afterEach(() => {
  mounted.window.unmount();
  document.body.innerHTML = '';
  vi.restoreAllMocks();
});

describe('Overview', () => {
  it('tells each finding with its first suspect, and opens it among the suspects', async () => {
    mounted = await mountWindow();
    await mounted.go('overview');
    await mounted.see('250 contacts in “Contacts” of phone are copies of what stood there.');
    await mounted.button(/12 contacts in “Contacts” of phone were deleted/).click();
    await mounted.see('Nothing speaks for or against.');
    expect(useSuspects().active).toBe(1);
  });

  it('lists the gravest of many findings, and leads to the others', async () => {
    mounted = await mountWindow();
    await mounted.go('overview');
    await mounted.see('250 contacts in “Contacts” of phone are copies of what stood there.');
    const suspects = useSuspects();
    const [first] = suspects.findings ?? [];
    suspects.findings = Array.from({ length: 500 }, (_, index) => ({ ...first!, id: `finding-${index}` }));
    await mounted.button('470 more findings in Suspects').click();
    expect(suspects.active).toBe(30);
    await vi.waitFor(() => expect(document.querySelector('[role=grid]')?.getAttribute('aria-rowcount')).toBe('501'));
  });

  it('always says what was not checked', async () => {
    mounted = await mountWindow({ snapshots: [fakeSnapshot('a', '2026-03-01T09:00:00Z'), fakeSnapshot('b', '2026-03-02T09:00:00Z', { complete: false, incompleteBecause: 'timed-out' })] });
    await mounted.go('overview');
    await mounted.see('phone: 1 incomplete snapshot was passed over');
    await mounted.see('phone: has one complete snapshot, so nothing can be said of changes');
    await mounted.see('phone-calendar: was never captured, so nothing is known of it');
  });

  it('says that one snapshot alone tells no change', async () => {
    mounted = await mountWindow({ snapshots: [fakeSnapshot('a', '2026-03-01T09:00:00Z')] });
    await mounted.go('overview');
    await mounted.see('One snapshot only: no change can be told yet.');
  });

  it('takes an app by its name into the inventory, and looks for findings anew', async () => {
    mounted = await mountWindow();
    await mounted.go('overview');
    await mounted.see('None named yet.');
    await mounted.button('Add an app').click();
    const field = await vi.waitFor(() => document.querySelector<HTMLInputElement>('[role=dialog] input[list]')!);
    field.value = 'outlook for ios';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await mounted.button('Add').click();
    await vi.waitFor(() => expect(mounted.engine.calls.find(({ name }) => name === 'facts.addApp')?.input).toEqual({ app: 'outlook-mobile-ios' }));
    await vi.waitFor(() => expect(mounted.engine.calls.filter(({ name }) => name === 'findings.explain').length).toBeGreaterThan(1));
  });

  it('asks for an app before it adds one, and for a time before it notes an event', async () => {
    mounted = await mountWindow();
    await mounted.go('overview');
    await mounted.button('Note an event').click();
    await mounted.button('Add').click();
    await mounted.see('Give a date and a time.');
    expect(mounted.engine.calls.some(({ name }) => name === 'facts.addEvent')).toBe(false);
  });
});
