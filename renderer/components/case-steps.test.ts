import { afterEach, describe, expect, it, vi } from 'vitest';
import { mountWindow, type MountedWindow } from '../testing/mount-window.ts';

let mounted: MountedWindow;
afterEach(() => {
  mounted.window.unmount();
  document.body.innerHTML = '';
  vi.restoreAllMocks();
});

const current = (): string | null | undefined => document.querySelector('[aria-current=step]')?.textContent;

describe('the strip of steps', () => {
  it('shows what is done and what comes next', async () => {
    mounted = await mountWindow();
    await vi.waitFor(() => expect(current()).toBe('Findings'));
    expect(document.querySelector('[aria-label^="Evidence: done"]')).not.toBeNull();
  });

  it('goes on by itself when findings were looked for, and by a mark where only a person knows', async () => {
    mounted = await mountWindow();
    await mounted.go('suspects');
    await vi.waitFor(() => expect(current()).toBe('Incident'));
    await mounted.button('Mark “Incident” as done').click();
    await vi.waitFor(() => expect(current()).toBe('Suspect'));
    await mounted.button('Take the mark of “Incident” away').click();
    await vi.waitFor(() => expect(current()).toBe('Incident'));
  });

  it('is not there without a case', async () => {
    mounted = await mountWindow({ open: false });
    expect(document.querySelector('nav[aria-label="Steps of the case"]')).toBeNull();
  });
});
