import { afterEach, describe, expect, it, vi } from 'vitest';
import { useLook } from '../../state/look-store.ts';
import { mountWindow, type MountedWindow } from '../../testing/mount-window.ts';

let mounted: MountedWindow;
afterEach(() => {
  mounted.window.unmount();
  document.body.innerHTML = '';
  localStorage.clear();
  vi.restoreAllMocks();
});

describe('Settings', () => {
  it('says where data and secrets are kept, and how many apps are known', async () => {
    mounted = await mountWindow();
    await mounted.go('settings');
    await mounted.see('/data');
    await mounted.see('kept until SyncTrace ends, never in a case');
    await mounted.see('1 app');
  });

  it('changes the look', async () => {
    mounted = await mountWindow();
    await mounted.go('settings');
    document.querySelector<HTMLInputElement>('input[name=look][value=dark]')!.click();
    await vi.waitFor(() => expect(useLook().look).toBe('dark'));
  });
});
