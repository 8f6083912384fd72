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

  it('always says what was not checked', async () => {
    mounted = await mountWindow({ snapshots: [fakeSnapshot('a', '2026-03-01T09:00:00Z'), fakeSnapshot('b', '2026-03-02T09:00:00Z', { complete: false, incompleteBecause: 'timed-out' })] });
    await mounted.go('overview');
    await mounted.see('phone: 1 incomplete snapshot was passed over');
    await mounted.see('phone: has one complete snapshot, so nothing can be said of changes');
  });

  it('says that one snapshot alone tells no change', async () => {
    mounted = await mountWindow({ snapshots: [fakeSnapshot('a', '2026-03-01T09:00:00Z')] });
    await mounted.go('overview');
    await mounted.see('One snapshot only: no change can be told yet.');
  });
});
